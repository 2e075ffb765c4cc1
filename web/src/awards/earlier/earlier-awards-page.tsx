import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../../api/client.ts';
import { useGo } from '../../shell/app-link.tsx';
import { ErrorPage } from '../../shell/error-page.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session.ts';
import { Breadcrumbs } from '../../ui/Breadcrumbs.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Table } from '../../ui/Table.tsx';
import { dayOf, exactly } from '../day.ts';
import styles from './earlier.module.css';
import { ImportStateChip } from './ImportStateChip.tsx';
import { importsQuery } from './queries.ts';

const columns = ['micro_credential', 'email', 'awarded_on', 'name', 'narrative', 'evidence_url'] as const;
const needed = 3;
const template = `${columns.join(',')}\nwait-time-in-discussions,teacher@school.example,2016-05-31,A. Teacher,,https://school.example/her-evidence\n`;
const mostBytes = 20 * 1024 * 1024;

/** Brings an issuer's earlier awards along: what the file needs, its upload, and the files so far. For issuing administrators. */
export function EarlierAwardsPage() {
  const { t } = useTranslation('earlier');
  const { organizationId } = useParams({ strict: false }) as { organizationId: string };
  const { memberships } = useSignedIn();
  const name = memberships.find((membership) => membership.organizationId === organizationId)?.name ?? '';
  const imports = useInfiniteQuery(importsQuery(organizationId));
  usePageTitle(t('title'));
  if (imports.error && !imports.data) return <ErrorPage error={imports.error} reset={() => void imports.refetch()} />;
  const rows = imports.data?.pages.flatMap((page) => page.items);
  return (
    <Page>
      <PageHeader
        look="work"
        before={<Breadcrumbs label={t('crumbs')} items={[{ href: `/organizations/${organizationId}?view=awards`, label: name }]} />}
        title={t('title')}
        lead={t('lead')}
      />
      <Section title={t('file.title')} lead={t('file.lead')}>
        <Table
          caption={t('file.caption')}
          hideCaption
          dense
          rows={columns.map((column, place) => ({ column, isNeeded: place < needed }))}
          rowKey={({ column }) => column}
          columns={[
            { key: 'column', header: t('file.column'), cell: ({ column }) => <code className={styles.column}>{column}</code> },
            { key: 'needed', header: t('file.asked'), cell: ({ isNeeded }) => t(isNeeded ? 'file.must' : 'file.may') },
            { key: 'holds', header: t('file.holds'), cell: ({ column }) => t(`columns.${column}`) },
          ]}
        />
        <UploadFile organizationId={organizationId} />
      </Section>
      <Section title={t('history.title')}>
        {!rows && <Skeleton lines={3} />}
        {rows?.length === 0 && (
          <EmptyState headingLevel={3} title={t('history.none')}>
            {t('history.noneText')}
          </EmptyState>
        )}
        {rows && rows.length > 0 && (
          <Table
            caption={t('history.caption')}
            hideCaption
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                header: t('history.name'),
                cell: ({ id, fileName }) => (
                  <Link className={styles.fileName} href={`/organizations/${organizationId}/earlier-awards/${id}`}>
                    {fileName}
                  </Link>
                ),
              },
              { key: 'rows', header: t('history.rows'), numeric: true, cell: (one) => one.rows.toLocaleString('en-US') },
              {
                key: 'at',
                header: t('history.at'),
                cell: ({ createdAt, createdBy }) => (
                  <time dateTime={createdAt} title={exactly(createdAt)}>
                    {createdBy ? t('history.byWhom', { day: dayOf(createdAt), name: createdBy }) : dayOf(createdAt)}
                  </time>
                ),
              },
              { key: 'state', header: t('history.state'), cell: ({ state }) => <ImportStateChip state={state} /> },
            ]}
          />
        )}
        {imports.hasNextPage && (
          <Button busy={imports.isFetchingNextPage} onClick={() => void imports.fetchNextPage()}>
            {t('history.more')}
          </Button>
        )}
      </Section>
    </Page>
  );
}

function UploadFile({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('earlier');
  const go = useGo();
  const input = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const wrong = file.size > mostBytes ? 'tooLarge' : file.size === 0 ? 'empty' : null;
      if (wrong) throw refused(t(`file.${wrong}`));
      return answer(
        api.POST('/api/v1/organizations/{organizationId}/award-imports', {
          params: { path: { organizationId }, query: { fileName: file.name } },
          headers: { 'content-type': 'text/csv' },
          body: file as unknown as string,
          bodySerializer: (body: unknown) => body as File,
        }),
      );
    },
    onSuccess: ({ importId }) => go(`/organizations/${organizationId}/earlier-awards/${importId}`),
  });
  return (
    <div className={styles.upload}>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,text/csv"
        aria-label={t('file.upload')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // the same file, mended, may be chosen again
          event.target.value = '';
          if (file) upload.mutate(file);
        }}
      />
      <div className={styles.actions}>
        <Button variant="primary" icon="upload" busy={upload.isPending} onClick={() => input.current?.click()}>
          {t(upload.isPending ? 'file.uploading' : 'file.upload')}
        </Button>
        <Button icon="download" href={`data:text/csv;charset=utf-8,${encodeURIComponent(template)}`} download={t('file.templateName')}>
          {t('file.template')}
        </Button>
      </div>
      <ProblemCallout error={upload.error} />
    </div>
  );
}

/** What is refused before it is sent. */
const refused = (detail: string) =>
  new ApiProblem({ type: 'about:blank', title: detail, status: 422, detail: '', code: 'csv-not-readable' });
