import type { PublicPageRoute } from '../platform/http/pages.ts';

/** The public pages of awards and the API answers they are made from. */
export const awardPages: PublicPageRoute[] = [
  {
    path: '/badges/:awardId',
    page: 'badge',
    keys: ({ awardId }) => [`award:${awardId}`, 'organizations', 'stacks', 'endorsements'],
    load({ params }) {
      const badge = `/api/v1/badges/${encodeURIComponent(params.awardId ?? '')}`;
      return { badge, verification: `${badge}/verification`, endorsements: `${badge}/endorsements` };
    },
  },
  {
    path: '/people/:slug',
    page: 'profile',
    keys: ({ slug }) => [`profile:${slug}`, 'organizations'],
    load({ params, query }) {
      const cursor = query.get('cursor');
      return { profile: `/api/v1/people/${encodeURIComponent(params.slug ?? '')}${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}` };
    },
  },
  {
    path: '/verify',
    page: 'verify',
    keys: () => [],
    load: () => ({}),
    submit: ({ badge = '', email = '' }) => ({ address: '/api/v1/verifications', body: { ...asked(badge), ...(email && { email }) } }),
  },
];

/** One field takes both: an address, or the badge itself. */
function asked(badge: string): { url: string } | { text: string } {
  const given = badge.trim();
  return /^https?:\/\/\S+$/.test(given) ? { url: given } : { text: given };
}
