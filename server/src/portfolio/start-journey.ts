import type { Writing } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { holdBeginnings } from './hold-beginnings.ts';
import { retired } from './problems.ts';

/**
 * Starts a journey on the current version, or finds the one that is under way or earned: starting twice leads to the same place.
 *
 * @throws {Problem} 404 for an unknown or unpublished micro-credential, 409 `retired`
 */
export async function startJourney(
  transaction: Writing,
  earnerId: string,
  microCredentialId: string,
): Promise<{ journeyId: string; started: boolean }> {
  const microCredential = await transaction
    .selectFrom('micro_credential')
    .select(['current_version_id', 'retired_at'])
    .where('id', '=', microCredentialId)
    .executeTakeFirst();
  if (!microCredential?.current_version_id) throw notFound('micro-credential');
  // the other click of a double click waits here, and then finds what the first one started
  await holdBeginnings(transaction, earnerId);
  const before = await transaction
    .selectFrom('journey')
    .select('id')
    .where('earner_id', '=', earnerId)
    .where('micro_credential_id', '=', microCredentialId)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst();
  if (before) return { journeyId: before.id, started: false };
  if (microCredential.retired_at) throw retired();
  const { id } = await transaction
    .insertInto('journey')
    .values({ earner_id: earnerId, micro_credential_id: microCredentialId, version_id: microCredential.current_version_id })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { journeyId: id, started: true };
}
