import { sql } from 'kysely';
import { isId, type Policy } from '../platform/http/access.ts';

/** Who may do what in groups. A group is known to its people only. */

export type GroupRole = 'member' | 'leader' | 'coach';

const inRoles = (name: string, allows: string, roles: readonly GroupRole[]): Policy => ({
  name,
  allows,
  needsSignIn: true,
  async decide({ caller, params: { groupId }, database }) {
    if (!caller || !isId(groupId)) return 'hide';
    const { rows } = await sql<{ role: GroupRole }>`select role from group_member
      where group_id = ${groupId} and person_id = ${caller.personId} and left_at is null`.execute(database);
    if (!rows[0]) return 'hide';
    return roles.includes(rows[0].role) ? 'allow' : 'forbid';
  },
});

export const groupPerson = inRoles('group-person', 'Members, leaders and coaches of the group.', ['member', 'leader', 'coach']);
export const groupGuide = inRoles('group-guide', 'Leaders and coaches of the group.', ['leader', 'coach']);

/** Leaders and coaches, and everybody for oneself. */
export const groupGuideOrOneself: Policy = {
  name: 'group-guide-or-oneself',
  allows: 'Leaders and coaches of the group, and the member oneself.',
  needsSignIn: true,
  decide: (question) =>
    question.caller?.personId === question.params.personId?.toLowerCase() ? groupPerson.decide(question) : groupGuide.decide(question),
};
