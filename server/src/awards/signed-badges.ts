import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { isId } from '../platform/http/access.ts';
import { addresses } from './addresses.ts';

/**
 * A person's signed badges, byte for byte, oldest first, so that offsets stay true while new ones come. Hidden and revoked ones are
 * among them: hiding is towards others, and a revoked badge says so itself when it is verified.
 *
 * @param since those that came here after it: an earlier award that was brought along names a day long before, and nobody has pulled it yet
 */
export async function listSignedBadges(
  database: Database,
  earnerId: string,
  { since, offset, limit }: { since: Date | null; offset: number; limit: number },
): Promise<{ total: number; badges: string[] }> {
  const mine = database
    .selectFrom('award')
    .where('earner_id', '=', earnerId)
    .$if(since !== null, (query) => query.where(sql`uuid_extract_timestamp(id)`, '>', since as Date));
  const { total } = await mine.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  if (limit === 0 || offset >= total) return { total, badges: [] };
  const rows = await mine.select('credential').orderBy('id').offset(offset).limit(limit).execute();
  return { total, badges: rows.map(({ credential }) => credential) };
}

/** Whose badge of ours an address names; null when none of ours does. */
export async function findEarner(database: Database, address: string, url: string): Promise<string | null> {
  const start = addresses(url).badge('');
  const id = address.slice(start.length);
  if (!address.startsWith(start) || !isId(id)) return null;
  const row = await database.selectFrom('award').select('earner_id').where('id', '=', id).executeTakeFirst();
  return row?.earner_id ?? null;
}
