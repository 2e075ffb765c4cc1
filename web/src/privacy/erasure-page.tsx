import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/generated.ts';
import { Door } from '../identity/Door.tsx';
import { useDay } from '../identity/use-day.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { erasureByLinkQuery } from './queries.ts';
import styles from './your-data.module.css';

const route = getRouteApi('/erasure');

type Erasure = paths['/api/v1/erasures/{token}']['get']['responses'][200]['content']['application/json'];

/** Where the mailed link of an erasure leads: keep the account while it waits, see the receipt once it is gone. */
export function ErasurePage() {
  const { t } = useTranslation('privacy');
  const { token } = route.useSearch();
  if (token) return <ByLink token={token} />;
  return (
    <Door title={t('byLink.title')}>
      <Callout tone="caution" title={t('byLink.lost')}>
        {t('byLink.lostText')}
      </Callout>
    </Door>
  );
}

function ByLink({ token }: { token: string }) {
  const { t } = useTranslation('privacy');
  const day = useDay();
  const queries = useQueryClient();
  const query = erasureByLinkQuery(token);
  const { data, error } = useQuery(query);
  const keep = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/erasures/{token}', { params: { path: { token } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: query.queryKey }),
  });
  if (!data)
    return (
      <Door title={t('byLink.title')}>
        <ProblemCallout error={error} />
      </Door>
    );
  if (data.state === 'waiting')
    return (
      <Door title={t('byLink.waiting', { date: day(data.dueAt) })} lead={t('byLink.waitingText', { date: day(data.askedAt) })}>
        <ProblemCallout error={keep.error} />
        <div className={styles.deed}>
          <Button variant="primary" size="large" busy={keep.isPending} onClick={() => keep.mutate()}>
            {keep.isPending ? t('byLink.keeping') : t('byLink.keep')}
          </Button>
        </div>
      </Door>
    );
  if (data.state === 'taken-back')
    return (
      <Door title={t('byLink.kept')} lead={t('byLink.keptText')}>
        <div className={styles.deed}>
          <Button variant="primary" href="/account/data">
            {t('byLink.signIn')}
          </Button>
        </div>
      </Door>
    );
  if (data.state === 'under-way')
    return (
      <Door title={t('byLink.underWay')} lead={t('byLink.underWayText')}>
        {null}
      </Door>
    );
  return (
    <Door title={t('byLink.done', { date: day(data.endedAt ?? data.dueAt) })} lead={t('byLink.doneText')}>
      <Receipt steps={data.steps} />
    </Door>
  );
}

function Receipt({ steps }: { steps: Erasure['steps'] }) {
  const { t } = useTranslation('privacy');
  return (
    <KeyValueList
      items={steps.map(({ step, gone }) => ({ id: step, key: t(`byLink.steps.${step}` as 'byLink.steps.files'), value: String(gone) }))}
    />
  );
}
