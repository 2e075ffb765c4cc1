import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { openAnchor } from './open-anchor.ts';

/**
 * The anchor an evaluator works on to calibrate, or the next one, opened now.
 *
 * @returns null when every anchor of the micro-credential is scored
 */
export async function openCalibration(
  database: Database,
  { issuerId, microCredentialId, evaluatorId }: { issuerId: string; microCredentialId: string; evaluatorId: string },
): Promise<string | null> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('evaluation.next'), hashtext(${evaluatorId}))`.execute(transaction);
    const underWay = await transaction
      .selectFrom('evaluation')
      .select('id')
      .where('evaluator_id', '=', evaluatorId)
      .where('state', '=', 'taken')
      .where('anchor_use', '=', 'calibration')
      .where('micro_credential_id', '=', microCredentialId)
      .executeTakeFirst();
    if (underWay) return underWay.id;
    const own = await transaction
      .selectFrom('micro_credential')
      .select('id')
      .where('id', '=', microCredentialId)
      .where('issuer_id', '=', issuerId)
      .executeTakeFirst();
    return own ? openAnchor(transaction, { evaluatorId, microCredentialId, use: 'calibration' }) : null;
  });
}
