import type { Database } from '../platform/database/database.ts';
import { isId } from '../platform/http/access.ts';

/**
 * The signed badge that stands at an address of this installation: its page or one of its files.
 *
 * @returns null when there is none, or its earner hides it
 */
export async function readShownBadge(database: Database, address: string, url: string): Promise<string | null> {
  const { pathname } = new URL(address);
  const base = new URL(url).pathname.replace(/\/$/, '');
  const [, awardId] = /^\/badges\/([^/]+)(?:\/(?:credential\.json|badge\.png|badge\.svg)?)?$/.exec(pathname.slice(base.length)) ?? [];
  if (!isId(awardId)) return null;
  const row = await database
    .selectFrom('award')
    .leftJoin('award_showing', 'award_showing.award_id', 'award.id')
    .select(['award.credential', 'award_showing.shown'])
    .where('award.id', '=', awardId)
    .executeTakeFirst();
  return row && (row.shown ?? true) ? row.credential : null;
}
