import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useGo } from '../shell/app-link.tsx';
import { ErrorPage } from '../shell/error-page.tsx';
import { Page } from '../ui/Page.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

/** Behind "Enrol": enrols whoever has signed in, once, and leads into the course. */
export function JoinCoursePage() {
  const { t } = useTranslation('learning');
  const { slug } = useParams({ strict: false }) as { slug: string };
  const { key } = useSearch({ strict: false }) as { key?: string };
  const go = useGo();
  const queries = useQueryClient();
  const begun = useRef(false);
  const join = useMutation({
    mutationFn: async () => {
      const course = await answer(api.GET('/api/v1/courses/{slug}', { params: { path: { slug } } }));
      await answer(
        api.POST('/api/v1/courses/{courseId}/enrolments', { params: { path: { courseId: course.id } }, body: key ? { key } : {} }),
      );
      return course.id;
    },
    onSuccess: async (courseId) => {
      await queries.invalidateQueries({ queryKey: ['enrolments'] });
      go(`/learn/${courseId}`);
    },
  });
  const { mutate } = join;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate();
  }, [mutate]);
  if (join.error) return <ErrorPage error={join.error} reset={() => mutate()} />;
  return (
    <Page width="reading">
      <p role="status">{t('join.entering')}</p>
      <Skeleton lines={4} />
    </Page>
  );
}
