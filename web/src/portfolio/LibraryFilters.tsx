import { useTranslation } from 'react-i18next';
import { SearchField } from '../ui/SearchField.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './library.module.css';
import type { Kind, LibraryFilter } from './queries.ts';

/** Kinds that one can look for. */
const kinds: readonly Exclude<Kind, 'text'>[] = ['image', 'document', 'video', 'audio', 'link'];

/** Finds items while one types; by kind; the largest first when room is needed. */
export function LibraryFilters({ filter, onChange }: { filter: LibraryFilter; onChange: (filter: LibraryFilter) => void }) {
  const { t } = useTranslation('portfolio');
  return (
    <div className={styles.filters}>
      <SearchField
        label={t('library.search')}
        placeholder={t('library.search')}
        submit={t('library.searchButton')}
        onSearch={(words) => onChange({ ...filter, words })}
        onSubmit={(event) => event.preventDefault()}
      />
      <Select
        label={t('library.kind')}
        value={filter.kind ?? ''}
        placeholder={t('library.anyKind')}
        required={false}
        options={kinds.map((kind) => ({ value: kind, label: t(`library.kinds.${kind}`) }))}
        onChange={(event) => onChange({ ...filter, kind: kinds.find((kind) => kind === event.target.value) })}
      />
      <Select
        label={t('library.order')}
        value={filter.order}
        options={[
          { value: 'newest', label: t('library.newest') },
          { value: 'largest', label: t('library.largest') },
        ]}
        onChange={(event) => onChange({ ...filter, order: event.target.value === 'largest' ? 'largest' : 'newest' })}
      />
    </div>
  );
}
