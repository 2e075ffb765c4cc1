import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ConfirmDialog } from '../../identity/ConfirmDialog.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { holdsRole, useSignedIn } from '../../shell/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from '../pay.module.css';
import { saidDate } from '../said-amount.ts';
import { Changes } from './Changes.tsx';
import { ImportState } from './ImportState.tsx';
import { Problems } from './Problems.tsx';
import { importQuery, isAtWork, type RosterImportDetail } from './rosters-queries.ts';

/** One import: what is wrong with it, or all that it changes; apply it, take it back. */
export function ImportPage() {
  const { t } = useTranslation('rosters');
  const { organizationId, importId } = useParams({ strict: false }) as { organizationId: string; importId: string };
  const { data, error } = useQuery(importQuery(organizationId, importId));
  usePageTitle(data && t('imports.of', { date: saidDate(data.createdAt) }));
  const about = { files: data?.fileNames.join(', '), name: data?.createdBy ?? '–', system: data?.source };
  return (
    <Page>
      <PageHeader
        look="work"
        before={<Link href={`/organizations/${organizationId}/rosters`}>{t('imports.back')}</Link>}
        title={data ? t('imports.of', { date: saidDate(data.createdAt) }) : t('imports.title')}
        {...(data && {
          lead: t(data.source ? 'imports.ofSystem' : 'imports.ofLead', about),
          meta: <ImportState state={data.state} problems={data.problems} />,
        })}
      />
      <ProblemCallout error={error} />
      {!data && !error && <Skeleton lines={8} />}
      {data && <Standing organizationId={organizationId} one={data} />}
      {data && data.problems > 0 && <Problems organizationId={organizationId} importId={importId} count={data.problems} />}
      {data && data.problems === 0 && !['reading', 'checking', 'discarded'].includes(data.state) && (
        <Changes organizationId={organizationId} one={data} />
      )}
    </Page>
  );
}

/** Where it stands and what can be done with it. */
function Standing({ organizationId, one }: { organizationId: string; one: RosterImportDetail }) {
  const { t } = useTranslation('rosters');
  const administers = holdsRole(useSignedIn(), ['recognizer-admin'], organizationId);
  if (isAtWork(one.state)) return <AtWork one={one} />;
  if (one.state === 'checked') return administers ? <Ready organizationId={organizationId} one={one} /> : null;
  if (one.state === 'applied' && one.appliedAt)
    return (
      <Callout
        tone="positive"
        live="polite"
        title={t('imports.done', { date: saidDate(one.appliedAt), name: one.appliedBy ?? '–' })}
        {...(administers && one.stands && { actions: <Undo organizationId={organizationId} importId={one.id} /> })}
      >
        {one.stands && t('imports.doneText')}
      </Callout>
    );
  if (one.state === 'undone' && one.undoneAt)
    return (
      <Callout
        tone="info"
        live="polite"
        icon="undo"
        title={t('imports.wasUndone', { date: saidDate(one.undoneAt), name: one.undoneBy ?? '–' })}
      />
    );
  return null;
}

function AtWork({ one }: { one: RosterImportDetail }) {
  const { t } = useTranslation('rosters');
  const label = t(one.state === 'applying' ? 'imports.applying' : one.state === 'undoing' ? 'imports.undoing' : 'imports.comparing');
  const { progress } = one;
  return (
    <div aria-live="polite">
      <ProgressBar
        label={label}
        {...(progress && {
          text: t(`imports.steps.${progress.step}`),
          ...(progress.total > 1 && { value: progress.done, max: progress.total }),
        })}
      />
    </div>
  );
}

function Ready({ organizationId, one }: { organizationId: string; one: RosterImportDetail }) {
  const { t } = useTranslation('rosters');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const path = { params: { path: { organizationId, importId: one.id } } };
  const again = () => queries.invalidateQueries({ queryKey: ['rosters', organizationId] });
  const apply = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/organizations/{organizationId}/roster-imports/{importId}/application', path)),
    onSuccess: again,
  });
  const letGo = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/organizations/{organizationId}/roster-imports/{importId}', path)),
    onSuccess: async () => {
      toast({ text: t('imports.letGone') });
      await again();
      await navigate({ href: `/organizations/${organizationId}/rosters` });
    },
  });
  return (
    <div className={styles.pane}>
      <ProblemCallout error={apply.error ?? letGo.error} />
      <span className={styles.row}>
        {one.problems > 0 ? (
          <Button variant="primary" href={`/organizations/${organizationId}/rosters`}>
            {t('imports.again')}
          </Button>
        ) : (
          one.counts.length > 0 && (
            <Button variant="primary" busy={apply.isPending} onClick={() => apply.mutate()}>
              {t('imports.apply')}
            </Button>
          )
        )}
        <Button busy={letGo.isPending} onClick={() => letGo.mutate()}>
          {t('imports.letGo')}
        </Button>
      </span>
    </div>
  );
}

function Undo({ organizationId, importId }: { organizationId: string; importId: string }) {
  const { t } = useTranslation('rosters');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/roster-imports/{importId}/undo', {
          params: { path: { organizationId, importId } },
        }),
      ),
    onSuccess: () => {
      setAsking(false);
      return queries.invalidateQueries({ queryKey: ['rosters', organizationId] });
    },
  });
  return (
    <>
      <Button icon="undo" onClick={() => setAsking(true)}>
        {t('imports.undo')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('imports.undoTitle')}
          text={t('imports.undoText')}
          submit={t('imports.undo')}
          error={undo.error}
          busy={undo.isPending}
          onConfirm={() => undo.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
