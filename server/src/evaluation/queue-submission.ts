import type { Writing } from '../platform/database/database.ts';
import type { EventPayloads } from '../platform/events.ts';

/** Puts a new submission into its issuer's queue. Told twice, it still waits once. */
export async function queueSubmission(transaction: Writing, made: EventPayloads['submission.made']): Promise<void> {
  await transaction
    .insertInto('evaluation')
    .values({
      submission_id: made.submissionId,
      issuer_id: made.issuerId,
      earner_id: made.earnerId,
      micro_credential_id: made.microCredentialId,
      version_id: made.versionId,
      attempt: made.attempt,
    })
    .onConflict((conflict) => conflict.column('submission_id').doNothing())
    .execute();
}
