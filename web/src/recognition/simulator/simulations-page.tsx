import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusChip, type StatusTone } from '../../ui/StatusChip.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import { saidDate } from '../said-amount.ts';
import styles from './simulator.module.css';
import { type ShownSimulation, simulationsQuery } from './simulator-queries.ts';

const tones: Record<ShownSimulation['state'], StatusTone> = { new: 'neutral', running: 'info', done: 'positive', failed: 'critical' };

/** What an organization tried, the newest first. */
export function SimulationsPage() {
  const { t } = useTranslation('simulator');
  usePageTitle(t('title'));
  const { organizationId } = useParams({ strict: false }) as { organizationId: string };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(simulationsQuery(organizationId));
  if (error && !data) return <ErrorPage error={error} reset={() => void refetch()} />;
  const items = data?.pages.flatMap((page) => page.items);
  const at = `/organizations/${organizationId}/simulator`;
  const begin = (
    <Button variant="primary" icon="add" href={`${at}/new`}>
      {t('new')}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        look="work"
        before={<PayPlaces organizationId={organizationId} here="simulator" />}
        title={t('title')}
        lead={t('lead')}
        actions={items?.length ? begin : undefined}
      />
      {!items && <Skeleton lines={6} />}
      {items?.length === 0 && (
        <EmptyState title={t('none')} action={begin}>
          {t('noneText')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <ul className={styles.keptList}>
          {items.map(({ id, name, state, question, scenarios, updatedAt, updatedBy }) => (
            <li key={id} className={styles.kept}>
              <span className={styles.keptHead}>
                <Link href={`${at}/${id}`}>{name}</Link>
                <StatusChip tone={tones[state]}>{t(`states.${state}`)}</StatusChip>
              </span>
              {question && <span>{question}</span>}
              <span className={styles.small}>
                {scenarios.join(' · ')}. {t('changed', { at: saidDate(updatedAt), by: updatedBy })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <p>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      )}
    </Page>
  );
}
