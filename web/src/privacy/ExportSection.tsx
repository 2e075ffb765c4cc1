import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useDay } from '../identity/use-day.ts';
import { fileSize } from '../portfolio/dates.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { exportsQuery } from './queries.ts';
import styles from './your-data.module.css';

/** Ask for a copy of everything, see whether it is ready, fetch it. */
export function ExportSection() {
  const { t } = useTranslation('privacy');
  const day = useDay();
  const queries = useQueryClient();
  const { data } = useQuery(exportsQuery);
  const ask = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/account/exports')),
    onSettled: () => queries.invalidateQueries({ queryKey: exportsQuery.queryKey }),
  });
  const isUnderWay = data?.items.some(({ state }) => state === 'under-way') ?? false;
  return (
    <Section look="margin" title={t('export.title')} lead={t('export.lead')}>
      <p>{t('export.holds')}</p>
      <p className={styles.small}>{t('export.students')}</p>
      <ProblemCallout error={ask.error} />
      <div className={styles.deed}>
        <Button icon="download" busy={ask.isPending || isUnderWay} onClick={() => ask.mutate()}>
          {isUnderWay ? t('export.making') : t('export.ask')}
        </Button>
      </div>
      <p className={styles.small} role="status">
        {isUnderWay && t('export.makingText')}
      </p>
      {data && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map(({ id, state, askedAt, endsAt, size }) => (
            <li key={id} className={styles.item}>
              <span className={styles.what}>
                <span className={styles.name}>
                  {t('export.of', { date: day(askedAt) })}{' '}
                  <StatusChip tone={state === 'ready' ? 'positive' : state === 'ended' ? 'neutral' : 'info'}>
                    {t(`export.states.${state}`)}
                  </StatusChip>
                </span>
                {state === 'ready' && endsAt && size !== null && (
                  <span className={styles.small}>{t('export.until', { date: day(endsAt), size: fileSize(size) })}</span>
                )}
              </span>
              {state === 'ready' && (
                <Button variant="primary" icon="download" href={`/api/v1/account/exports/${id}/file`} download>
                  {t('export.fetch')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
