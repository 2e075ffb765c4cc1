import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { holdsRole, useSignedIn } from '../../shell/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { Table } from '../../ui/Table.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import styles from '../pay.module.css';
import { type Incentive, incentivesQuery } from '../pay-queries.ts';
import { saidDate } from '../said-amount.ts';
import { IncentiveEditor } from './IncentiveEditor.tsx';

/** What awards are worth here: every incentive with its sentence and versions; administrators publish new ones. */
export function IncentivesPage() {
  const { t } = useTranslation('pay');
  usePageTitle(t('incentives.title'));
  const { organizationId } = useParams({ strict: false }) as { organizationId: string };
  const mayEdit = holdsRole(useSignedIn(), ['recognizer-admin'], organizationId);
  const { data, error, refetch } = useQuery(incentivesQuery(organizationId));
  const [editing, setEditing] = useState<Incentive | 'new'>();
  if (error && !data) return <ErrorPage error={error} reset={() => void refetch()} />;
  return (
    <Page>
      <PageHeader
        look="work"
        before={<PayPlaces organizationId={organizationId} here="incentives" />}
        title={t('incentives.title')}
        lead={t('incentives.lead')}
        actions={
          mayEdit && !editing ? (
            <Button variant="primary" icon="add" onClick={() => setEditing('new')}>
              {t('incentives.new')}
            </Button>
          ) : undefined
        }
      />
      {!data && <Skeleton lines={6} />}
      {editing && data && (
        <IncentiveEditor
          key={editing === 'new' ? 'new' : editing.id}
          organizationId={organizationId}
          incentive={editing === 'new' ? null : editing}
          taken={data.items.map(({ slug }) => slug)}
          today={data.today}
          onClose={() => setEditing(undefined)}
        />
      )}
      {!editing && data?.items.length === 0 && <EmptyState title={t('incentives.none')}>{t('incentives.noneText')}</EmptyState>}
      {!editing &&
        data?.items.map((incentive) => (
          <Listed key={incentive.id} incentive={incentive} {...(mayEdit && { onEdit: () => setEditing(incentive) })} />
        ))}
    </Page>
  );
}

function Listed({ incentive: { name, versions, inForce }, onEdit }: { incentive: Incentive; onEdit?: () => void }) {
  const { t } = useTranslation('pay');
  const current = versions.find(({ id }) => id === inForce);
  const shown = current ?? versions[0];
  const days = (from: string, until: string | null) =>
    until ? t('incentives.fromUntil', { from: saidDate(from), until: saidDate(until) }) : t('incentives.from', { from: saidDate(from) });
  return (
    <section className={styles.listed}>
      <div className={styles.entryWhat}>
        <span className={styles.row}>
          <h2 className={styles.name}>{name}</h2>
          {current ? (
            <StatusChip tone="positive">{t('incentives.inForce')}</StatusChip>
          ) : (
            <StatusChip>{t('incentives.notInForce')}</StatusChip>
          )}
        </span>
        <p>{shown?.sentence}</p>
        <p className={styles.small}>{shown && days(shown.effectiveFrom, shown.effectiveUntil)}</p>
        <Disclosure title={t('incentives.versions', { count: versions.length })}>
          <Table
            caption={t('incentives.versionsOf', { name })}
            hideCaption
            dense
            rows={versions}
            rowKey={({ id }) => id}
            columns={[
              { key: 'number', header: t('incentives.version'), cell: ({ number }) => t('incentives.numbered', { number }) },
              { key: 'days', header: t('incentives.days'), cell: (version) => days(version.effectiveFrom, version.effectiveUntil) },
              { key: 'sentence', header: t('incentives.sentence'), cell: ({ sentence }) => sentence },
              { key: 'published', header: t('incentives.published'), cell: ({ publishedAt }) => saidDate(publishedAt) },
            ]}
          />
        </Disclosure>
      </div>
      {onEdit && (
        <Button size="small" icon="edit" onClick={onEdit} aria-label={t('incentives.changeNamed', { name })}>
          {t('incentives.change')}
        </Button>
      )}
    </section>
  );
}
