import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { Snapshot } from './snapshot.ts';
import { type ReadEvidence, withoutWithheld } from './withheld/withheld.ts';

/** One attempt, as it was handed in. */
export interface LoadedSubmission extends Omit<Snapshot, 'evidence'> {
  /** Without what is withheld by now; where it stood, it says so. */
  evidence: ReadEvidence[];
  id: string;
  journeyId: string;
  earnerId: string;
  microCredentialId: string;
  /** The organization whose evaluators see it. */
  issuerId: string;
  versionId: string;
  /** From 1. */
  attempt: number;
  /** What changed since the attempt before; null in the first. */
  changeNote: string | null;
  submittedAt: Date;
}

/**
 * Reads a submission whole. It says nothing about who may see it: ask the policy of your route.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function loadSubmission(database: Database, submissionId: string): Promise<LoadedSubmission> {
  const row = await database
    .selectFrom('submission')
    .innerJoin('journey', 'journey.id', 'submission.journey_id')
    .innerJoin('micro_credential', 'micro_credential.id', 'journey.micro_credential_id')
    .select([
      'submission.id',
      'submission.journey_id as journeyId',
      'submission.earner_id as earnerId',
      'micro_credential.id as microCredentialId',
      'micro_credential.issuer_id as issuerId',
      'submission.version_id as versionId',
      'submission.attempt',
      'submission.change_note as changeNote',
      'submission.submitted_at as submittedAt',
      'submission.snapshot',
    ])
    .where('submission.id', '=', submissionId)
    .executeTakeFirst();
  if (!row) throw notFound('submission');
  const { snapshot, ...facts } = row;
  const work = Snapshot.parse(snapshot);
  return { ...facts, ...work, evidence: await withoutWithheld(database, work.evidence) };
}
