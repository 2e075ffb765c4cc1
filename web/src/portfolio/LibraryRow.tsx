import { useTranslation } from 'react-i18next';
import { Link } from '../ui/Link.tsx';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import { day } from './dates.ts';
import { EvidenceItemRow } from './EvidenceItemRow.tsx';
import styles from './library.module.css';
import type { LibraryItem } from './queries.ts';

export interface LibraryRowProps {
  item: LibraryItem;
  onEdit: () => void;
  onCaptions: () => void;
  onRemove: () => void;
}

/** An item of the library: what it is, where it is used, what can be done with it. */
export function LibraryRow({ item, onEdit, onCaptions, onRemove }: LibraryRowProps) {
  const { t } = useTranslation('portfolio');
  const actions: MenuAction[] = [
    { id: 'edit', label: t('library.edit'), icon: 'edit', run: onEdit },
    ...(item.kind === 'video' || item.kind === 'audio'
      ? [{ id: 'captions', label: t('captions.action'), icon: 'message' as const, run: onCaptions }]
      : []),
    ...(item.file
      ? [
          {
            id: 'download',
            label: t('library.download'),
            icon: 'download' as const,
            run: () => window.location.assign(`${item.file?.address}?download=true`),
          },
        ]
      : []),
    {
      id: 'remove',
      label: t('library.remove'),
      detail: t(item.submitted ? 'library.removeSubmitted' : item.usedIn ? 'library.removeUsed' : 'library.removeFree'),
      text: t('library.remove'),
      icon: 'trash',
      run: onRemove,
    },
  ];
  return (
    <EvidenceItemRow
      item={item}
      facts={t('library.added', { date: day(item.createdAt) })}
      actions={<Menu label={t('evidence.more', { title: item.title })} icon="more" iconOnly items={actions} />}
    >
      {item.file?.damaged && <p className={styles.damaged}>{t('library.damaged')}</p>}
      {item.uses.length > 0 && (
        <ul className={styles.uses} aria-label={t('library.uses', { title: item.title })}>
          {item.uses.map(({ journeyId, title, state, submitted }) => (
            <li key={journeyId}>
              <Link href={`/journeys/${journeyId}`}>{title}</Link>{' '}
              <span className={styles.small}>{t(submitted ? `library.useSubmitted.${state}` : `states.${state}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </EvidenceItemRow>
  );
}
