import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useGo } from '../shell/app-link.tsx';
import { ErrorPage } from '../shell/error-page.tsx';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './learning.module.css';
import { authoredCoursesQuery, authoredSurveysQuery } from './queries.ts';

/** An organization's courses and surveys, for those who write them. */
export function OrganizationLearningPage() {
  const { t } = useTranslation('learning');
  const { organizationId } = useParams({ strict: false }) as { organizationId: string };
  const { memberships } = useSignedIn();
  const name = memberships.find((membership) => membership.organizationId === organizationId)?.name ?? '';
  const courses = useInfiniteQuery(authoredCoursesQuery(organizationId));
  const surveys = useInfiniteQuery(authoredSurveysQuery(organizationId));
  const [making, setMaking] = useState<'course' | 'survey' | null>(null);
  usePageTitle(t('authoring.title'));
  if (courses.error && !courses.data) return <ErrorPage error={courses.error} reset={() => void courses.refetch()} />;
  const written = courses.data?.pages.flatMap(({ items }) => items);
  const asked = surveys.data?.pages.flatMap(({ items }) => items);
  const version = ({ number, draftNewer }: { number: number | null; draftNewer: boolean }) => (
    <>
      <StatusChip tone={number ? 'positive' : 'neutral'}>
        {number ? t('authoring.published', { number }) : t('authoring.unpublished')}
      </StatusChip>
      {number !== null && draftNewer && <StatusChip tone="active">{t('authoring.changed')}</StatusChip>}
    </>
  );
  return (
    <Page>
      <PageHeader
        look="work"
        before={<Breadcrumbs label={t('here')} items={[{ href: '/learning', label: t('mine.title') }]} />}
        eyebrow={name}
        title={t('authoring.title')}
        lead={t('authoring.lead', { name })}
      />
      <Section
        title={t('authoring.courses')}
        action={
          <Button icon="add" onClick={() => setMaking('course')}>
            {t('authoring.newCourse')}
          </Button>
        }
      >
        {!written && <Skeleton lines={3} />}
        {written?.length === 0 && (
          <EmptyState headingLevel={3} title={t('authoring.noCourses')}>
            {t('authoring.noCoursesText')}
          </EmptyState>
        )}
        <ul className={styles.plain}>
          {written?.map((course) => (
            <li key={course.id}>
              <Card
                title={course.title || t('authoring.untitled')}
                href={`/authoring/courses/${course.id}`}
                meta={
                  <>
                    {version(course)}
                    <span>{t(`authoring.${course.enrolment}`)}</span>
                    <span>{t('authoring.enrolled', { count: course.enrolled })}</span>
                    <span>{t('authoring.completed', { count: course.completed })}</span>
                  </>
                }
              />
            </li>
          ))}
        </ul>
        {courses.hasNextPage && (
          <Button busy={courses.isFetchingNextPage} onClick={() => void courses.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </Section>
      <Section
        title={t('authoring.surveys')}
        action={
          <Button icon="add" onClick={() => setMaking('survey')}>
            {t('authoring.newSurvey')}
          </Button>
        }
      >
        {asked?.length === 0 && (
          <EmptyState headingLevel={3} title={t('authoring.noSurveys')}>
            {t('authoring.noSurveysText')}
          </EmptyState>
        )}
        <ul className={styles.plain}>
          {asked?.map((survey) => (
            <li key={survey.id}>
              <Card
                title={survey.title || t('authoring.untitled')}
                href={`/authoring/surveys/${survey.id}`}
                meta={
                  <>
                    {version(survey)}
                    {survey.anonymous && <span>{t('authoring.anonymous')}</span>}
                    <span>{t('authoring.answered', { count: survey.completed })}</span>
                  </>
                }
                actions={
                  survey.number !== null && (
                    <Button size="small" href={`/surveys/${survey.id}/results`}>
                      {t('authoring.results')}
                    </Button>
                  )
                }
              />
            </li>
          ))}
        </ul>
        {surveys.hasNextPage && (
          <Button busy={surveys.isFetchingNextPage} onClick={() => void surveys.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </Section>
      {making && <Begin what={making} organizationId={organizationId} onClose={() => setMaking(null)} />}
    </Page>
  );
}

function Begin({ what, organizationId, onClose }: { what: 'course' | 'survey'; organizationId: string; onClose: () => void }) {
  const { t } = useTranslation('learning');
  const go = useGo();
  const [title, setTitle] = useState('');
  const params = { path: { organizationId } };
  const begin = useMutation({
    mutationFn: async () =>
      what === 'course'
        ? `/authoring/courses/${(await answer(api.POST('/api/v1/organizations/{organizationId}/courses', { params, body: { title } }))).courseId}`
        : `/authoring/surveys/${(await answer(api.POST('/api/v1/organizations/{organizationId}/surveys', { params, body: { title } }))).surveyId}`,
    onSuccess: go,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(what === 'course' ? 'authoring.newCourse' : 'authoring.newSurvey')}
      closeLabel={t('close')}
      actions={
        <Button variant="primary" busy={begin.isPending} disabled={!title.trim()} onClick={() => begin.mutate()}>
          {t('authoring.create')}
        </Button>
      }
    >
      <TextField label={t('authoring.name')} value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      <ProblemCallout error={begin.error} />
    </Dialog>
  );
}
