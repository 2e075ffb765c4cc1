import type { Place } from '../../shell/navigation.ts';
import { holdsRole, type SignedIn } from '../../shell/session.ts';
import { payDesks } from '../pay-navigation.ts';

const readers = ['coach', 'reviewer', 'hr', 'recognizer-admin'];

/** Organizations whose talent map somebody sees. */
export const talentDesks = ({ memberships }: Pick<SignedIn, 'memberships'>) =>
  memberships.filter(({ roles }) => roles.some((role) => readers.includes(role)));

/** Who pays awards finds it beside that; coaches and reviewers have no other way. */
export const talentPlaces: Place[] = [
  {
    href: '/talent',
    label: 'talent:place',
    isFor: (signedIn) => holdsRole(signedIn, ['coach', 'reviewer']) && payDesks(signedIn).length === 0,
  },
];
