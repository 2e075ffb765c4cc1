import { sql } from 'kysely';
import type { Definition } from '../../catalog/definition.ts';
import type { Writing } from '../../platform/database/database.ts';
import { savedScores } from '../in-hand.ts';
import type { CriterionLevel } from '../scoring.ts';
import { effectiveSettings } from '../settings/read-settings.ts';
import { compareWithAnchor, isCalibrated } from './compare.ts';

/** How many anchors count: the latest, so that who has learned is not held to how one began. */
export const countedAnchors = 3;

/** Records how close an evaluator came to the anchor just decided; with enough of them close enough, the evaluator may score. */
export async function recordAnchorResult(transaction: Writing, evaluationId: string): Promise<void> {
  const row = await transaction
    .selectFrom('evaluation')
    .innerJoin('anchor', 'anchor.id', 'evaluation.anchor_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'anchor.version_id')
    .select([
      'anchor.id as anchorId',
      'evaluation.evaluator_id as personId',
      'evaluation.micro_credential_id as microCredentialId',
      'evaluation.issuer_id as issuerId',
      sql<'calibration' | 'drift'>`evaluation.anchor_use`.as('use'),
      sql<CriterionLevel[]>`anchor.levels`.as('levels'),
      sql<Definition>`micro_credential_version.definition`.as('definition'),
    ])
    .where('evaluation.id', '=', evaluationId)
    .executeTakeFirstOrThrow();
  const { personId, microCredentialId, issuerId, use } = row;
  if (!personId) throw new Error(`Anchor evaluation ${evaluationId} has no evaluator.`);
  const { exact, adjacent, criteria, lean } = compareWithAnchor(row.definition, row.levels, await savedScores(transaction, evaluationId));
  await transaction
    .insertInto('anchor_result')
    .values({
      evaluation_id: evaluationId,
      anchor_id: row.anchorId,
      person_id: personId,
      micro_credential_id: microCredentialId,
      issuer_id: issuerId,
      use,
      exact,
      adjacent,
      criteria,
      lean: lean.toFixed(4),
    })
    .execute();
  if (use !== 'calibration') return;
  const settings = await effectiveSettings(transaction, issuerId, microCredentialId);
  const latest = await transaction
    .selectFrom('anchor_result')
    .select(['exact', 'criteria'])
    .where('person_id', '=', personId)
    .where('micro_credential_id', '=', microCredentialId)
    .where('use', '=', 'calibration')
    .orderBy('at', 'desc')
    .orderBy('evaluation_id', 'desc')
    .limit(countedAnchors)
    .execute();
  const { available } = await transaction
    .selectFrom('anchor')
    .select(({ fn }) => fn.countAll<number>().as('available'))
    .where('micro_credential_id', '=', microCredentialId)
    .where('retired_at', 'is', null)
    .where('use', 'in', ['calibration', 'both'])
    .executeTakeFirstOrThrow();
  const met = latest.length >= Math.min(countedAnchors, available) && isCalibrated(latest, settings.calibration);
  await transaction
    .insertInto('calibration')
    .values({ micro_credential_id: microCredentialId, person_id: personId, issuer_id: issuerId, met_at: met ? sql`now()` : null })
    .onConflict((conflict) =>
      conflict
        .columns(['micro_credential_id', 'person_id'])
        .doUpdateSet({ met_at: met ? sql`coalesce(calibration.met_at, now())` : sql`calibration.met_at` }),
    )
    .execute();
}
