import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { day } from '../portfolio/dates.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Link } from '../ui/Link.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { mayAuthor } from './authoring.ts';
import styles from './learning.module.css';
import { enrolmentsQuery, mySurveysQuery } from './queries.ts';

/** My courses, each with the place to go on at, and my surveys. */
export function MyLearningPage() {
  const { t } = useTranslation('learning');
  const { memberships } = useSignedIn();
  const courses = useQuery(enrolmentsQuery);
  const surveys = useInfiniteQuery(mySurveysQuery);
  usePageTitle(t('mine.title'));
  if (courses.error && !courses.data) return <ErrorPage error={courses.error} reset={() => void courses.refetch()} />;
  const asked = surveys.data?.pages.flatMap(({ items }) => items) ?? [];
  const authored = memberships.filter(mayAuthor);
  return (
    <Page>
      <PageHeader
        title={t('mine.title')}
        lead={t('mine.lead')}
        actions={
          <Button href="/courses" icon="search">
            {t('mine.find')}
          </Button>
        }
      />
      <Section title={t('mine.courses')}>
        {!courses.data && <Skeleton lines={4} />}
        {courses.data?.length === 0 && (
          <EmptyState
            headingLevel={3}
            title={t('mine.empty')}
            action={
              <Button variant="primary" href="/courses">
                {t('mine.find')}
              </Button>
            }
          >
            {t('mine.emptyText')}
          </EmptyState>
        )}
        <ul className={styles.plain}>
          {courses.data?.map((course) => (
            <li key={course.id}>
              <Card
                title={course.title}
                href={`/learn/${course.courseId}`}
                eyebrow={course.organization.name}
                meta={
                  course.completedAt ? (
                    <StatusChip tone="positive">{t('mine.completed', { date: day(course.completedAt) })}</StatusChip>
                  ) : undefined
                }
                actions={
                  course.next && (
                    <Button
                      size="small"
                      variant={course.completedAt ? 'secondary' : 'primary'}
                      href={`/learn/${course.courseId}?unit=${course.next.unitId}#${course.next.resourceId}`}
                    >
                      {t('mine.goOn', { title: course.next.title })}
                    </Button>
                  )
                }
              >
                <div className={styles.progress}>
                  <ProgressBar
                    label={t('mine.progress')}
                    text={t('mine.progressText', course.progress)}
                    value={course.progress.done}
                    max={Math.max(1, course.progress.asked)}
                  />
                </div>
              </Card>
            </li>
          ))}
        </ul>
      </Section>
      {asked.length > 0 && (
        <Section title={t('mine.surveys')}>
          <ul className={styles.plain}>
            {asked.map((survey) => (
              <li key={survey.id}>
                <Card
                  title={survey.title}
                  href={`/surveys/${survey.surveyId}`}
                  eyebrow={survey.organization}
                  meta={
                    survey.completedAt ? (
                      <StatusChip tone="positive">{t('mine.answered', { date: day(survey.completedAt) })}</StatusChip>
                    ) : (
                      <StatusChip tone={survey.closed ? 'neutral' : 'active'}>{t(survey.closed ? 'mine.closed' : 'mine.begun')}</StatusChip>
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
      )}
      {authored.length > 0 && (
        <Section title={t('mine.authoring')} lead={t('mine.authoringLead')}>
          <ul className={styles.plain}>
            {authored.map(({ organizationId, name }) => (
              <li key={organizationId}>
                <Link href={`/organizations/${organizationId}/learning`}>{t('mine.author', { name })}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
