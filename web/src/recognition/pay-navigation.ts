import type { Place } from '../shell/navigation.ts';
import { holdsRole, type SignedIn } from '../shell/session.ts';

const earning = ['educator', 'coach', 'reviewer', 'hr', 'recognizer-admin'];
const posting = ['hr', 'recognizer-admin'];

/** Organizations in which somebody posts claims. */
export const payDesks = ({ memberships }: Pick<SignedIn, 'memberships'>) =>
  memberships.filter(({ roles }) => roles.some((role) => posting.includes(role)));

export const payPlaces: Place[] = [
  { href: '/statement', label: 'pay:statement.place', isFor: (signedIn) => holdsRole(signedIn, earning) },
  { href: '/claims', label: 'pay:desk.place', isFor: (signedIn) => payDesks(signedIn).length > 0 },
  { href: '/insight', label: 'districtInsight:place', isFor: (signedIn) => payDesks(signedIn).length > 0 },
];
