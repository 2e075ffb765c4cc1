import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Steps } from '../ui/Steps.tsx';
import { useToast } from '../ui/Toast.tsx';
import { AskForApproval } from './AskForApproval.tsx';
import { Choice } from './Choice.tsx';
import { longDay } from './long-day.ts';
import styles from './taking-part.module.css';
import { type Program, programQuery, type Standing, standingsQuery, useAct } from './taking-part-queries.ts';

const route = getRouteApi('/signed-in/my-programs/$programId');

/** One program as I meet it: take part, the steps in their order, what I chose and how far it is. */
export function MyProgramPage() {
  const { t } = useTranslation('takingPart');
  const { programId } = route.useParams();
  const program = useQuery(programQuery(programId));
  const standings = useQuery(standingsQuery);
  usePageTitle(program.data?.definition.name ?? t('mine.title'));
  if (program.error) return <ErrorPage error={program.error} reset={() => void program.refetch()} />;
  if (!program.data || !standings.data)
    return (
      <Page>
        <Skeleton lines={6} />
      </Page>
    );
  const standing = standings.data.items.find((item) => item.program.id === programId);
  return (
    <Page>
      <PageHeader
        before={<Breadcrumbs label={t('here')} items={[{ href: '/my-programs', label: t('mine.title') }]} />}
        eyebrow={program.data.recognizer.name}
        title={program.data.definition.name}
        lead={program.data.definition.summary}
        actions={
          <Button variant="quiet" href={`/programs/${program.data.recognizer.slug}/${program.data.slug}`}>
            {t('program.about')}
          </Button>
        }
      />
      {standing ? <Inside program={program.data} standing={standing} /> : <Joining program={program.data} />}
    </Page>
  );
}

function useJoin(program: Program) {
  const { t } = useTranslation('takingPart');
  const toast = useToast();
  return useAct(
    () => answer(api.PUT('/api/v1/programs/{programId}/participation', { params: { path: { programId: program.id } } })),
    () => toast({ text: t('program.joined', { name: program.definition.name }), tone: 'positive' }),
  );
}

/** The way in, or why there is none today. */
function Joining({ program }: { program: Program }) {
  const { t } = useTranslation('takingPart');
  const { mutate, isPending } = useJoin(program);
  const { joining, definition } = program;
  const { opensOn, closesOn, capacity } = definition;
  if (joining !== 'open')
    return (
      <Callout title={t('program.notYet')}>
        {t(`program.shut.${joining}`, { from: opensOn && longDay(opensOn), until: closesOn && longDay(closesOn), capacity })}
      </Callout>
    );
  return (
    <Callout
      title={t('program.notYet')}
      actions={
        <Button variant="primary" busy={isPending} onClick={() => mutate(undefined)}>
          {t('program.join')}
        </Button>
      }
    >
      {t('program.notYetText')}
    </Callout>
  );
}

function Inside({ program, standing }: { program: Program; standing: Standing }) {
  const { t } = useTranslation('takingPart');
  const toast = useToast();
  const join = useJoin(program);
  const leave = useAct(
    () => answer(api.DELETE('/api/v1/programs/{programId}/participation', { params: { path: { programId: program.id } } })),
    () =>
      toast({
        text: t('program.left', { name: program.definition.name }),
        action: { label: t('program.back'), run: () => join.mutate(undefined) },
      }),
  );
  const { steps } = standing;
  const next = steps.find(({ state }) => state === 'next');
  return (
    <>
      {steps.length > 0 && (
        <Section title={t('program.way')}>
          <Steps
            label={t('program.way')}
            steps={steps.map(({ id, title, state }) => ({
              id,
              title,
              state: state === 'next' ? ('current' as const) : state === 'done' ? ('done' as const) : ('ahead' as const),
              stateLabel: t(`program.state.${state}`),
            }))}
          />
          {next && next.kind !== 'selection' && (
            <p className={styles.next}>
              {next.path ? (
                <Button variant="primary" size="large" iconAfter="arrow-right" href={next.path}>
                  {t(`program.go.${next.kind}`)}
                </Button>
              ) : (
                t('program.gone')
              )}
            </p>
          )}
        </Section>
      )}
      {standing.asksPreApproval && <AskForApproval standing={standing} />}
      <Choice program={program} standing={standing} />
      <p>
        <Button variant="quiet" size="small" href={`/my-programs/${program.id}/nominations`}>
          {t('program.nominate')}
        </Button>
        <Button variant="quiet" size="small" busy={leave.isPending} onClick={() => leave.mutate(undefined)}>
          {t('program.leave')}
        </Button>
      </p>
    </>
  );
}
