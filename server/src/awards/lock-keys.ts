import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';

/** Serializes changes of one issuer's keys until the transaction ends. */
export async function lockKeys(transaction: Writing, organizationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`issuer-key/${organizationId}`}, 0))`.execute(transaction);
}
