import type { Database } from '../platform/database/database.ts';
import { isId } from '../platform/http/access.ts';

/** What stands at an address of ours: the page of a badge, one of its files, or its small page for frames. */
const paths =
  /^\/(?:embed\/)?badges\/([^/]+)(?:\/(?:credential\.(?:json|jwt)|badge(?:-2)?\.png|badge\.svg|assertion\.(?:json|jws)|certificate\.pdf)?)?$/;

/**
 * The signed badge that stands at an address of this installation: its page or one of its files.
 *
 * @returns null when there is none, or its earner hides it
 */
export async function readShownBadge(database: Database, address: string, url: string): Promise<string | null> {
  return (await findShown(database, address, url))?.credential ?? null;
}

/** The id of the badge at such an address; null when there is none, or its earner hides it, or the address is elsewhere. */
export async function shownBadgeAt(database: Database, address: string, url: string): Promise<string | null> {
  if (!URL.canParse(address) || new URL(address).origin !== new URL(url).origin) return null;
  return (await findShown(database, address, url))?.id ?? null;
}

async function findShown(database: Database, address: string, url: string): Promise<{ id: string; credential: string } | null> {
  const { pathname } = new URL(address);
  const base = new URL(url).pathname.replace(/\/$/, '');
  const [, awardId] = paths.exec(pathname.slice(base.length)) ?? [];
  if (!isId(awardId)) return null;
  const row = await database
    .selectFrom('award')
    .leftJoin('award_showing', 'award_showing.award_id', 'award.id')
    .select(['award.id', 'award.credential', 'award_showing.shown'])
    .where('award.id', '=', awardId)
    .executeTakeFirst();
  return row && (row.shown ?? true) ? row : null;
}
