import type { PublicPageRoute } from '../platform/http/pages.ts';

const keys = () => ['catalog'];
const part = (text: string | undefined) => encodeURIComponent(text ?? '');

/** The catalog's public pages and the API answers they are made from. */
export const catalogPages: PublicPageRoute[] = [
  { path: '/', page: 'home', keys, load: () => ({ stacks: '/api/v1/stacks', newest: '/api/v1/micro-credentials?sort=newest&limit=6' }) },
  { path: '/catalog', page: 'catalog', keys, load: ({ query }) => ({ found: `/api/v1/micro-credentials?${allowed(query)}` }) },
  {
    path: '/micro-credentials/:slug',
    page: 'micro-credential',
    keys: ({ slug = '' }) => ['catalog', `quality:${slug}`],
    load: ({ params }) => ({
      version: `/api/v1/micro-credentials/${part(params.slug)}`,
      quality: `/api/v1/micro-credentials/${part(params.slug)}/quality`,
    }),
  },
  {
    path: '/micro-credentials/:slug/versions/:number',
    page: 'micro-credential',
    keys,
    load: ({ params }) => ({ version: `/api/v1/micro-credentials/${part(params.slug)}/versions/${part(params.number)}` }),
  },
  { path: '/stacks', page: 'stacks', keys, load: () => ({ stacks: '/api/v1/stacks' }) },
  { path: '/stacks/:slug', page: 'stack', keys, load: ({ params }) => ({ stack: `/api/v1/stacks/${part(params.slug)}` }) },
  { path: '/issuers', page: 'issuers', keys, load: () => ({ issuers: '/api/v1/issuers' }) },
  {
    path: '/issuers/:slug',
    page: 'issuer',
    keys,
    load: ({ params }) => ({
      issuer: `/api/v1/issuers/${part(params.slug)}`,
      stacks: `/api/v1/stacks?issuer=${part(params.slug)}`,
      offered: `/api/v1/micro-credentials?issuer=${part(params.slug)}&limit=50`,
    }),
  },
];

/** Only what the search knows, and nothing that is empty: a form sends empty fields too. */
function allowed(query: URLSearchParams): string {
  const names = ['q', 'issuer', 'stack', 'topic', 'difficulty', 'maxHours', 'sort', 'cursor'];
  const kept = new URLSearchParams();
  for (const name of names) if (query.get(name)) kept.set(name, query.get(name) ?? '');
  return kept.toString();
}
