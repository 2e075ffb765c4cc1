import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { AboutSelect, SchoolSelect, SinceSelect } from './AboutSelect.tsx';
import styles from './talent.module.css';
import { mapFile, mapQuery, type TalentMap } from './talent-queries.ts';
import type { TalentView } from './talent-view.ts';

/** How many have shown what, school by school: a table whose cells are tinted by the share. */
export function MapView(view: TalentView) {
  const { t } = useTranslation('talent');
  const { organizationId, set, choices } = view;
  // what the district set out for comes first
  const search = { program: choices.programs[0]?.id ?? 'none', ...view.search };
  const byMicroCredential = search.program !== 'none' || Boolean(search.stack ?? search.topic);
  const { data, error, isFetching } = useQuery({ ...mapQuery(organizationId, search), placeholderData: keepPreviousData });
  return (
    <>
      <fieldset className={styles.filters}>
        <legend className="visually-hidden">{t('filters')}</legend>
        <AboutSelect {...view} search={search} programs={choices.programs} neither={t('stacks')} />
        <SchoolSelect {...view} />
        <SinceSelect {...view} />
        {byMicroCredential && (
          <Select
            label={t('difficulty')}
            value={String(search.difficulty ?? '')}
            onChange={({ target: { value } }) => set({ difficulty: Number(value) || undefined })}
            options={[
              { value: '', label: t('everyDifficulty') },
              ...([1, 2, 3] as const).map((level) => ({ value: String(level), label: t(`difficulties.${level}`) })),
            ]}
          />
        )}
      </fieldset>
      <ProblemCallout error={error} />
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <div aria-busy={isFetching} className={styles.pile}>
          {data.schools.length === 0 ? (
            <EmptyState title={t('map.noSchools')}>{t('map.noSchoolsText')}</EmptyState>
          ) : data.columns.length === 0 ? (
            <EmptyState title={t('map.noColumns')}>{t('map.noColumnsText')}</EmptyState>
          ) : (
            <>
              {!byMicroCredential && data.columns.every(({ holders }) => holders === 0) && <p>{t('map.noStacks')}</p>}
              <Matrix map={data} organizationId={organizationId} byMicroCredential={byMicroCredential} />
              <span className={styles.row}>
                <Button size="small" icon="download" href={mapFile(organizationId, search)}>
                  {t('map.csv')}
                </Button>
              </span>
            </>
          )}
        </div>
      )}
    </>
  );
}

interface MatrixProps {
  map: TalentMap;
  organizationId: string;
  byMicroCredential: boolean;
}

function Matrix({ map: { columns, schools, educators, smallestCell }, organizationId, byMicroCredential }: MatrixProps) {
  const { t } = useTranslation('talent');
  const finder = (slug: string) =>
    `/organizations/${organizationId}/talent?view=people&${byMicroCredential ? 'microCredential' : 'stack'}=${encodeURIComponent(slug)}`;
  const isAnyKept = columns.some(({ holders }) => holders === null) || schools.some(({ holders }) => holders.includes(null));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is scrolled by keys, too */}
      <section className={styles.scroll} aria-label={t('map.title')} tabIndex={0}>
        <table className={styles.map}>
          <caption className="visually-hidden">{t('map.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('school')}</th>
              <th scope="col">{t('map.educators')}</th>
              {columns.map(({ id, slug, title }) => (
                <th key={id} scope="col">
                  <Link href={finder(slug)}>{title}</Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {schools.map((school) => (
              <tr key={school.id}>
                <th scope="row">{school.name}</th>
                <td className={styles.plain}>{school.educators}</td>
                {columns.map(({ id }, index) => {
                  const holders = school.holders[index] ?? null;
                  const share = holders ? holders / school.educators : 0;
                  return (
                    <td key={id} style={{ '--share': share } as CSSProperties} {...(holders && { 'data-some': true })}>
                      <Holders value={holders} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('map.all')}</th>
              <td>{educators}</td>
              {columns.map(({ id, holders }) => (
                <td key={id}>
                  <Holders value={holders} />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
      <p className={styles.small}>
        {t('map.shade')} {isAnyKept && t('map.keptNote', { smallest: smallestCell })}
      </p>
    </>
  );
}

/** A number, or a dash that says aloud that it is kept back. */
function Holders({ value }: { value: number | null }) {
  const { t } = useTranslation('talent');
  if (value !== null) return value;
  return (
    <span className={styles.kept}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t('map.kept')}</span>
    </span>
  );
}
