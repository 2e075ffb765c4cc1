import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { alreadyRemoved } from '../problems.ts';
import { eraseFile } from './erase-file.ts';

/** An item that must not stay in a submission. */
export interface TakenAway {
  submissionId: string;
  evidenceId: string;
  organizationId: string;
  /** The evaluation lead. */
  removedBy: string;
  /** For the earner, and for whoever reads the submission later. */
  note: string;
}

/**
 * Takes an offending item away, for everybody and for good: its bytes are erased, it leaves library and journeys, and each submission that
 * held it says that it was removed, when and why. The earner is told by mail.
 *
 * @param transaction of whoever asked who may do so
 * @throws {Problem} 404 where the submission holds no such item; 409 `already-removed`
 */
export async function takeAwayEvidence(
  { jobs, mail, config }: Pick<Ground, 'jobs' | 'mail' | 'config'>,
  transaction: Writing,
  { submissionId, evidenceId, organizationId, removedBy, note }: TakenAway,
): Promise<void> {
  const { rows } = await sql<{ title: string; fileId: string | null; name: string; email: string }>`
    select item ->> 'title' as title, item -> 'file' ->> 'id' as "fileId", person.name, person.email
    from submission join person on person.id = submission.earner_id, jsonb_array_elements(submission.snapshot -> 'evidence') item
    where submission.id = ${submissionId} and item ->> 'id' = ${evidenceId} limit 1`.execute(transaction);
  const [held] = rows;
  if (!held) throw notFound('evidence item');
  const removed = await transaction
    .insertInto('evidence_removal')
    .values({ evidence_id: evidenceId, organization_id: organizationId, removed_by: removedBy, note })
    .onConflict((conflict) => conflict.doNothing())
    .returning('evidence_id')
    .executeTakeFirst();
  if (!removed) throw alreadyRemoved();
  await transaction.deleteFrom('journey_evidence').where('evidence_id', '=', evidenceId).execute();
  await sql`update evidence_item set removed_at = coalesce(removed_at, now()), removed_from = '[]' where id = ${evidenceId}`.execute(
    transaction,
  );
  if (held.fileId) await eraseFile(transaction, jobs, held.fileId);
  await audit(transaction, {
    personId: removedBy,
    action: 'evidence.taken-away',
    subjectType: 'evidence',
    subjectId: evidenceId,
    details: { submissionId },
  });
  await mail.send(
    {
      to: held.email,
      subject: `An item of your evidence was removed: ${held.title}`,
      text: `Hello ${held.name},\n\nan evaluation lead removed “${held.title}” from your submission, and its file was deleted. They wrote:\n\n${note}\n\nYour submission says that an item was removed there; everything else in it stays. If it is still open, you can hand in another item with the next attempt.`,
      action: { label: 'Your evidence', url: `${config.url}/evidence` },
    },
    transaction,
  );
}
