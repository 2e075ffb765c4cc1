import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ErrorPage } from '../../shell/error-page.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import { SimulationForm } from './SimulationForm.tsx';
import { SimulationReport } from './SimulationReport.tsx';
import { draftOf } from './simulation-draft.ts';
import styles from './simulator.module.css';
import { basisQuery, resultFile, type ShownSimulation, simulationQuery } from './simulator-queries.ts';
import { run, usePlay } from './use-play.ts';

/** One simulation: how far it is, what it came to, and the question behind it. */
export function SimulationPage() {
  const { t } = useTranslation('simulator');
  const { organizationId, simulationId } = useParams({ strict: false }) as { organizationId: string; simulationId: string };
  const queries = useQueryClient();
  const { data: shown, error, refetch } = useQuery(simulationQuery(simulationId));
  const [isChanging, setChanging] = useState(false);
  usePageTitle(shown?.name ?? t('title'));
  const again = useMutation({
    mutationFn: () => run(simulationId),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['simulation', simulationId] }),
  });
  if (error && !shown) return <ErrorPage error={error} reset={() => void refetch()} />;
  const before = <PayPlaces organizationId={organizationId} here="simulator" />;
  if (!shown)
    return (
      <Page>
        <PageHeader look="work" before={before} title={t('title')} />
        <Skeleton lines={10} />
      </Page>
    );
  const { state, result, failure } = shown;
  const playAgain = (
    <Button variant="primary" busy={again.isPending} onClick={() => again.mutate()}>
      {t(result ? 'again' : 'form.play')}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        look="work"
        before={before}
        title={shown.name}
        {...(shown.simulation.question && { lead: shown.simulation.question })}
        actions={
          isChanging ? undefined : (
            <>
              {result && (
                <Button icon="print" href={`/organizations/${organizationId}/simulator/${simulationId}/board`}>
                  {t('board')}
                </Button>
              )}
              <Button icon="edit" onClick={() => setChanging(true)}>
                {t('change')}
              </Button>
              {result && (
                <Button variant="quiet" icon="download" href={resultFile(simulationId)} download="">
                  {t('csv')}
                </Button>
              )}
              <DeleteIt organizationId={organizationId} shown={shown} />
            </>
          )
        }
      />
      {isChanging ? (
        <Change organizationId={organizationId} shown={shown} onClose={() => setChanging(false)} />
      ) : (
        <div className={styles.result}>
          <ProblemCallout error={again.error} />
          <div aria-live="polite">
            {state === 'running' && (
              <ProgressBar label={t('playing')} text={t('playingText', { percent: shown.progress })} value={shown.progress} max={100} />
            )}
            {state === 'done' && shown.isCurrent && <span className="visually-hidden">{t('ready')}</span>}
          </div>
          {state === 'new' && (
            <Callout title={t('notPlayed')} actions={playAgain}>
              {t('notPlayedText')}
            </Callout>
          )}
          {failure && (
            <Callout tone="critical" title={t(`failed.${failure}`)} actions={playAgain}>
              {t(`failedText.${failure}`)}
            </Callout>
          )}
          {state === 'done' && !shown.isCurrent && (
            <Callout tone="caution" title={t('old')} actions={playAgain}>
              {t('oldText')}
            </Callout>
          )}
          {result && <SimulationReport shown={shown} result={result} onPaper={false} />}
        </div>
      )}
    </Page>
  );
}

function Change({ organizationId, shown, onClose }: { organizationId: string; shown: ShownSimulation; onClose: () => void }) {
  const { data: basis, error, refetch } = useQuery(basisQuery(organizationId));
  const play = usePlay(organizationId, shown, onClose);
  const [begin] = useState(shown);
  if (error && !basis) return <ErrorPage error={error} reset={() => void refetch()} />;
  if (!basis) return <Skeleton lines={10} />;
  return (
    <SimulationForm
      basis={basis}
      begin={draftOf(begin, basis)}
      isSaving={play.isPending}
      error={play.error}
      onPlay={play.mutate}
      onCancel={onClose}
    />
  );
}

function DeleteIt({ organizationId, shown: { id, name } }: { organizationId: string; shown: ShownSimulation }) {
  const { t } = useTranslation('simulator');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const [isAsked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/simulations/{simulationId}', { params: { path: { simulationId: id } } })),
    onSuccess: async () => {
      toast({ text: t('deleted', { name }), tone: 'positive' });
      await queries.invalidateQueries({ queryKey: ['simulator', organizationId, 'list'] });
      await navigate({ to: '/organizations/$organizationId/simulator', params: { organizationId } });
    },
  });
  return (
    <>
      <Button variant="quiet" icon="trash" onClick={() => setAsked(true)}>
        {t('delete')}
      </Button>
      <Dialog
        open={isAsked}
        onClose={() => setAsked(false)}
        title={t('deleteTitle', { name })}
        closeLabel={t('keep')}
        actions={
          <>
            <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t('delete')}
            </Button>
            <Button onClick={() => setAsked(false)}>{t('keep')}</Button>
          </>
        }
      >
        <p>{t('deleteText')}</p>
        <ProblemCallout error={remove.error} />
      </Dialog>
    </>
  );
}
