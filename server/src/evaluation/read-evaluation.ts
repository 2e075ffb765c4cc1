import { type SqlBool, sql } from 'kysely';
import type { Definition } from '../catalog/definition.ts';
import type { Database } from '../platform/database/database.ts';
import { type Caller, hasRole } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import { loadSubmission, type ReadEvidence, type ShownFile, Snapshot, shownFiles, withoutWithheld } from '../portfolio/index.ts';
import { renewLease } from './assignment/renew-lease.ts';
import { type AnchorComparison, readAnchorComparison } from './calibration/read-comparison.ts';
import { commentsOf, type SavedComment } from './comments/comments-of.ts';
import { type EarlierDecision, withComments } from './comments/earlier-comments.ts';
import { type Message, messagesOf } from './growth/messages.ts';
import { type CarriedCriterion, type Follows, type SavedScore, savedScores, whatFollows } from './in-hand.ts';
import { leadRoles } from './policy.ts';
import type { QueuePurpose } from './queue.ts';
import { decisionsOfJourney } from './read-decisions.ts';
import { type OtherReading, otherReadings } from './readings/other-readings.ts';
import { settingsFrom } from './settings/settings.ts';

/**
 * A submission on an evaluator's desk. Names are hidden: nothing here leads to the earner but the earner's own words and files (which
 * go by neutral names). There is neither the journey nor the submission by id, nor what the earner thinks of the own work.
 */
export interface EvaluationView {
  id: string;
  state: 'waiting' | 'taken' | 'decided' | 'closed';
  /** Why one reads it. A drift check says `reading`, like any submission. */
  purpose: QueuePurpose;
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
  /** Until when a decision is promised, and until when it stays in these hands without another save or look. */
  dueAt: Date;
  leaseUntil: Date | null;
  changeNote: string | null;
  /** Text by `part/requirement`. */
  answers: Record<string, string>;
  evidence: EvidenceView[];
  /** The attempt before, for looking at what changed; its files are not opened, for the earner may have taken them out with reason. */
  previous: { attempt: number; answers: Record<string, string>; evidence: EarlierEvidence[] } | null;
  carriedParts: string[];
  carriedCriteria: CarriedCriterion[];
  scores: SavedScore[];
  feedback: { feedback: string; revision: number };
  /** Pinned into the work, by this reading. */
  comments: SavedComment[];
  follows: Follows;
  outcome: 'pass' | 'not-yet' | null;
  /** What a decided reading waits for, before there is a decision. */
  awaits: 'reading' | 'adjudication' | 'grant' | null;
  /** Decisions on earlier attempts, the latest first. */
  earlier: EarlierDecision[];
  /** What others set, once that is no longer sealed. */
  others: OtherReading[];
  /** How a calibration or drift check went, once decided. */
  anchor: AnchorComparison | null;
  /** Questions and answers, once decided. */
  messages: Message[];
  /** Only where the issuer does not hide it. */
  earnerName: string | null;
  /** For leads only. */
  evaluatorName: string | null;
}

export type EvidenceView = Omit<ReadEvidence, 'file' | 'shared'> & {
  file: ShownFile | null;
};

/** An item of the attempt before, as far as it is told. */
export type EarlierEvidence = Omit<EvidenceView, 'page' | 'file' | 'durationSeconds' | 'showsStudents'>;

/** An item as it is shown: its file under a neutral name. */
export const withoutOwner = ({ file, shared: _, ...item }: ReadEvidence, files: ReadonlyMap<string, ShownFile>): EvidenceView => ({
  ...item,
  file: (file && files.get(file.id)) ?? null,
});

/**
 * Reads an evaluation for its evaluator or a lead, and records the look where students may be seen.
 *
 * Levels are sealed while another reading is under way: a lead may become the third reader.
 *
 * @throws {Problem} 404
 */
