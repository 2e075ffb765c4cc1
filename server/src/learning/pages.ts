import type { PublicPageRoute } from '../platform/http/pages.ts';

const keys = () => ['courses', 'catalog'];

/** The public pages of courses and the API answers they are made from. */
export const learningPages: PublicPageRoute[] = [
  {
    path: '/courses',
    page: 'courses',
    keys,
    load: ({ query }) => {
      const cursor = query.get('cursor');
      return { courses: `/api/v1/courses${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}` };
    },
  },
  {
    path: '/courses/:slug',
    page: 'course',
    keys,
    load: ({ params }) => ({ course: `/api/v1/courses/${encodeURIComponent(params.slug ?? '')}` }),
  },
];
