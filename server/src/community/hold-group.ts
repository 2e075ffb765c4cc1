import type { Writing } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { groupClosed } from './problems.ts';

/** A group held by this transaction: who comes, goes or changes role waits. */
export interface HeldGroup {
  id: string;
  name: string;
  organizationId: string | null;
}

/** @throws {Problem} 404; 409 `group-closed` */
export async function holdGroup(transaction: Writing, groupId: string): Promise<HeldGroup> {
  const group = await transaction
    .selectFrom('peer_group')
    .select(['id', 'name', 'organization_id as organizationId', 'closed_at as closedAt'])
    .where('id', '=', groupId)
    .forUpdate()
    .executeTakeFirst();
  if (!group) throw notFound('group');
  if (group.closedAt) throw groupClosed();
  return group;
}