export async function readEvaluation(database: Database, evaluationId: string, reader: Caller): Promise<EvaluationView> {
  const row = await readRow(database, evaluationId);
  const settings = settingsFrom(row.settings);
  const mine = row.evaluatorId === reader.personId;
  const isDecided = row.state === 'decided';
  const underWay = row.planState === 'reading' || row.planState === 'adjudication';
  const isSealed =
    !mine &&
    underWay &&
    (row.readings > 1 || row.planState === 'adjudication') &&
    !(row.purpose === 'reading' && settings.adjudicatorSees === 'at-once' && row.planState === 'adjudication');
  // half-made judgement that was given back is nobody's to read
  const isShown = row.state !== 'waiting' && !isSealed;
  const isLead = hasRole(reader, row.organizationId, leadRoles);
  const seesOthers = mine
    ? row.purpose === 'reading'
      ? isDecided && !underWay
      : isDecided || (row.purpose === 'adjudication' && settings.adjudicatorSees === 'at-once')
    : isLead && !underWay;
  const work = row.submissionId ? await loadSubmission(database, row.submissionId) : await anchorWork(database, row);
  const [files, scores, comments, earlier, others, anchor, previous, messages] = await Promise.all([
    shownFiles(
      database,
      work.evidence.map(({ file }) => file),
    ),
    isShown ? savedScores(database, evaluationId) : [],
    isShown ? commentsOf(database, [evaluationId]) : [],
    row.journeyId ? earlierDecisions(database, row.journeyId, row.attempt, reader.personId) : [],
    row.submissionId && seesOthers ? otherReadings(database, row.submissionId, evaluationId, isLead) : [],
    isDecided && row.anchorId ? readAnchorComparison(database, evaluationId) : null,
    row.previousId ? loadSubmission(database, row.previousId) : null,
    row.submissionId && isDecided && !underWay ? messagesOf(database, [row.submissionId]) : [],
  ]);
  if (row.submissionId && work.evidence.some((item) => item.showsStudents)) await recordLook(database, evaluationId, reader.personId);
  if (mine && row.state === 'taken') await renewLease(database, { ...row, id: evaluationId });
  const carriedParts = [...new Set([...work.carriedParts, ...row.furtherCarried])];
  const follows = whatFollows(row.definition, scores, carriedParts, row.carriedCriteria);
  return {
    id: evaluationId,
    state: row.state,
    purpose: row.purpose,
    mine,
    organization: { id: row.organizationId, name: row.organizationName },
    microCredential: { id: row.microCredentialId, slug: row.slug },
    definition: row.definition,
    attempt: row.attempt,
    submittedAt: work.submittedAt,
    queuedAt: row.queuedAt,
    takenAt: row.takenAt,
    decidedAt: row.decidedAt,
    dueAt: row.dueAt,
    leaseUntil: row.leaseUntil,
    changeNote: work.changeNote,
    answers: work.answers,
    evidence: work.evidence.map((item) => withoutOwner(item, files)),
    previous: previous && {
      attempt: previous.attempt,
      answers: previous.answers,
      evidence: previous.evidence.map(
        ({ page: _page, file: _file, durationSeconds: _length, showsStudents: _shows, shared: _shared, ...item }) => item,
      ),
    },
    carriedParts,
    carriedCriteria: row.carriedCriteria,
    scores,
    feedback: isShown ? { feedback: row.feedback, revision: row.revision } : { feedback: '', revision: 0 },
    comments: comments.map(({ evaluationId: _, ...comment }) => comment),
    follows,
    outcome: isDecided && isShown ? row.outcome : null,
    awaits: isDecided ? awaited(row.planState, row.purpose) : null,
    earlier,
    others,
    anchor,
    messages: messages.map(({ submissionId: _, ...message }) => message),
    earnerName: settings.hideEarner ? null : row.earnerName,
    evaluatorName: isLead ? row.evaluatorName : null,
  };
}

/** What was decided on the attempts before, the latest first. */
async function earlierDecisions(database: Database, journeyId: string, attempt: number, readerId: string): Promise<EarlierDecision[]> {
  const decisions = await decisionsOfJourney(database, journeyId);
  return withComments(database, decisions.filter((decision) => decision.attempt < attempt).reverse(), readerId);
}

