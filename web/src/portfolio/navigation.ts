import type { Place } from '../shell/navigation.ts';

export const portfolioPlaces: Place[] = [
  { href: '/home', label: 'portfolio:place' },
  { href: '/evidence', label: 'portfolio:library.place' },
];
