import { z } from 'zod';
import { Definition } from '../catalog/definition.ts';
import { ShownFile, SubmittedEvidence, Withheld } from '../portfolio/index.ts';
import { CommentPlace } from './comments/place.ts';
import { MessageAnswer } from './growth/answers.ts';
import { DecidedPart, DecidedScore } from './readings/decided.ts';

/** What evaluation's routes answer with, as schemas; the handlers' types are checked against them. */

export const OutcomeAnswer = z.enum(['pass', 'not-yet']);

const State = z.enum(['waiting', 'taken', 'decided', 'closed']);
const Purpose = z.enum(['reading', 'adjudication', 'appeal', 'calibration']);

export const QueueItemAnswer = z.object({
  evaluationId: z.uuid(),
  organizationId: z.uuid(),
  organizationName: z.string(),
  microCredentialId: z.uuid(),
  title: z.string(),
  attempt: z.int(),
  state: State,
  queuedAt: z.date(),
  takenAt: z.date().nullable(),
  decidedAt: z.date().nullable(),
  dueAt: z.date().meta({ description: 'Until when a decision is promised' }),
});

const NextCursor = z.string().nullable();

export const QueueAnswer = z.object({ items: z.array(QueueItemAnswer), nextCursor: NextCursor });

export const OverseenAnswer = z.object({
  items: z.array(
    QueueItemAnswer.extend({
      evaluatorName: z.string().nullable(),
      outcome: OutcomeAnswer.nullable(),
      leaseUntil: z.date().nullable(),
      purpose: Purpose,
      readings: z.int().nullable(),
    }),
  ),
  nextCursor: NextCursor,
});

export const DecidedByMeAnswer = z.object({
  items: z.array(QueueItemAnswer.extend({ outcome: OutcomeAnswer, purpose: Purpose })),
  nextCursor: NextCursor,
});

export const DeskAnswer = z.object({
  inHand: z.array(
    QueueItemAnswer.extend({ levels: z.object({ set: z.int(), of: z.int() }), leaseUntil: z.date().nullable(), purpose: Purpose }),
  ),
  waiting: QueueAnswer,
  organizations: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      slug: z.string(),
      waiting: z.int().meta({ description: 'Counted up to 200' }),
      oldestQueuedAt: z.date().nullable(),
      isLead: z.boolean(),
      microCredentials: z
        .array(z.object({ id: z.uuid(), title: z.string(), waiting: z.int() }))
        .meta({ description: 'What of these waits is about, by title' }),
    }),
  ),
  counts: z.object({ inHand: z.int(), waiting: z.int() }),
  questions: z.array(z.object({ evaluationId: z.uuid(), title: z.string(), attempt: z.int(), askedAt: z.date() })),
  calibrations: z.array(z.object({ organizationId: z.uuid(), microCredentialId: z.uuid(), title: z.string(), waiting: z.int() })),
});

export const SavedScoreAnswer = z.object({
  partId: z.string(),
  criterionId: z.string(),
  levelId: z.string().nullable(),
  feedback: z.string(),
  revision: z.int(),
});

export const FollowsAnswer = z.object({
  outcome: OutcomeAnswer.nullable(),
  parts: z.array(
    z.object({
      partId: z.string(),
      standing: z.enum(['carried', 'passed', 'not-yet', 'open']),
      reached: z.int(),
      needed: z.int(),
      below: z.array(z.string()),
      belowFloor: z.array(z.string()),
      missing: z.array(z.string()),
    }),
  ),
});

export const SavedFeedbackAnswer = z.object({ feedback: z.string(), revision: z.int() });

export const CommentAnswer = z.object({
  id: z.uuid(),
  evidenceId: z.uuid().nullable(),
  answer: z.string().nullable(),
  place: CommentPlace,
  text: z.string(),
  revision: z.int(),
});

const DecisionAnswer = z.object({
  attempt: z.int(),
  outcome: OutcomeAnswer,
  feedback: z.string(),
  decidedAt: z.date(),
  parts: z.array(DecidedPart.extend({ title: z.string() })),
  scores: z.array(
    DecidedScore.extend({
      criterionTitle: z.string(),
      levelName: z.string(),
      levelDescriptor: z.string(),
      reachesPassing: z.boolean(),
    }),
  ),
});

