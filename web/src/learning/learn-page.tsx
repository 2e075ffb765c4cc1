import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { issuerTint } from '../catalog/Badge.tsx';
import { ErrorPage } from '../shell/error-page.tsx';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Columns } from '../ui/Columns.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { type Step, Steps } from '../ui/Steps.tsx';
import { BesideUnit } from './BesideUnit.tsx';
import { DigestChoice } from './DigestChoice.tsx';
import { Discussion } from './Discussion.tsx';
import styles from './learning.module.css';
import { type Learning, learningQuery, type Unit } from './queries.ts';
import { ResourceView } from './ResourceView.tsx';
import { WrittenText } from './WrittenText.tsx';

/** A course as one works in it: a unit at a time, its micro-credentials and its discussion beneath, the way through it beside. */
export function LearnPage() {
  const { courseId } = useParams({ strict: false }) as { courseId: string };
  const learning = useQuery(learningQuery(courseId));
  usePageTitle(learning.data?.definition.title);
  if (learning.error && !learning.data) return <ErrorPage error={learning.error} reset={() => void learning.refetch()} />;
  if (!learning.data)
    return (
      <Page>
        <div aria-busy="true" className={styles.loading}>
          <Skeleton shape="title" />
          <Skeleton lines={8} />
        </div>
      </Page>
    );
  return <Course course={learning.data} />;
}

function Course({ course }: { course: Learning }) {
  const { t } = useTranslation('learning');
  const { unit: asked } = useSearch({ strict: false }) as { unit?: string };
  const { definition, progress, next } = course;
  const unit =
    definition.units.find(({ id }) => id === asked) ?? definition.units.find(({ id }) => id === next?.unitId) ?? definition.units[0];
  const moving = useMove(course.courseId);
  if (!unit) return null;
  const index = definition.units.indexOf(unit);
  return (
    <div {...issuerTint(course.organization.color)}>
      <Page>
        <PageHeader
          look="work"
          before={<Breadcrumbs label={t('here')} items={[{ href: '/learning', label: t('mine.title') }]} />}
          eyebrow={course.organization.name}
          title={definition.title}
        />
        {course.newerVersion && (
          <Callout
            title={t('learn.newer')}
            actions={
              <Button busy={moving.isPending} onClick={() => moving.mutate()}>
                {t('learn.move')}
              </Button>
            }
          >
            {t('learn.newerText')}
          </Callout>
        )}
        <ProblemCallout error={moving.error} />
        {course.completedAt && (
          <Callout tone="positive" title={t('learn.complete')} live="polite">
            {t('learn.completeText')}
          </Callout>
        )}
        <Columns sticky first="aside" side="start" aside={<Outline course={course} current={unit.id} />}>
          <UnitDocument key={unit.id} course={course} unit={unit} number={index + 1} />
          <nav className={styles.between} aria-label={t('learn.units')}>
            {index > 0 && (
              <Button icon="arrow-left" href={`/learn/${course.courseId}?unit=${definition.units[index - 1]?.id}`}>
                {definition.units[index - 1]?.title}
              </Button>
            )}
            {index < definition.units.length - 1 && (
              <Button
                variant={progress.units[index]?.complete ? 'primary' : 'secondary'}
                iconAfter="arrow-right"
                href={`/learn/${course.courseId}?unit=${definition.units[index + 1]?.id}`}
              >
                {definition.units[index + 1]?.title}
              </Button>
            )}
          </nav>
        </Columns>
      </Page>
    </div>
  );
}

function Outline({ course, current }: { course: Learning; current: string }) {
  const { t } = useTranslation('learning');
  const { progress, definition } = course;
  return (
    <div className={styles.aside}>
      <ProgressBar
        label={t('mine.progress')}
        text={t('mine.progressText', { done: progress.done, asked: progress.asked })}
        value={progress.done}
        max={Math.max(1, progress.asked)}
      />
      <Steps
        upright
        label={t('learn.units')}
        steps={definition.units.map((unit): Step => {
          const stood = progress.units.find(({ unitId }) => unitId === unit.id);
          const state = unit.id === current ? 'current' : stood?.complete ? 'done' : 'ahead';
          return {
            id: unit.id,
            title: unit.title,
            state,
            stateLabel: t(`learn.${state}`),
            detail: t(stood?.complete ? 'learn.unitComplete' : 'mine.progressText', { done: stood?.done ?? 0, asked: stood?.asked ?? 0 }),
            href: `/learn/${course.courseId}?unit=${unit.id}`,
          };
        })}
      />
      <DigestChoice courseId={course.courseId} on={course.digest} />
    </div>
  );
}

function UnitDocument({ course, unit, number }: { course: Learning; unit: Unit; number: number }) {
  const { t } = useTranslation('learning');
  const beside = course.beside.find(({ unitId }) => unitId === unit.id);
  const count = course.posts.find(({ unitId }) => unitId === unit.id)?.count ?? 0;
  useArrival();
  return (
    <>
      <Section
        title={
          <>
            <span className={styles.number}>{t('learn.unit', { number })}</span> {unit.title}
          </>
        }
      >
        <div className={styles.resources}>
          <WrittenText>{unit.purpose}</WrittenText>
          {unit.resources.map((resource) => (
            <ResourceView key={resource.id} course={course} unitId={unit.id} resource={resource} />
          ))}
        </div>
      </Section>
      {beside && <BesideUnit beside={beside} />}
      {unit.discussionPrompt && (
        <Section id="discussion" title={t('discussion.title')} lead={t('discussion.count', { count })}>
          <Discussion courseId={course.courseId} unitId={unit.id} prompt={unit.discussionPrompt} organizationId={course.organization.id} />
        </Section>
      )}
    </>
  );
}

/** Once the unit stands, goes to the resource that the address names. */
function useArrival(): void {
  useEffect(() => {
    const id = window.location.hash.slice(1);
    if (id) document.getElementById(id)?.scrollIntoView();
  }, []);
}

function useMove(courseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST('/api/v1/courses/{courseId}/move', { params: { path: { courseId } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['courses', courseId] }),
  });
}
