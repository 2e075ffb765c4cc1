import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Database } from '../../platform/database/database.ts';
import { editConflict, notFound } from '../../platform/http/problem.ts';
import type { SettingsChoice } from './settings.ts';

/**
 * Saves what an issuer, or one of its micro-credentials, chooses. Holds for submissions that are handed in from now on.
 *
 * @param change.microCredentialId null for the whole organization
 * @throws {Problem} 409 `edit-conflict` with `current`; 404 for a micro-credential of somebody else
 */
export async function saveSettings(
  database: Database,
  change: { issuerId: string; microCredentialId: string | null; choice: SettingsChoice; revision: number; personId: string },
): Promise<{ choice: SettingsChoice; revision: number }> {
  const { issuerId, microCredentialId, choice, revision, personId } = change;
  return database.transaction().execute(async (transaction) => {
    if (microCredentialId) {
      const own = await transaction
        .selectFrom('micro_credential')
        .select('id')
        .where('id', '=', microCredentialId)
        .where('issuer_id', '=', issuerId)
        .executeTakeFirst();
      if (!own) throw notFound('micro-credential');
    }
    const settings = JSON.stringify(choice);
    const place = sql<boolean>`issuer_id = ${issuerId} and micro_credential_id is not distinct from ${microCredentialId}::uuid`;
    const written = revision
      ? await transaction
          .updateTable('evaluation_settings')
          .set({ settings, revision: sql`revision + 1`, updated_by: personId, updated_at: sql`now()` })
          .where(place)
          .where('revision', '=', revision)
          .returning('revision')
          .executeTakeFirst()
      : await transaction
          .insertInto('evaluation_settings')
          .values({ issuer_id: issuerId, micro_credential_id: microCredentialId, settings, updated_by: personId })
          .onConflict((conflict) => conflict.doNothing())
          .returning('revision')
          .executeTakeFirst();
    if (!written) {
      const current = await transaction.selectFrom('evaluation_settings').select(['settings', 'revision']).where(place).executeTakeFirst();
      throw editConflict({ choice: current?.settings ?? {}, revision: current?.revision ?? 0 });
    }
    await audit(transaction, {
      personId,
      action: 'evaluation.settings-changed',
      subjectType: microCredentialId ? 'micro-credential' : 'organization',
      subjectId: microCredentialId ?? issuerId,
      details: choice,
    });
    return { choice, revision: written.revision };
  });
}