const EvidenceAnswer = SubmittedEvidence.omit({ shared: true }).extend({
  file: ShownFile.nullable(),
  /** Why it is not shown any more: title, description, address and file are empty then. */
  withheld: Withheld.nullable(),
});

export const EvaluationAnswer = z.object({
  id: z.uuid(),
  state: State,
  purpose: Purpose,
  mine: z.boolean(),
  organization: z.object({ id: z.uuid(), name: z.string() }),
  microCredential: z.object({ id: z.uuid(), slug: z.string() }),
  definition: Definition,
  attempt: z.int(),
  submittedAt: z.date(),
  queuedAt: z.date(),
  takenAt: z.date().nullable(),
  decidedAt: z.date().nullable(),
  dueAt: z.date(),
  leaseUntil: z.date().nullable(),
  changeNote: z.string().nullable(),
  answers: z.record(z.string(), z.string()).meta({ description: 'Text by part/requirement' }),
  evidence: z.array(EvidenceAnswer),
  previous: z
    .object({
      attempt: z.int(),
      answers: z.record(z.string(), z.string()),
      evidence: z.array(EvidenceAnswer.omit({ page: true, file: true, durationSeconds: true, showsStudents: true })),
    })
    .nullable(),
  carriedParts: z.array(z.string()),
  carriedCriteria: z.array(DecidedScore.extend({ attempt: z.int() })),
  scores: z.array(SavedScoreAnswer),
  feedback: SavedFeedbackAnswer,
  comments: z.array(CommentAnswer),
  follows: FollowsAnswer,
  outcome: OutcomeAnswer.nullable(),
  awaits: z.enum(['reading', 'adjudication', 'grant']).nullable(),
  earlier: z.array(DecisionAnswer.extend({ comments: z.array(CommentAnswer) })),
  others: z.array(
    z.object({
      reading: z.int(),
      purpose: Purpose,
      outcome: OutcomeAnswer,
      feedback: z.string(),
      scores: z.array(SavedScoreAnswer.omit({ revision: true })),
      comments: z.array(CommentAnswer),
      evaluatorName: z.string().nullable(),
    }),
  ),
  anchor: z
    .object({
      use: z.enum(['calibration', 'drift']),
      exact: z.int(),
      adjacent: z.int(),
      criteria: z.int(),
      lean: z.number(),
      levels: z.array(z.object({ partId: z.string(), criterionId: z.string(), levelId: z.string(), reason: z.string() })),
      met: z.boolean(),
    })
    .nullable(),
  messages: z.array(MessageAnswer),
  earnerName: z.string().nullable(),
  evaluatorName: z.string().nullable(),
});

const GuidePartAnswer = z.object({
  id: z.string(),
  title: z.string(),
  requirements: z.array(z.object({ id: z.string(), title: z.string() })),
});

export const FeedbackAnswer = z.object({
  journeyId: z.uuid(),
  state: z.string(),
  microCredential: z.object({ id: z.uuid(), slug: z.string(), title: z.string() }),
  issuerName: z.string(),
  parts: z.array(GuidePartAnswer),
  attempts: z.array(
    DecisionAnswer.extend({
      submittedAt: z.date(),
      changeNote: z.string().nullable(),
      answers: z.record(z.string(), z.string()),
      comments: z.array(CommentAnswer),
      evidence: z.array(EvidenceAnswer),
      messages: z.array(MessageAnswer),
      evaluatorName: z.string().nullable(),
    }),
  ),
  waiting: z.object({ attempt: z.int(), submittedAt: z.date() }).nullable(),
  returned: z
    .object({
      note: z.string(),
      gaps: z.array(z.object({ partId: z.string(), requirementId: z.string(), note: z.string() })),
      returnedAt: z.date(),
    })
    .nullable(),
  appeal: z
    .object({ reason: z.string(), madeAt: z.date(), state: z.enum(['open', 'accepted', 'declined']), answer: z.string() })
    .nullable(),
  mayAppeal: z.boolean(),
});
