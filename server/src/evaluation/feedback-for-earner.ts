import { sql } from 'kysely';
import type { Definition } from '../catalog/definition.ts';
import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { SubmittedEvidence, shownFiles, withoutWithheld } from '../portfolio/index.ts';
import { commentsOf, type SavedComment } from './comments/comments-of.ts';
import type { Appeal } from './growth/appeals.ts';
import { type Message, messagesOf } from './growth/messages.ts';
import type { MissingWork } from './growth/send-back.ts';
import { decisionsOfJourney, type NamedDecision } from './read-decisions.ts';
import { type EvidenceView, withoutOwner } from './read-evaluation.ts';
import { settingsFrom } from './settings/settings.ts';

/** A decided attempt, with what was handed in and what was written about it since. */
export type EarnerAttempt = Omit<NamedDecision, 'submissionId' | 'decisionId' | 'evaluationId'> & {
  submittedAt: Date;
  changeNote: string | null;
  /** Text by `part/requirement`, for seeing what changed from attempt to attempt. */
  answers: Record<string, string>;
  /** Pinned into the work by the reading whose levels stand. */
  comments: SavedComment[];
  /** What was handed in, beside the answers. */
  evidence: EvidenceView[];
  messages: Message[];
  /** Only where the issuer does not hide it. */
  evaluatorName: string | null;
};

/** What an earner reads about the own attempts: what stood, what is next, never who said it. */
export interface JourneyFeedback {
  journeyId: string;
  state: string;
  microCredential: { id: string; slug: string; title: string };
  issuerName: string;
  /** What was asked for: all attempts of a journey follow one version. */
  parts: { id: string; title: string; requirements: { id: string; title: string }[] }[];
  /** Decided attempts, the latest first. */
  attempts: EarnerAttempt[];
  /** The attempt that waits for its decision, if one does. */
  waiting: { attempt: number; submittedAt: Date } | null;
  /** What the latest submission lacked, when it went back unread and nothing was handed in since. */
  returned: { note: string; gaps: MissingWork[]; returnedAt: Date } | null;
  /** The appeal on the latest attempt, and whether one may still be made. */
  appeal: Appeal | null;
  mayAppeal: boolean;
}

/** @throws {Problem} 404 */
export async function feedbackForEarner(database: Database, journeyId: string): Promise<JourneyFeedback> {
  const journey = await database
    .selectFrom('journey')
    .innerJoin('micro_credential', 'micro_credential.id', 'journey.micro_credential_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'journey.version_id')
    .innerJoin('organization', 'organization.id', 'micro_credential.issuer_id')
    .select([
      'journey.state',
      'micro_credential.id',
      'micro_credential.slug',
      sql<Definition>`micro_credential_version.definition`.as('definition'),
      'organization.name as issuerName',
    ])
    .where('journey.id', '=', journeyId)
    .executeTakeFirst();
  if (!journey) throw notFound('journey');
  const [decisions, submissions] = await Promise.all([
    decisionsOfJourney(database, journeyId),
    database
      .selectFrom('submission')
      .leftJoin('submission_return', 'submission_return.submission_id', 'submission.id')
      .leftJoin('reading_plan', 'reading_plan.submission_id', 'submission.id')
      .select([
        'submission.id',
        'submission.attempt',
        'submission.submitted_at as submittedAt',
        'submission.change_note as changeNote',
        sql<Record<string, string>>`submission.snapshot->'answers'`.as('answers'),
        sql`submission.snapshot->'evidence'`.as('evidence'),
        'submission_return.note',
        sql<MissingWork[] | null>`submission_return.gaps`.as('gaps'),
        'submission_return.returned_at as returnedAt',
        'reading_plan.settings',
      ])
      .where('submission.journey_id', '=', journeyId)
      .orderBy('submission.attempt')
      .orderBy('submission.edition')
      .execute(),
  ]);
  const [messages, comments, evaluators, appeal] = await Promise.all([
    messagesOf(
      database,
      decisions.map(({ submissionId }) => submissionId),
    ),
    commentsOf(
      database,
      decisions.map(({ evaluationId }) => evaluationId),
    ),
    evaluatorNames(database, decisions),
    appealOn(database, submissions.at(-1)?.id),
  ]);
  const handedIn = submissions.flatMap(({ id, evidence }) =>
    SubmittedEvidence.array()
      .parse(evidence)
      .map((item) => ({ submissionId: id, item })),
  );
  const shown = await withoutWithheld(
    database,
    handedIn.map(({ item }) => item),
  );
  const files = await shownFiles(
    database,
    shown.map(({ file }) => file),
  );
  const { state, issuerName, definition, ...microCredential } = journey;
  const latest = submissions.at(-1);
  const isWaiting = latest && state === 'submitted';
  return {
    journeyId,
    state,
    microCredential: { ...microCredential, title: definition.title },
    issuerName,
    parts: definition.parts.map(({ id, title, requirements }) => ({
      id,
      title,
      requirements: requirements.map((requirement) => ({ id: requirement.id, title: requirement.title })),
    })),
    attempts: decisions.reverse().flatMap(({ submissionId, decisionId: _, evaluationId, ...decision }) => {
      const submission = submissions.find(({ id }) => id === submissionId);
      if (!submission) return [];
      const { submittedAt, changeNote, answers, settings } = submission;
      const evaluatorName = settingsFrom(settings).hideEvaluator ? null : (evaluators.get(evaluationId) ?? null);
      const about = messages.filter((message) => message.submissionId === submissionId).map(({ submissionId: _, ...message }) => message);
      const pinned = comments.filter((comment) => comment.evaluationId === evaluationId).map(({ evaluationId: _, ...comment }) => comment);
      const evidence = shown.filter((_, place) => handedIn[place]?.submissionId === submissionId).map((item) => withoutOwner(item, files));
      return [{ ...decision, submittedAt, changeNote, answers, comments: pinned, evidence, messages: about, evaluatorName }];
    }),
    waiting: isWaiting ? { attempt: latest.attempt, submittedAt: latest.submittedAt } : null,
    returned:
      latest?.returnedAt && (state === 'drafting' || state === 'not-yet')
        ? { note: latest.note ?? '', gaps: latest.gaps ?? [], returnedAt: latest.returnedAt }
        : null,
    appeal,
    mayAppeal:
      !appeal && state === 'not-yet' && decisions.some(({ submissionId, outcome }) => submissionId === latest?.id && outcome === 'not-yet'),
  };
}

async function evaluatorNames(database: Database, decisions: readonly NamedDecision[]): Promise<Map<string, string>> {
  if (!decisions.length) return new Map();
  const rows = await database
    .selectFrom('evaluation')
    .innerJoin('person', 'person.id', 'evaluation.evaluator_id')
    .select(['evaluation.id', 'person.name'])
    .where(
      'evaluation.id',
      'in',
      decisions.map(({ evaluationId }) => evaluationId),
    )
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function appealOn(database: Database, submissionId: string | undefined): Promise<Appeal | null> {
  if (!submissionId) return null;
  const row = await database
    .selectFrom('appeal')
    .select(['reason', 'made_at as madeAt', sql<Appeal['state']>`state`.as('state'), 'answer'])
    .where('submission_id', '=', submissionId)
    .executeTakeFirst();
  return row ?? null;
}
