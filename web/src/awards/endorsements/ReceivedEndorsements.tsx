import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Endorsement } from '../answers.ts';
import { dayOf, exactly } from '../day.ts';
import { receivedEndorsementsQuery } from '../queries.ts';
import styles from './endorsements.module.css';
import { useShowingEndorsement } from './use-showing-endorsement.ts';

/** What others say of an issuer and its micro-credentials; it may leave any of it off its own pages. */
export function ReceivedEndorsements({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('keeping');
  const received = useInfiniteQuery(receivedEndorsementsQuery(organizationId));
  return (
    <Section title={t('received.title')} lead={t('received.lead')}>
      <div className={styles.view}>
        <ProblemCallout error={received.error} />
        <div aria-busy={received.isFetching}>
          <Table
            caption={t('received.title')}
            hideCaption
            rows={received.data?.pages.flatMap(({ items }) => items) ?? []}
            rowKey={({ id }) => id}
            columns={[
              { key: 'endorser', header: t('received.who'), cell: ({ endorser }) => endorser.name },
              {
                key: 'endorsed',
                header: t('received.of'),
                cell: ({ endorsed: { kind, name, link, version } }) => (
                  <div className={styles.thing}>
                    <Link href={link}>{name}</Link>
                    {kind === 'issuer' && <span className={styles.note}>{t('received.asIssuer')}</span>}
                    {version !== null && <span className={styles.note}>{t('endorsing.version', { number: version })}</span>}
                  </div>
                ),
              },
              { key: 'comment', header: t('received.words'), cell: ({ comment }) => <span className={styles.said}>{comment}</span> },
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
                header: t('received.state'),
                cell: ({ shown }) => (
                  <StatusChip tone={shown ? 'positive' : 'neutral'}>{t(shown ? 'received.shown' : 'received.hidden')}</StatusChip>
                ),
              },
              {
                key: 'action',
                header: t('endorsing.action'),
                cell: (endorsement) => <Actions organizationId={organizationId} endorsement={endorsement} />,
              },
            ]}
            {...(received.isSuccess && {
              empty: (
                <EmptyState headingLevel={3} title={t('received.none')}>
                  {t('received.noneText')}
                </EmptyState>
              ),
            })}
          />
        </div>
        {received.hasNextPage && (
          <p>
            <Button busy={received.isFetchingNextPage} onClick={() => void received.fetchNextPage()}>
              {t('more')}
            </Button>
          </p>
        )}
      </div>
    </Section>
  );
}

function Actions({ organizationId, endorsement }: { organizationId: string; endorsement: Endorsement }) {
  const { t } = useTranslation('keeping');
  const { show, isBusy } = useShowingEndorsement(organizationId, endorsement);
  const { address, endorser, endorsed, shown } = endorsement;
  const about = { name: endorser.name, what: endorsed.name };
  return (
    <div className={styles.actions}>
      <Link href={`/verify?badge=${encodeURIComponent(address)}`} aria-label={t('received.verifyFor', about)}>
        {t('endorsing.verify')}
      </Link>
      <Button
        variant="quiet"
        size="small"
        busy={isBusy}
        aria-label={t(shown ? 'received.hideFor' : 'received.showFor', about)}
        onClick={() => show(!shown)}
      >
        {t(shown ? 'received.hide' : 'received.show')}
      </Button>
    </div>
  );
}
