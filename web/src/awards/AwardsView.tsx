import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Link } from '../ui/Link.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Table } from '../ui/Table.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { IssuedAward } from './answers.ts';
import { dayOf, exactly } from './day.ts';
import styles from './issued.module.css';
import { issuedAwardsQuery } from './queries.ts';
import { StandingActions } from './StandingActions.tsx';
import { type StandingChange, StandingDialog } from './StandingDialog.tsx';

/** What an organization awarded: find one by its earner, suspend or revoke it. For issuing administrators and evaluation leads. */
export function AwardsView({ organizationId, mayImport }: { organizationId: string; mayImport: boolean }) {
  const { t } = useTranslation('keeping');
  const [words, setWords] = useState('');
  const q = useDeferredValue(words.trim());
  const awards = useInfiniteQuery(issuedAwardsQuery(organizationId, q));
  const [asking, setAsking] = useState<{ award: IssuedAward; change: StandingChange }>();
  const rows = awards.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={styles.find}>
        <TextField
          label={t('issued.find')}
          type="search"
          optional=" "
          value={words}
          maxLength={200}
          onChange={(event) => setWords(event.target.value)}
        />
        {mayImport && (
          <Button icon="upload" href={`/organizations/${organizationId}/earlier-awards`}>
            {t('issued.earlier')}
          </Button>
        )}
      </div>
      <ProblemCallout error={awards.error} />
      <div aria-busy={awards.isFetching}>
        <Table
          caption={t('issued.caption')}
          hideCaption
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'earner', header: t('issued.earner'), cell: ({ earner }) => <span className={styles.name}>{earner}</span> },
            {
              key: 'badge',
              header: t('issued.badge'),
              // what its earner hides is not shown to the issuer either
              cell: ({ id, title, shown }) => (shown ? <Link href={`/badges/${id}`}>{title}</Link> : title),
            },
            {
              key: 'day',
              header: t('issued.day'),
              cell: ({ awardedAt }) => (
                <time dateTime={awardedAt} title={exactly(awardedAt)}>
                  {dayOf(awardedAt)}
                </time>
              ),
            },
            { key: 'state', header: t('issued.state'), cell: (award) => <Standing award={award} /> },
            {
              key: 'action',
              header: t('issued.action'),
              cell: (award) => (
                <StandingActions award={award} organizationId={organizationId} onAsk={(change) => setAsking({ award, change })} />
              ),
            },
          ]}
          {...(awards.isSuccess && {
            empty: (
              <EmptyState headingLevel={3} title={t(q ? 'issued.noMatch' : 'issued.none')}>
                {t(q ? 'issued.noMatchText' : 'issued.noneText')}
              </EmptyState>
            ),
          })}
        />
      </div>
      {awards.hasNextPage && (
        <div className={styles.after}>
          <Button busy={awards.isFetchingNextPage} onClick={() => void awards.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {asking && <StandingDialog {...asking} organizationId={organizationId} onClose={() => setAsking(undefined)} />}
    </>
  );
}

function Standing({ award: { revoked, suspended, shown } }: { award: IssuedAward }) {
  const { t } = useTranslation('keeping');
  const fallen = revoked ?? suspended;
  if (fallen)
    return (
      <span className={styles.standing}>
        <StatusChip tone={revoked ? 'critical' : 'caution'}>
          {t(revoked ? 'issued.revoked' : 'issued.suspended', { day: dayOf(fallen.at) })}
        </StatusChip>
        {fallen.reason && <span className={styles.small}>{fallen.reason}</span>}
      </span>
    );
  return shown ? <StatusChip tone="positive">{t('issued.stands')}</StatusChip> : <StatusChip icon="lock">{t('issued.hidden')}</StatusChip>;
}
