import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { holdGroup } from './hold-group.ts';

/** Says something to the whole group; it stands on the group's page and goes by mail to those who want that. @throws {Problem} 409 `group-closed` */
export async function announce(
  { database, events }: Pick<Ground, 'database' | 'events'>,
  { groupId, personId, text }: { groupId: string; personId: string; text: string },
): Promise<{ announcementId: string }> {
  return database.transaction().execute(async (transaction) => {
    await holdGroup(transaction, groupId);
    const { id } = await transaction
      .insertInto('group_announcement')
      .values({ group_id: groupId, author_id: personId, text })
      .returning('id')
      .executeTakeFirstOrThrow();
    await events.emit(transaction, 'group.announced', { groupId, announcementId: id });
    return { announcementId: id };
  });
}

/** Takes an announcement off the group's page. @throws {Problem} 404 */
export async function removeAnnouncement(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  groupId: string,
  announcementId: string,
): Promise<void> {
  const found = await database
    .updateTable('group_announcement')
    .set({ removed_at: clock() })
    .where('id', '=', announcementId)
    .where('group_id', '=', groupId)
    .returning('id')
    .executeTakeFirst();
  if (!found) throw notFound('announcement');
}

/** Mails an announcement to the group's people, its author left out; one that was taken off meanwhile goes to nobody. */
export async function mailAnnouncement(
  { mail, config }: Pick<Ground, 'mail' | 'config'>,
  transaction: Writing,
  { announcementId }: { announcementId: string },
): Promise<void> {
  const { rows } = await sql<{ email: string; group: string; groupId: string; author: string | null; text: string }>`
    select person.email, g.name as group, g.id as "groupId", author.name as author, announcement.text
    from group_announcement announcement join peer_group g on g.id = announcement.group_id
      join group_member member on member.group_id = g.id and member.left_at is null and member.announcements_by_mail
      join person on person.id = member.person_id left join person author on author.id = announcement.author_id
    where announcement.id = ${announcementId} and announcement.removed_at is null
      and member.person_id is distinct from announcement.author_id`.execute(transaction);
  for (const { email, group, groupId, author, text } of rows)
    await mail.send(
      {
        to: email,
        subject: `${group}: ${firstWords(text)}`,
        text: `${author ?? 'A leader'} wrote to “${group}”:\n\n${text}\n\nYou can turn these messages off on the group’s page.`,
        action: { label: 'Go to the group', url: `${config.url}/groups/${groupId}` },
      },
      transaction,
    );
}

/** The beginning of the first line, as a subject holds it; broken between words. */
function firstWords(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 80 ? `${line.slice(0, 80).replace(/\s+\S*$/, '')}…` : line;
}
