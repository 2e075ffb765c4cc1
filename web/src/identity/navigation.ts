import type { Place } from '../shell/navigation.ts';

export const identityPlaces: Place[] = [
  { href: '/organizations', label: 'identity:place', isFor: ({ memberships }) => memberships.length > 0 },
];
