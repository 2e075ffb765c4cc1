import type { PublicPageRoute } from '../platform/http/pages.ts';

const part = (text: string | undefined) => encodeURIComponent(text ?? '');

/** The public page of a program and the API answer it is made from. */
export const recognitionPages: PublicPageRoute[] = [
  {
    path: '/programs/:recognizerSlug/:programSlug',
    page: 'program',
    keys: () => ['programs', 'catalog'],
    load: ({ params }) => ({ program: `/api/v1/recognizers/${part(params.recognizerSlug)}/programs/${part(params.programSlug)}` }),
  },
];
