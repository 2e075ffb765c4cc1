import { aPerson } from '../builders.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution } from './contribution.ts';

/** A free group with a leader, a member and a coach; an open link, an announcement. */
export async function communityWorld(app: TestApp): Promise<Contribution> {
  const { database } = app;
  const [leader, member, coach] = [await aPerson(database), await aPerson(database), await aPerson(database)];
  const { id: groupId } = await database
    .insertInto('peer_group')
    .values({ name: 'Thursday circle', kind: 'plc' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await database
    .insertInto('group_member')
    .values([
      { group_id: groupId, person_id: leader.id, role: 'leader', shares_progress: true },
      { group_id: groupId, person_id: member.id, role: 'member', shares_progress: true },
      { group_id: groupId, person_id: coach.id, role: 'coach', shares_progress: false },
    ])
    .execute();
  const invitation = await database
    .insertInto('group_invitation')
    .values({ group_id: groupId, expires_at: new Date(Date.now() + 3_600_000) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const announcement = await database
    .insertInto('group_announcement')
    .values({ group_id: groupId, author_id: leader.id, text: 'We meet on Thursday.' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return {
    ids: { groupId, 'people/personId': member.id, groupInvitationId: invitation.id, announcementId: announcement.id },
    people: { 'a leader of the group': leader, 'a member of the group': member, 'the coach of the group': coach },
  };
}
