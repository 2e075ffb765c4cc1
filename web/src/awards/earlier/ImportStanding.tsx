import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ConfirmDialog } from '../../identity/ConfirmDialog.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './earlier.module.css';
import { type ImportDetail, importQuery } from './queries.ts';

/** How far a file is, and the one thing to decide next. */
export function ImportStanding({ organizationId, found, report }: { organizationId: string; found: ImportDetail; report: string }) {
  const { t } = useTranslation('earlier');
  const { state, rows, progress } = found;
  switch (state) {
    case 'checking':
      return <Going what="checking" done={rows - progress.unchecked} all={rows} />;
    case 'checked':
      return <Decide organizationId={organizationId} found={found} report={report} />;
    case 'issuing': {
      const done = progress.issued + progress.waiting;
      return (
        <div className={styles.standing}>
          <Going what="issuing" done={done} all={done + progress.good} />
          <p>
            <Stop organizationId={organizationId} importId={found.id} label={t('report.stop')} />
          </p>
        </div>
      );
    }
    case 'issued':
      return <Done organizationId={organizationId} found={found} />;
    case 'cancelled':
      return (
        <Callout title={t('report.stopped')} actions={progress.issued > 0 && <ToAwards organizationId={organizationId} />}>
          {t('report.stoppedText', { count: progress.issued })}
        </Callout>
      );
  }
}

const figure = (count: number) => count.toLocaleString('en-US');

function Going({ what, done, all }: { what: 'checking' | 'issuing'; done: number; all: number }) {
  const { t } = useTranslation('earlier');
  return (
    <div className={styles.standing}>
      <ProgressBar
        label={t(`report.${what}`)}
        text={t('report.progress', { done: figure(done), all: figure(all) })}
        value={done}
        max={Math.max(all, 1)}
      />
      <p className={styles.soft}>{t(`report.${what}Text`)}</p>
    </div>
  );
}

/** Checked: issue all, or what is good, or mend. */
function Decide({ organizationId, found, report }: { organizationId: string; found: ImportDetail; report: string }) {
  const { t } = useTranslation('earlier');
  const { good, bad } = found.progress;
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { queryKey } = importQuery(organizationId, found.id);
  const issue = useMutation({
    mutationFn: (skipBad: boolean) =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/award-imports/{importId}/issue', {
          params: { path: { organizationId, importId: found.id } },
          body: { skipBad },
        }),
      ),
    onSuccess: () => setAsking(false),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  const mending = (
    <>
      <Button icon="download" href={`${report}?state=bad`} download="">
        {t('report.errors')}
      </Button>
      <Button href={`/organizations/${organizationId}/earlier-awards`}>{t('report.another')}</Button>
    </>
  );
  if (bad === 0)
    return (
      <>
        <Callout
          tone="positive"
          live="polite"
          title={t('report.allGood', { count: good })}
          actions={
            <Button variant="primary" busy={issue.isPending} onClick={() => issue.mutate(false)}>
              {t(issue.isPending ? 'report.ordering' : 'report.issue', { count: good })}
            </Button>
          }
        >
          {t('report.allGoodText')}
        </Callout>
        <ProblemCallout error={issue.error} />
      </>
    );
  if (good === 0)
    return (
      <Callout tone="caution" live="polite" title={t('report.noneGood')} actions={mending}>
        {t('report.noneGoodText')}
      </Callout>
    );
  return (
    <>
      <Callout
        tone="caution"
        live="polite"
        title={t('report.someBad', { count: bad })}
        actions={
          <>
            {mending}
            <Button variant="quiet" onClick={() => setAsking(true)}>
              {t('report.anyway', { count: good })}
            </Button>
          </>
        }
      >
        {t('report.someBadText', { count: bad })}
      </Callout>
      {asking && (
        <ConfirmDialog
          title={t('report.anywayTitle')}
          text={t('report.anywayText')}
          submit={t('report.issue', { count: good })}
          error={issue.error}
          busy={issue.isPending}
          onConfirm={() => issue.mutate(true)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Done({ organizationId, found }: { organizationId: string; found: ImportDetail }) {
  const { t } = useTranslation('earlier');
  const { issued, waiting } = found.progress;
  const actions = (
    <>
      {issued > 0 && <ToAwards organizationId={organizationId} />}
      {waiting > 0 && <Stop organizationId={organizationId} importId={found.id} label={t('report.stopWaiting')} />}
    </>
  );
  if (issued === 0 && waiting > 0)
    return (
      <Callout live="polite" icon="clock" title={t('report.onlyWaiting', { count: waiting })} actions={actions}>
        {t('report.onlyWaitingText')}
      </Callout>
    );
  return (
    <Callout tone="positive" live="polite" title={t('report.done', { count: issued })} actions={actions}>
      {t('report.doneText')} {waiting > 0 && t('report.doneWaiting', { count: waiting })}
    </Callout>
  );
}

function ToAwards({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('earlier');
  return (
    <Button variant="primary" href={`/organizations/${organizationId}?view=awards`}>
      {t('report.awards')}
    </Button>
  );
}

function Stop({ organizationId, importId, label }: { organizationId: string; importId: string; label: string }) {
  const { t } = useTranslation('earlier');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/award-imports/{importId}/cancellation', {
          params: { path: { organizationId, importId } },
        }),
      ),
    onSuccess: () => setAsking(false),
    onSettled: () => queries.invalidateQueries({ queryKey: importQuery(organizationId, importId).queryKey }),
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{label}</Button>
      {asking && (
        <ConfirmDialog
          title={t('report.stopTitle')}
          text={t('report.stopText')}
          submit={t(stop.isPending ? 'report.stopping' : 'report.stop')}
          error={stop.error}
          busy={stop.isPending}
          onConfirm={() => stop.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
