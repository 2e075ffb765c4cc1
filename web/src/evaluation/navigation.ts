import type { Place } from '../shell/navigation.ts';
import { holdsRole } from '../shell/session.ts';

export const evaluationPlaces: Place[] = [
  { href: '/desk', label: 'evaluation:place', isFor: (signedIn) => holdsRole(signedIn, ['evaluator', 'evaluation-lead']) },
];
