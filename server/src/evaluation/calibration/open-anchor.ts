import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';

/**
 * Lays an anchor that this evaluator has not scored yet on the desk, where there is one: in hand at once, and looking like any other
 * evaluation.
 *
 * @param like when the submission it stands in for reached the queue, so that nothing tells the two apart
 * @returns the evaluation's id; null when every anchor is scored
 */
export async function openAnchor(
  transaction: Writing,
  about: { evaluatorId: string; microCredentialId: string; use: 'calibration' | 'drift'; like?: { queuedAt: Date; dueAt: Date } },
): Promise<string | null> {
  const { evaluatorId, microCredentialId, use, like } = about;
  const anchor = await transaction
    .selectFrom('anchor')
    .leftJoin('submission', 'submission.id', 'anchor.submission_id')
    .select(['anchor.id', 'anchor.issuer_id', 'anchor.version_id', 'submission.earner_id'])
    .where('anchor.micro_credential_id', '=', microCredentialId)
    .where('anchor.retired_at', 'is', null)
    .where('anchor.use', 'in', [use, 'both'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('evaluation')
            .select('evaluation.id')
            .whereRef('evaluation.anchor_id', '=', 'anchor.id')
            .where('evaluation.evaluator_id', '=', evaluatorId),
        ),
      ),
    )
    // nobody is tried on work that one has judged, or on one's own
    .where(
      sql<boolean>`(submission.id is null or (submission.earner_id <> ${evaluatorId} and not exists (select from evaluation read
        where read.submission_id = submission.id and read.evaluator_id = ${evaluatorId})))`,
    )
    .orderBy('anchor.made_at')
    .orderBy('anchor.id')
    .limit(1)
    .executeTakeFirst();
  if (!anchor) return null;
  const opened = await transaction
    .insertInto('evaluation')
    .values({
      submission_id: null,
      anchor_id: anchor.id,
      anchor_use: use,
      issuer_id: anchor.issuer_id,
      earner_id: anchor.earner_id,
      micro_credential_id: microCredentialId,
      version_id: anchor.version_id,
      attempt: 1,
      state: 'taken',
      evaluator_id: evaluatorId,
      scored_by: evaluatorId,
      taken_at: sql`now()`,
      active_at: sql`now()`,
      ...(like ? { queued_at: like.queuedAt, due_at: like.dueAt } : {}),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return opened?.id ?? null;
}
