import { sql } from 'kysely';
import type { Definition } from '../catalog/definition.ts';
import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { type Gap, missing } from './checklist.ts';
import { collectWork } from './collect-work.ts';
import type { EvidenceItem } from './evidence-view.ts';
import { selectEvidence } from './evidence-view.ts';
import { type ShownFile, shownFiles } from './media/shown-files.ts';
import type { SelfAssessedLevel, Snapshot, SubmittedEvidence } from './snapshot.ts';
import { withheldItems } from './withheld/withheld.ts';

export type JourneyState = 'drafting' | 'submitted' | 'not-yet' | 'earned' | 'withdrawn';

/** One attempt on the earner's timeline. Who evaluates stays unsaid. */
export interface Attempt {
  submissionId: string;
  attempt: number;
  changeNote: string | null;
  submittedAt: Date;
  /** When an evaluator took it; null while it waits. */
  takenAt: Date | null;
  decidedAt: Date | null;
  outcome: 'pass' | 'not-yet' | null;
}

/** A journey whole, for the page its earner writes in. */
export interface JourneyView {
  id: string;
  state: JourneyState;
  stateSince: Date;
  startedAt: Date;
  versionId: string;
  versionNumber: number;
  /** A newer version is published; this journey stays on its own. */
  newerVersion: boolean;
  microCredential: { id: string; slug: string };
  issuer: { name: string; slug: string; color: string | null };
  /** Days after the decision for which the issuer keeps evidence; null without end. */
  retention: { studentsDays: number | null; allDays: number | null };
  definition: Definition;
  passedParts: string[];
  answers: { partId: string; requirementId: string; text: string; revision: number; updatedAt: Date }[];
  evidence: { partId: string; requirementId: string; shared: boolean; item: EvidenceItem }[];
  selfAssessment: SelfAssessedLevel[];
  gaps: Gap[];
  attempts: Attempt[];
}

type Head = Pick<
  JourneyView,
  | 'id'
  | 'state'
  | 'stateSince'
  | 'startedAt'
  | 'versionId'
  | 'versionNumber'
  | 'newerVersion'
  | 'microCredential'
  | 'issuer'
  | 'retention'
  | 'definition'
  | 'passedParts'
>;

/** The journey's own facts and its definition. */
async function readHead(database: Database, journeyId: string): Promise<Head> {
  const { rows } = await sql<Head>`
    select journey.id, journey.state, journey.state_since as "stateSince", journey.started_at as "startedAt",
      journey.version_id as "versionId", version.number as "versionNumber", version.definition, journey.passed_parts as "passedParts",
      mc.current_version_id is distinct from journey.version_id as "newerVersion",
      json_build_object('id', mc.id, 'slug', mc.slug) as "microCredential",
      json_build_object('name', issuer.name, 'slug', issuer.slug, 'color', issuer.color) as issuer,
      json_build_object('studentsDays', coalesce(policy.students_days, policy.all_days), 'allDays', policy.all_days) as retention
    from journey
    join micro_credential_version version on version.id = journey.version_id
    join micro_credential mc on mc.id = journey.micro_credential_id
    join organization issuer on issuer.id = mc.issuer_id
    left join evidence_retention policy on policy.organization_id = issuer.id
    where journey.id = ${journeyId}`.execute(database);
  const [head] = rows;
  if (!head) throw notFound('journey');
  return head;
}

/** Reads a journey for its earner; the policy has asked who that is. */
export async function readJourney(database: Database, journeyId: string): Promise<JourneyView> {
  const head = await readHead(database, journeyId);
  const [answers, attached, work, attempts] = await Promise.all([
    database
      .selectFrom('answer')
      .select(['part_id as partId', 'requirement_id as requirementId', 'text', 'revision', 'updated_at as updatedAt'])
      .where('journey_id', '=', journeyId)
      .execute(),
    selectEvidence(database)
      .innerJoin('journey_evidence', 'journey_evidence.evidence_id', 'evidence_item.id')
      .select(['journey_evidence.part_id as partId', 'journey_evidence.requirement_id as requirementId', 'journey_evidence.shared'])
      .where('journey_evidence.journey_id', '=', journeyId)
      .orderBy('journey_evidence.position')
      .orderBy('evidence_item.id')
      .execute(),
    collectWork(database, journeyId, head.definition, head.passedParts),
    readAttempts(database, journeyId),
  ]);
  const withheld = await withheldOf(database, work);
  return {
    ...head,
    answers,
    evidence: attached.map(({ partId, requirementId, shared, ...item }) => ({ partId, requirementId, shared, item })),
    selfAssessment: work.selfAssessment,
    gaps: missing(head.definition, work.answers, work.evidence, work.carriedParts, withheld),
    attempts,
  };
}

/** What is missing now; asked again after each save. */
export async function readChecklist(database: Database, journeyId: string): Promise<Gap[]> {
  const head = await readHead(database, journeyId);
  const work = await collectWork(database, journeyId, head.definition, head.passedParts);
  return missing(head.definition, work.answers, work.evidence, work.carriedParts, await withheldOf(database, work));
}

const withheldOf = (database: Database, { evidence }: Snapshot) =>
  withheldItems(
    database,
    evidence.map(({ id }) => id),
  );

type PreviewedEvidence = Omit<SubmittedEvidence, 'file'> & { file: ShownFile | null };

/** The work as evaluators will see it, with the definition it is judged by. */
export async function readPreview(
  database: Database,
  journeyId: string,
): Promise<{ definition: Definition; work: Omit<Snapshot, 'evidence'> & { evidence: PreviewedEvidence[] }; attempt: number }> {
  const head = await readHead(database, journeyId);
  const work = await collectWork(database, journeyId, head.definition, head.passedParts);
  const [attempts, files] = await Promise.all([
    readAttempts(database, journeyId),
    shownFiles(
      database,
      work.evidence.map(({ file }) => file),
    ),
  ]);
  const evidence = work.evidence.map((item) => ({ ...item, file: (item.file && files.get(item.file.id)) ?? null }));
  return { definition: head.definition, work: { ...work, evidence }, attempt: (attempts.at(-1)?.attempt ?? 0) + 1 };
}

/** Attempts from the first on, as far as their evaluation has come. */
async function readAttempts(database: Database, journeyId: string): Promise<Attempt[]> {
  const { rows } = await sql<Attempt>`
    select submission.id as "submissionId", submission.attempt, change_note as "changeNote", submitted_at as "submittedAt",
      (select min(taken_at) from evaluation where evaluation.submission_id = submission.id) as "takenAt",
      decision.decided_at as "decidedAt", decision.outcome
    from submission
    left join decision on decision.submission_id = submission.id
      and not exists (select from decision later where later.supersedes = decision.id)
    where submission.journey_id = ${journeyId}
      and not exists (select from submission_return returned where returned.submission_id = submission.id)
    order by submission.attempt`.execute(database);
  return rows;
}
