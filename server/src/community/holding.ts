import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { type Holding, toldRows } from '../platform/holding.ts';
import { erasureOfGroups } from './erase-person.ts';

/** Groups somebody is or was in, and what was announced there in their name. */
export function communityHolding({ database }: Pick<Ground, 'database'>): Holding {
  return {
    name: 'groups',
    about: 'Groups you are or were in, and what you announced there.',
    erasure: erasureOfGroups,
    async *copy(personId) {
      yield toldRows(
        database,
        'groups.json',
        sql`select peer_group.name, kind, role, joined_at, left_at, shares_progress, announcements_by_mail
          from group_member join peer_group on peer_group.id = group_id where person_id = ${personId} order by joined_at`,
      );
      yield toldRows(
        database,
        'announcements.json',
        sql`select peer_group.name as "group", text, group_announcement.created_at, removed_at
          from group_announcement join peer_group on peer_group.id = group_id where author_id = ${personId} order by group_announcement.id`,
      );
    },
  };
}
