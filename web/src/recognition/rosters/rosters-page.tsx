import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { holdsRole, useSignedIn } from '../../shell/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import styles from '../pay.module.css';
import { saidDate } from '../said-amount.ts';
import { ImportState } from './ImportState.tsx';
import { importsQuery, rosterQuery } from './rosters-queries.ts';
import { SendRoster } from './SendRoster.tsx';

/** Rosters of a recognizing entity: how the roster stands, a new one, and those before. */
export function RostersPage() {
  const { t } = useTranslation('rosters');
  usePageTitle(t('imports.title'));
  const { organizationId } = useParams({ strict: false }) as { organizationId: string };
  const administers = holdsRole(useSignedIn(), ['recognizer-admin'], organizationId);
  return (
    <Page>
      <PageHeader
        look="work"
        before={<PayPlaces organizationId={organizationId} here="rosters" />}
        title={t('imports.title')}
        lead={t('imports.lead')}
      />
      {administers && <SendRoster organizationId={organizationId} />}
      <Standing organizationId={organizationId} administers={administers} />
      <Imports organizationId={organizationId} />
    </Page>
  );
}

function Standing({ organizationId, administers }: { organizationId: string; administers: boolean }) {
  const { t } = useTranslation('rosters');
  const { data, error } = useQuery(rosterQuery(organizationId));
  if (data?.people === 0 && data.organizations === 0) return null;
  return (
    <Section title={t('imports.stands')}>
      <ProblemCallout error={error} />
      {data && (
        <div className={styles.pane}>
          <KeyValueList
            look="facts"
            items={[
              { key: t('imports.schools'), value: data.organizations.toLocaleString('en-US') },
              { key: t('imports.people'), value: data.people.toLocaleString('en-US') },
              { key: t('imports.waiting'), value: data.waiting.toLocaleString('en-US') },
            ]}
          />
          {data.waiting > 0 && <p className={styles.small}>{t('imports.waitingText')}</p>}
          {data.waiting > 0 && administers && <InviteWaiting organizationId={organizationId} />}
        </div>
      )}
    </Section>
  );
}

/** Sends an invitation to everybody in the roster who has no account here. */
function InviteWaiting({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('rosters');
  const toast = useToast();
  const invite = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/organizations/{organizationId}/roster/invitations', { params: { path: { organizationId } } })),
    onSuccess: () => toast({ text: t('imports.invited'), tone: 'positive' }),
  });
  return (
    <div className={styles.pane}>
      <span>
        <Button icon="mail" busy={invite.isPending} onClick={() => invite.mutate()}>
          {t('imports.invite')}
        </Button>
      </span>
      <ProblemCallout error={invite.error} />
    </div>
  );
}

function Imports({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('rosters');
  const imports = useInfiniteQuery(importsQuery(organizationId));
  const rows = imports.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={t('imports.list')}>
      <ProblemCallout error={imports.error} />
      {imports.isSuccess && rows.length === 0 && (
        <EmptyState headingLevel={3} title={t('imports.listEmpty')}>
          {t('imports.listEmptyText')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table
          caption={t('imports.list')}
          hideCaption
          dense
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'files',
              header: t('imports.files'),
              cell: ({ id, fileNames }) => <Link href={`/organizations/${organizationId}/rosters/${id}`}>{fileNames.join(', ')}</Link>,
            },
            {
              key: 'when',
              header: t('imports.when'),
              cell: ({ createdAt, createdBy }) => t('imports.byWhom', { date: saidDate(createdAt), name: createdBy ?? '–' }),
            },
            { key: 'state', header: t('imports.state'), cell: (one) => <ImportState state={one.state} problems={one.problems} /> },
          ]}
        />
      )}
      {imports.hasNextPage && (
        <Button busy={imports.isFetchingNextPage} onClick={() => void imports.fetchNextPage()}>
          {t('imports.more')}
        </Button>
      )}
    </Section>
  );
}
