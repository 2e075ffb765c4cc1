import type { Place } from '../shell/navigation.ts';
import { holdsRole } from '../shell/session.ts';

const recognizerRoles = ['recognizer-admin', 'reviewer', 'hr', 'coach', 'educator'];

export const takingPartPlaces: Place[] = [
  { href: '/my-programs', label: 'takingPart:place', isFor: (signedIn) => holdsRole(signedIn, recognizerRoles) },
  {
    href: '/reviews',
    label: 'takingPart:reviews',
    isFor: (signedIn) => holdsRole(signedIn, ['recognizer-admin', 'reviewer', 'hr', 'coach']),
  },
];
