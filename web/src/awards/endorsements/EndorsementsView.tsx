import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Endorsement } from '../answers.ts';
import { dayOf, exactly } from '../day.ts';
import { endorsementsQuery } from '../queries.ts';
import { EndorseForm } from './EndorseForm.tsx';
import styles from './endorsements.module.css';
import { ReceivedEndorsements } from './ReceivedEndorsements.tsx';
import { WithdrawEndorsementDialog } from './WithdrawEndorsementDialog.tsx';

export interface EndorsementsViewProps {
  /** Of one that issues, what others say of it as well. */
  organization: { organizationId: string; isIssuer: boolean };
}

/** What an organization endorses: write one, withdraw one; and what others say of it. For administrators of issuing or of recognition. */
export function EndorsementsView({ organization: { organizationId, isIssuer } }: EndorsementsViewProps) {
  const { t } = useTranslation('keeping');
  const endorsements = useInfiniteQuery(endorsementsQuery(organizationId));
  const [isWriting, setWriting] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Endorsement>();
  return (
    <div className={styles.view}>
      <p className={styles.lead}>{t('endorsing.lead')}</p>
      {isWriting ? (
        <EndorseForm organizationId={organizationId} onClose={() => setWriting(false)} />
      ) : (
        <p>
          <Button onClick={() => setWriting(true)}>{t('endorsing.open')}</Button>
        </p>
      )}
      <ProblemCallout error={endorsements.error} />
      <div aria-busy={endorsements.isFetching}>
        <Table
          caption={t('endorsing.caption')}
          hideCaption
          rows={endorsements.data?.pages.flatMap(({ items }) => items) ?? []}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'endorsed',
              header: t('endorsing.what'),
              cell: ({ endorsed: { kind, name, link, version } }) => (
                <div className={styles.thing}>
                  <Link href={link}>{name}</Link>
                  {version !== null && <span className={styles.note}>{t('endorsing.version', { number: version })}</span>}
                  {kind !== 'micro-credential' && (
                    <span className={styles.note}>{t(kind === 'issuer' ? 'endorsing.anIssuer' : 'endorsing.elsewhere')}</span>
                  )}
                </div>
              ),
            },
            { key: 'comment', header: t('endorsing.why'), cell: ({ comment }) => <span className={styles.said}>{comment}</span> },
            {
              key: 'day',
              header: t('endorsing.day'),
              cell: ({ madeAt }) => (
                <time dateTime={madeAt} title={exactly(madeAt)}>
                  {dayOf(madeAt)}
                </time>
              ),
            },
            {
              key: 'state',
              header: t('endorsing.state'),
              cell: (endorsement) => <Standing endorsement={endorsement} />,
            },
            {
              key: 'action',
              header: t('endorsing.action'),
              cell: (endorsement) => {
                const about = { name: endorsement.endorsed.name };
                return (
                  <div className={styles.actions}>
                    <Link href={`/verify?badge=${encodeURIComponent(endorsement.address)}`} aria-label={t('endorsing.verifyFor', about)}>
                      {t('endorsing.verify')}
                    </Link>
                    {!endorsement.withdrawnAt && (
                      <Button
                        variant="quiet"
                        size="small"
                        aria-label={t('endorsing.withdrawFor', about)}
                        onClick={() => setWithdrawing(endorsement)}
                      >
                        {t('endorsing.withdraw')}
                      </Button>
                    )}
                  </div>
                );
              },
            },
          ]}
          {...(endorsements.isSuccess && {
            empty: (
              <EmptyState headingLevel={2} title={t('endorsing.none')}>
                {t('endorsing.noneText')}
              </EmptyState>
            ),
          })}
        />
      </div>
      {endorsements.hasNextPage && (
        <p>
          <Button busy={endorsements.isFetchingNextPage} onClick={() => void endorsements.fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      )}
      {isIssuer && <ReceivedEndorsements organizationId={organizationId} />}
      {withdrawing && (
        <WithdrawEndorsementDialog endorsement={withdrawing} organizationId={organizationId} onClose={() => setWithdrawing(undefined)} />
      )}
    </div>
  );
}

function Standing({ endorsement: { withdrawnAt, holdsUntil, shown } }: { endorsement: Endorsement }) {
  const { t } = useTranslation('keeping');
  if (withdrawnAt) return <StatusChip tone="critical">{t('endorsing.withdrawn', { day: dayOf(withdrawnAt) })}</StatusChip>;
  if (holdsUntil && holdsUntil < new Date().toISOString().slice(0, 10))
    return <StatusChip>{t('endorsing.over', { day: dayOf(holdsUntil) })}</StatusChip>;
  return (
    <div className={styles.thing}>
      <StatusChip tone="positive">{holdsUntil ? t('endorsing.holdsUntil', { day: dayOf(holdsUntil) }) : t('endorsing.holds')}</StatusChip>
      {!shown && <span className={styles.note}>{t('endorsing.offItsPage')}</span>}
    </div>
  );
}
