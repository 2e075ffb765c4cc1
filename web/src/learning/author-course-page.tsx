import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { useChoice } from '../shell/use-choice.ts';
import { Button } from '../ui/Button.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { AuthoringPage, AuthoringSkeleton, placeIn } from './AuthoringPage.tsx';
import { CourseEditor } from './CourseEditor.tsx';
import { CoursePreview } from './CoursePreview.tsx';
import styles from './learning.module.css';
import { type CourseDraft, type CourseDraftAnswer, courseDraftQuery } from './queries.ts';
import { type DocumentPorts, useSavedDocument } from './saved-document.ts';

/** Where a course is written: saved as it is typed, looked at as learners will see it, published as a version. */
export function AuthorCoursePage() {
  const { courseId } = useParams({ strict: false }) as { courseId: string };
  const course = useQuery(courseDraftQuery(courseId));
  if (course.error && !course.data) return <ErrorPage error={course.error} reset={() => void course.refetch()} />;
  if (!course.data) return <AuthoringSkeleton />;
  return <Author course={course.data} />;
}

function Author({ course }: { course: CourseDraftAnswer }) {
  const { t } = useTranslation('learning');
  const queries = useQueryClient();
  const { id: courseId } = course;
  const ports = useMemo<DocumentPorts<CourseDraft>>(
    () => ({
      send: ({ value, revision }) =>
        answer(api.PUT('/api/v1/courses/{courseId}/draft', { params: { path: { courseId } }, body: { definition: value, revision } })),
      current: (current) => ({ value: current.definition as CourseDraft, revision: Number(current.revision) }),
    }),
    [courseId],
  );
  const server = useMemo(() => ({ value: course.definition, revision: course.revision }), [course]);
  const draft = useSavedDocument(`course-draft/${courseId}`, server, ports);
  if (!draft) return null;
  const publish = async (revision: number) => {
    const { number } = await answer(
      api.POST('/api/v1/courses/{courseId}/versions', { params: { path: { courseId } }, body: { revision } }),
    );
    await queries.invalidateQueries({ queryKey: ['courses', courseId] });
    return number;
  };
  return (
    <AuthoringPage
      document={draft}
      publish={publish}
      nameOf={(path) =>
        placeIn(path, { member: 'units', items: draft.value.units }, { member: 'resources', of: ({ resources }) => resources })
      }
      organization={course.organization}
      number={course.number}
      seenAt={<a href={`/courses/${course.slug}`}>{t('authoring.public')}</a>}
      write={<CourseEditor courseId={courseId} draft={draft} files={course.files} />}
      preview={<CoursePreview draft={draft.value} />}
      share={<Enrolling course={course} />}
    />
  );
}

function Enrolling({ course }: { course: CourseDraftAnswer }) {
  const { t } = useTranslation('learning');
  const queries = useQueryClient();
  const params = { path: { courseId: course.id } };
  const again = () => queries.invalidateQueries({ queryKey: ['courses', course.id] });
  const { shown, choose } = useChoice(
    course.enrolment,
    (enrolment) => answer(api.PUT('/api/v1/courses/{courseId}/enrolling', { params, body: { enrolment }, keepalive: true })),
    ['courses', course.id],
  );
  const renew = useMutation({ mutationFn: () => answer(api.POST('/api/v1/courses/{courseId}/link', { params })), onSettled: again });
  return (
    <div className={styles.editor}>
      <RadioGroup
        legend={t('course.enrolling')}
        name="enrolling"
        value={shown}
        options={[
          { value: 'open', label: t('authoring.open'), hint: t('course.openHint') },
          { value: 'invited', label: t('authoring.invited'), hint: t('course.invitedHint') },
        ]}
        onChange={(value) => choose(value === 'open' ? 'open' : 'invited')}
      />
      {course.link && (
        <>
          <p className={styles.invite}>
            {t('course.link')}: <a href={course.link}>{course.link}</a>
          </p>
          <p>
            <Button busy={renew.isPending} onClick={() => renew.mutate()}>
              {t('course.renew')}
            </Button>
          </p>
        </>
      )}
    </div>
  );
}
