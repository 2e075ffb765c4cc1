import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { holdGroup } from './hold-group.ts';
import { requireCoach } from './join-group.ts';
import type { GroupRole } from './policy.ts';
import { lastLeader } from './problems.ts';

async function roleOf(transaction: Writing, groupId: string, personId: string): Promise<GroupRole> {
  const member = await transaction
    .selectFrom('group_member')
    .select('role')
    .where('group_id', '=', groupId)
    .where('person_id', '=', personId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (!member) throw notFound('member');
  return member.role as GroupRole;
}

/** A group that others are in keeps somebody who leads or coaches it. */
async function requireGuideBeside(transaction: Writing, groupId: string, personId: string): Promise<void> {
  const others = await transaction
    .selectFrom('group_member')
    .select('role')
    .where('group_id', '=', groupId)
    .where('person_id', '<>', personId)
    .where('left_at', 'is', null)
    .execute();
  if (others.length && others.every(({ role }) => role === 'member')) throw lastLeader();
}

/**
 * Leaves a group, or removes somebody from it; their own work stays theirs.
 *
 * @throws {Problem} 404 for who is not in it; 409 `last-leader`, `group-closed`
 */
export async function leaveGroup(
  { database, events, clock }: Pick<Ground, 'database' | 'events' | 'clock'>,
  groupId: string,
  personId: string,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await holdGroup(transaction, groupId);
    if ((await roleOf(transaction, groupId, personId)) !== 'member') await requireGuideBeside(transaction, groupId, personId);
    await transaction
      .updateTable('group_member')
      .set({ left_at: clock(), shares_progress: false })
      .where('group_id', '=', groupId)
      .where('person_id', '=', personId)
      .execute();
    await events.emit(transaction, 'group.member-left', { groupId, personId });
  });
}

/**
 * Makes a member a leader or coach, or a leader a member again.
 *
 * @throws {Problem} 404; 409 `last-leader`, `not-a-coach`, `group-closed`
 */
export async function changeGroupRole(
  { database }: Pick<Ground, 'database'>,
  { groupId, personId, role }: { groupId: string; personId: string; role: GroupRole },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await holdGroup(transaction, groupId);
    const before = await roleOf(transaction, groupId, personId);
    if (before === role) return;
    if (role === 'member') await requireGuideBeside(transaction, groupId, personId);
    if (role === 'coach') await requireCoach(transaction, groupId, personId);
    await transaction.updateTable('group_member').set({ role }).where('group_id', '=', groupId).where('person_id', '=', personId).execute();
  });
}

/** Changes one's own consent to the board, or whether announcements come by mail. */
export async function changeOwnChoices(
  { database }: Pick<Ground, 'database'>,
  groupId: string,
  personId: string,
  { sharesProgress, announcementsByMail }: { sharesProgress: boolean; announcementsByMail: boolean },
): Promise<void> {
  await database
    .updateTable('group_member')
    .set({ shares_progress: sharesProgress, announcements_by_mail: announcementsByMail })
    .where('group_id', '=', groupId)
    .where('person_id', '=', personId)
    .where('left_at', 'is', null)
    .execute();
}
