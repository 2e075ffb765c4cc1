import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';

/**
 * Lets one transaction at a time revoke or suspend an award, or do what depends on its standing, on any node: until it ends, the award
 * stands as it is. Take it before reading how it stands.
 */
export async function holdStanding(transaction: Writing, awardId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`award-standing/${awardId.toLowerCase()}`}, 0))`.execute(transaction);
}