/** A reading in the plan's course waits for whatever comes after it. */
function awaited(planState: Row['planState'], purpose: QueuePurpose): EvaluationView['awaits'] {
  if (planState === 'granting') return 'grant';
  if (purpose !== 'reading') return null;
  return planState === 'reading' ? 'reading' : planState === 'adjudication' ? 'adjudication' : null;
}

type Row = Awaited<ReturnType<typeof readRow>>;

async function readRow(database: Database, evaluationId: string) {
  const row = await database
    .selectFrom('evaluation')
    .innerJoin('organization', 'organization.id', 'evaluation.issuer_id')
    .innerJoin('micro_credential', 'micro_credential.id', 'evaluation.micro_credential_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'evaluation.version_id')
    .leftJoin('submission', 'submission.id', 'evaluation.submission_id')
    .leftJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
    .leftJoin('anchor', 'anchor.id', 'evaluation.anchor_id')
    .leftJoin('person as evaluator', 'evaluator.id', 'evaluation.evaluator_id')
    .leftJoin('person as earner', 'earner.id', 'submission.earner_id')
    .select([
      'evaluation.submission_id as submissionId',
      'evaluation.anchor_id as anchorId',
      'anchor.snapshot as anchorSnapshot',
      'submission.journey_id as journeyId',
      sql<string | null>`(select before.id from submission before where before.journey_id = submission.journey_id
        and before.attempt < submission.attempt order by before.attempt desc, before.edition desc limit 1)`.as('previousId'),
      sql<EvaluationView['state']>`evaluation.state`.as('state'),
      sql<QueuePurpose>`case when evaluation.anchor_use = 'calibration' then 'calibration' else evaluation.purpose end`.as('purpose'),
      'evaluation.evaluator_id as evaluatorId',
      'evaluator.name as evaluatorName',
      'earner.name as earnerName',
      'evaluation.issuer_id as organizationId',
      'organization.name as organizationName',
      'micro_credential.id as microCredentialId',
      'micro_credential.slug',
      sql<Definition>`micro_credential_version.definition`.as('definition'),
      'evaluation.attempt',
      'evaluation.carried_parts as furtherCarried',
      'evaluation.queued_at as queuedAt',
      'evaluation.taken_at as takenAt',
      'evaluation.decided_at as decidedAt',
      'evaluation.due_at as dueAt',
      'evaluation.lease_until as leaseUntil',
      'evaluation.active_at as activeAt',
      'evaluation.feedback',
      'evaluation.feedback_revision as revision',
      sql<'pass' | 'not-yet' | null>`evaluation.outcome`.as('outcome'),
      'reading_plan.settings',
      sql<number>`coalesce(reading_plan.readings, 1)`.as('readings'),
      sql<'reading' | 'adjudication' | 'granting' | 'decided' | 'sent-back' | null>`reading_plan.state`.as('planState'),
      sql<CarriedCriterion[]>`coalesce(evaluation.carried_criteria, reading_plan.carried_criteria, '[]')`.as('carriedCriteria'),
      sql<SqlBool>`evaluation.anchor_id is not null`.as('isAnchor'),
    ])
    .where('evaluation.id', '=', evaluationId)
    .executeTakeFirst();
  if (!row) throw notFound('evaluation');
  return row;
}

/** An anchor's work in the shape of a submission; handed in when it came to the desk. */
async function anchorWork(database: Database, { anchorSnapshot, queuedAt }: Row) {
  const work = Snapshot.parse(anchorSnapshot);
  return { ...work, evidence: await withoutWithheld(database, work.evidence), submittedAt: queuedAt, changeNote: null };
}

/** One entry for half an hour of looking: the page asks again whenever it comes to the front. */
async function recordLook(database: Database, evaluationId: string, personId: string): Promise<void> {
  await sql`insert into audit_entry (person_id, action, subject_type, subject_id)
    select ${personId}, 'evaluation.viewed', 'evaluation', ${evaluationId}
    where not exists (select from audit_entry where subject_type = 'evaluation' and subject_id = ${evaluationId}
      and person_id = ${personId} and action = 'evaluation.viewed' and at > now() - interval '30 minutes')`.execute(database);
}
