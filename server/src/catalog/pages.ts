import type { PublicPageRoute } from '../platform/http/pages.ts';
import { microCredentialKeys } from './public-keys.ts';

const keys = () => ['catalog'];
const seconds = 3600;
const part = (text: string | undefined) => encodeURIComponent(text ?? '');

/** The catalog's public pages and the API answers they are made from. */
export const catalogPages: PublicPageRoute[] = [
  {
    path: '/',
    page: 'home',
    keys,
    seconds,
    load: () => ({ stacks: '/api/v1/stacks', newest: '/api/v1/micro-credentials?sort=newest&limit=6' }),
  },
  { path: '/catalog', page: 'catalog', keys, seconds, load: ({ query }) => ({ found: `/api/v1/micro-credentials?${allowed(query)}` }) },
  {
    path: '/micro-credentials/:slug',
    page: 'micro-credential',
    keys: ({ slug = '' }) => [...microCredentialKeys({ slug }), `quality:${slug}`, 'programs', `endorsements:micro-credential:${slug}`],
    seconds,
    load: ({ params }) => ({
      version: `/api/v1/micro-credentials/${part(params.slug)}`,
      quality: `/api/v1/micro-credentials/${part(params.slug)}/quality`,
      programs: `/api/v1/micro-credentials/${part(params.slug)}/programs`,
      endorsements: `/api/v1/micro-credentials/${part(params.slug)}/endorsements`,
    }),
  },
  {
    path: '/micro-credentials/:slug/versions/:number',
    page: 'micro-credential',
    keys: ({ slug = '' }) => [...microCredentialKeys({ slug }), 'programs', `endorsements:micro-credential:${slug}`],
    seconds,
    load: ({ params }) => ({
      version: `/api/v1/micro-credentials/${part(params.slug)}/versions/${part(params.number)}`,
      programs: `/api/v1/micro-credentials/${part(params.slug)}/programs`,
      endorsements: `/api/v1/micro-credentials/${part(params.slug)}/endorsements`,
    }),
  },
  { path: '/stacks', page: 'stacks', keys, seconds, load: () => ({ stacks: '/api/v1/stacks' }) },
  { path: '/stacks/:slug', page: 'stack', keys, seconds, load: ({ params }) => ({ stack: `/api/v1/stacks/${part(params.slug)}` }) },
  { path: '/issuers', page: 'issuers', keys, seconds, load: () => ({ issuers: '/api/v1/issuers' }) },
  {
    path: '/issuers/:slug',
    page: 'issuer',
    keys: ({ slug = '' }) => [...keys(), `endorsements:issuer:${slug}`],
    seconds,
    load: ({ params }) => ({
      issuer: `/api/v1/issuers/${part(params.slug)}`,
      stacks: `/api/v1/stacks?issuer=${part(params.slug)}`,
      offered: `/api/v1/micro-credentials?issuer=${part(params.slug)}&limit=50`,
      endorsements: `/api/v1/issuers/${part(params.slug)}/endorsements`,
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
