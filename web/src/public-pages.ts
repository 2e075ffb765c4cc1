import type { PublicPage } from './shell/public-page.ts';

/** Every public page by the name that the server's `pages.ts` files use; each is a chunk of its own. */
// biome-ignore lint/suspicious/noExplicitAny: each page types its own data; the server pairs names and data
export const publicPages: Record<string, () => Promise<PublicPage<any>>> = {
  home: () => import('./catalog/home-page.tsx'),
  catalog: () => import('./catalog/catalog-page.tsx'),
  'micro-credential': () => import('./catalog/micro-credential-page.tsx'),
  stacks: () => import('./catalog/stacks-page.tsx'),
  stack: () => import('./catalog/stack-page.tsx'),
  issuers: () => import('./catalog/issuers-page.tsx'),
  issuer: () => import('./catalog/issuer-page.tsx'),
  courses: () => import('./learning/courses-page.tsx'),
  course: () => import('./learning/course-page.tsx'),
  badge: () => import('./awards/badge-page.tsx'),
  profile: () => import('./awards/profile-page.tsx'),
  verify: () => import('./awards/verify-page.tsx'),
  program: () => import('./recognition/program-page.tsx'),
  problem: () => import('./shell/problem-page.tsx'),
};
