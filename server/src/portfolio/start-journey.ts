import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { retired } from './problems.ts';

/**
 * Starts a journey on the current version, or finds the one that is under way or earned: starting twice leads to the same place.
 *
 * @throws {Problem} 404 for an unknown or unpublished micro-credential, 409 `retired`
 */
export async function startJourney(
  database: Database,
  earnerId: string,
  microCredentialId: string,
): Promise<{ journeyId: string; started: boolean }> {
  return database.transaction().execute(async (transaction) => {
    const microCredential = await transaction
      .selectFrom('micro_credential')
      .select(['current_version_id', 'retired_at'])
      .where('id', '=', microCredentialId)
      .executeTakeFirst();
    if (!microCredential?.current_version_id) throw notFound('micro-credential');
    const existing = () =>
      transaction
        .selectFrom('journey')
        .select('id')
        .where('earner_id', '=', earnerId)
        .where('micro_credential_id', '=', microCredentialId)
        .where('state', '<>', 'withdrawn')
        .executeTakeFirst();
    const before = await existing();
    if (before) return { journeyId: before.id, started: false };
    if (microCredential.retired_at) throw retired();
    const made = await transaction
      .insertInto('journey')
      .values({ earner_id: earnerId, micro_credential_id: microCredentialId, version_id: microCredential.current_version_id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) return { journeyId: made.id, started: true };
    // the other click of a double click was first
    const other = await existing();
    if (!other) throw notFound('micro-credential');
    return { journeyId: other.id, started: false };
  });
}
