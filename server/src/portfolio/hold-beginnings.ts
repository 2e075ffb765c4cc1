import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';

/**
 * Lets one transaction at a time begin work for an earner, or do what depends on whether something is begun, on any node: until it ends,
 * what is not begun stays so. Take it before reading what is begun; it is the last lock to be taken.
 */
export async function holdBeginnings(transaction: Writing, earnerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`beginnings/${earnerId.toLowerCase()}`}, 0))`.execute(transaction);
}
