import { isLeaderOf, isMemberOf } from '../../community/index.ts';
import type { Database } from '../../platform/database/database.ts';
import { anyOf, type Caller, hasRole, isId, type Policy, type Role } from '../../platform/http/access.ts';
import { type Approver, approvingOrganizations } from './hold-case.ts';

/** Who sees and does what with requests for pre-approval. Whoever is refused learns nothing. */

interface Asked {
  educatorId: string;
  groupId: string | null;
  recognizerId: string;
  state: string;
  chain: Approver[] | null;
}

function aboutCase(
  name: string,
  allows: string,
  may: (database: Database, caller: Caller, about: Asked & { id: string }) => Promise<boolean>,
): Policy {
  return {
    name,
    allows,
    needsSignIn: true,
    async decide({ caller, params: { preApprovalId }, database }) {
      if (!caller || !isId(preApprovalId)) return 'hide';
      const about = await database
        .selectFrom('pre_approval')
        .select(['id', 'educator_id as educatorId', 'group_id as groupId', 'recognizer_id as recognizerId', 'state', 'chain'])
        .where('id', '=', preApprovalId)
        .executeTakeFirst();
      if (!about) return 'hide';
      return (await may(database, caller, { ...about, chain: about.chain as Approver[] | null })) ? 'allow' : 'hide';
    },
  };
}

/** The educator who asks; of a group's request its leaders. */
export const caseManager = aboutCase(
  'pre-approval-manager',
  'The educator who asks; of a group’s request its leaders.',
  async (database, { personId }, { educatorId, groupId }) => (groupId ? isLeaderOf(database, groupId, personId) : educatorId === personId),
);

/** Who adds lines of their own. */
export const caseMember = aboutCase(
  'pre-approval-member',
  'The educator who asks; of a group’s request its members and leaders.',
  async (database, { personId }, { educatorId, groupId }) => (groupId ? isMemberOf(database, groupId, personId) : educatorId === personId),
);

/** Approvers of its chain, at the recognizer or the educator's school. What is being written is nobody else's. */
export const caseApprover = aboutCase(
  'pre-approval-approver',
  'Holders of a role in its chain of approvers, at the recognizing entity or the educator’s school.',
  async (database, caller, about) => {
    if (about.state === 'draft' || !about.chain) return false;
    const roles = about.chain.map(({ role }) => role);
    const organizations = await approvingOrganizations(database, about);
    return organizations.some((id) => hasRole(caller, id, roles));
  },
);

/** Those to whom its proof matters later. */
const caseKeeper = aboutCase(
  'pre-approval-keeper',
  'Human Resources and administrators of the recognizing entity, once it is submitted.',
  async (_, caller, { state, chain, recognizerId }) =>
    state !== 'draft' && chain !== null && hasRole(caller, recognizerId, ['hr', 'recognizer-admin']),
);
/** Somebody who was in the group when they chose stays part of it. */
const caseParticipant = aboutCase('pre-approval-participant', 'Whoever earns under it.', async (database, { personId }, { id }) => {
  const member = await database
    .selectFrom('pre_approval_member')
    .select('educator_id')
    .where('pre_approval_id', '=', id)
    .where('educator_id', '=', personId)
    .executeTakeFirst();
  return member !== undefined;
});

export const caseReader = anyOf('pre-approval-reader', caseMember, caseParticipant, caseApprover, caseKeeper);

/** Roles that a chain of approvers can name. */
export const approvingRoles: readonly Role[] = ['coach', 'reviewer', 'hr', 'recognizer-admin'];

/** The reviewers' desk of a recognizing entity or one of its schools. */
export const reviewersDesk: Policy = {
  name: 'reviewers-desk',
  allows: 'Coaches, reviewers, Human Resources and administrators of the organization.',
  needsSignIn: true,
  decide: ({ caller, params: { organizationId } }) =>
    caller && isId(organizationId) && hasRole(caller, organizationId.toLowerCase(), approvingRoles) ? 'allow' : 'hide',
};
