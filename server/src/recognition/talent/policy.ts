import { hasRole, isId, type Policy, type Role } from '../../platform/http/access.ts';
import { isEducatorOf } from '../claims/submit-claim.ts';

/** Who looks at the talent map, and who decides over being found. Whoever is refused learns nothing. */

const readers: readonly Role[] = ['coach', 'reviewer', 'hr', 'recognizer-admin'];

/** Those who lead professional learning. */
export const talentReaders: Policy = {
  name: 'talent-readers',
  allows: 'Coaches, reviewers, Human Resources and administrators of the organization.',
  needsSignIn: true,
  decide: ({ caller, params: { organizationId } }) =>
    caller && isId(organizationId) && hasRole(caller, organizationId.toLowerCase(), readers) ? 'allow' : 'hide',
};

/** Everybody decides for themselves. */
export const recognizerColleagues: Policy = {
  name: 'recognizer-colleagues',
  allows: 'Whoever works for the recognizing entity, or for a school of it.',
  needsSignIn: true,
  async decide({ caller, params: { organizationId }, database }) {
    if (!caller || !isId(organizationId)) return 'hide';
    return (await isEducatorOf(database, organizationId, caller.personId)) ? 'allow' : 'hide';
  },
};
