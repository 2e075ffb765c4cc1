import { sql } from 'kysely';
import type { Definition } from '../catalog/definition.ts';
import type { Database } from '../platform/database/database.ts';
import { type Caller, hasRole } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import { loadSubmission, type SubmittedEvidence } from '../portfolio/index.ts';
import { type Follows, type SavedScore, savedScores, whatFollows } from './in-hand.ts';
import { leadRoles } from './policy.ts';
import { decisionsOfJourney, type NamedDecision } from './read-decisions.ts';

/**
 * A submission on an evaluator's desk. Names are hidden: nothing here leads to the earner but the earner's own words and files (which
 * go by neutral names). There is neither the journey nor the submission by id, nor what the earner thinks of the own work.
 */
export interface EvaluationView {
  id: string;
  state: 'waiting' | 'taken' | 'decided';
  /** Whether the reader is the one who scores it. */
  mine: boolean;
  organization: { id: string; name: string };
  microCredential: { id: string; slug: string };
  definition: Definition;
  attempt: number;
  submittedAt: Date;
  queuedAt: Date;
  takenAt: Date | null;
  decidedAt: Date | null;
  changeNote: string | null;
  /** Text by `part/requirement`. */
  answers: Record<string, string>;
  evidence: EvidenceView[];
  carriedParts: string[];
  scores: SavedScore[];
  feedback: { feedback: string; revision: number };
  follows: Follows;
  outcome: 'pass' | 'not-yet' | null;
  /** Decisions on earlier attempts, the latest first. */
  earlier: NamedDecision[];
  /** For leads only. */
  evaluatorName: string | null;
}

export type EvidenceView = Omit<SubmittedEvidence, 'file' | 'shared'> & {
  file: { address: string; name: string; mediaType: string; size: number } | null;
};

/**
 * Reads an evaluation for its evaluator or a lead, and records the look where students may be seen.
 *
 * @throws {Problem} 404
 */
export async function readEvaluation(database: Database, evaluationId: string, reader: Caller): Promise<EvaluationView> {
  const row = await database
    .selectFrom('evaluation')
    .innerJoin('organization', 'organization.id', 'evaluation.issuer_id')
    .innerJoin('micro_credential', 'micro_credential.id', 'evaluation.micro_credential_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'evaluation.version_id')
    .leftJoin('person as evaluator', 'evaluator.id', 'evaluation.evaluator_id')
    .select([
      'evaluation.submission_id as submissionId',
      sql<EvaluationView['state']>`evaluation.state`.as('state'),
      'evaluation.evaluator_id as evaluatorId',
      'evaluator.name as evaluatorName',
      'evaluation.issuer_id as organizationId',
      'organization.name as organizationName',
      'micro_credential.id as microCredentialId',
      'micro_credential.slug',
      sql<Definition>`micro_credential_version.definition`.as('definition'),
      'evaluation.queued_at as queuedAt',
      'evaluation.taken_at as takenAt',
      'evaluation.decided_at as decidedAt',
      'evaluation.feedback',
      'evaluation.feedback_revision as revision',
    ])
    .where('evaluation.id', '=', evaluationId)
    .executeTakeFirst();
  if (!row) throw notFound('evaluation');
  const submission = await loadSubmission(database, row.submissionId);
  const isDecided = row.state === 'decided';
  // half-made judgement that was given back is nobody's to read
  const isWaiting = row.state === 'waiting';
  const [scores, decisions] = await Promise.all([
    isWaiting ? [] : savedScores(database, evaluationId),
    decisionsOfJourney(database, submission.journeyId),
  ]);
  if (submission.evidence.some((item) => item.showsStudents)) await recordLook(database, evaluationId, reader.personId);
  return {
    id: evaluationId,
    state: row.state,
    mine: row.evaluatorId === reader.personId,
    organization: { id: row.organizationId, name: row.organizationName },
    microCredential: { id: row.microCredentialId, slug: row.slug },
    definition: row.definition,
    attempt: submission.attempt,
    submittedAt: submission.submittedAt,
    queuedAt: row.queuedAt,
    takenAt: row.takenAt,
    decidedAt: row.decidedAt,
    changeNote: submission.changeNote,
    answers: submission.answers,
    evidence: submission.evidence.map(({ file, shared: _, ...item }) => ({
      ...item,
      file: file && { address: `/api/v1/files/${file.id}`, name: file.name, mediaType: file.mediaType, size: file.size },
    })),
    carriedParts: submission.carriedParts,
    scores,
    feedback: isWaiting ? { feedback: '', revision: 0 } : { feedback: row.feedback, revision: row.revision },
    follows: whatFollows(row.definition, scores, submission.carriedParts),
    outcome: isDecided ? (decisions.find(({ attempt }) => attempt === submission.attempt)?.outcome ?? null) : null,
    earlier: decisions.filter(({ attempt }) => attempt < submission.attempt).reverse(),
    evaluatorName: hasRole(reader, row.organizationId, leadRoles) ? row.evaluatorName : null,
  };
}

/** One entry for half an hour of looking: the page asks again whenever it comes to the front. */
async function recordLook(database: Database, evaluationId: string, personId: string): Promise<void> {
  await sql`insert into audit_entry (person_id, action, subject_type, subject_id)
    select ${personId}, 'evaluation.viewed', 'evaluation', ${evaluationId}
    where not exists (select from audit_entry where subject_type = 'evaluation' and subject_id = ${evaluationId}
      and person_id = ${personId} and action = 'evaluation.viewed' and at > now() - interval '30 minutes')`.execute(database);
}
