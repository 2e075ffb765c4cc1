import { z } from 'zod';
import { Definition, LocalId } from '../catalog/definition.ts';
import { EvidenceItem } from './evidence-view.ts';
import { longestAnswer } from './limits.ts';
import { ShownFile } from './media/shown-files.ts';
import { SelfAssessedLevel, Snapshot, SubmittedEvidence } from './snapshot.ts';

/** Shapes of the journey API. */

export const JourneyState = z.enum(['drafting', 'submitted', 'not-yet', 'earned', 'withdrawn']);
const Issuer = z.object({ name: z.string(), slug: z.string(), color: z.string().nullable() });

/** One reason why a journey cannot be submitted yet. */
export const GapShape = z
  .object({
    partId: z.string(),
    requirementId: z.string(),
    reason: z.enum(['too-few', 'too-many', 'too-many-words', 'too-long', 'wrong-kind', 'consent-ended']),
    have: z.number().optional(),
    need: z.number().optional(),
    most: z.number().optional(),
    evidenceId: z.uuid().optional(),
  })
  .meta({ id: 'Gap' });

export const ListedJourneyShape = z.object({
  id: z.uuid(),
  state: JourneyState,
  stateSince: z.date(),
  startedAt: z.date(),
  microCredential: z.object({ id: z.uuid(), slug: z.string(), title: z.string() }),
  issuer: Issuer,
  progress: z.object({ begun: z.number(), asked: z.number() }),
  attempts: z.number(),
  inEvaluation: z.boolean(),
});

export const AttemptShape = z.object({
  submissionId: z.uuid(),
  attempt: z.number(),
  changeNote: z.string().nullable(),
  submittedAt: z.date(),
  takenAt: z.date().nullable(),
  decidedAt: z.date().nullable(),
  outcome: z.enum(['pass', 'not-yet']).nullable(),
});

export const JourneyShape = z.object({
  id: z.uuid(),
  state: JourneyState,
  stateSince: z.date(),
  startedAt: z.date(),
  versionId: z.uuid(),
  versionNumber: z.number(),
  newerVersion: z.boolean(),
  microCredential: z.object({ id: z.uuid(), slug: z.string() }),
  issuer: Issuer,
  /** Days after the decision for which the issuer keeps evidence; null without end. */
  retention: z.object({ studentsDays: z.int().nullable(), allDays: z.int().nullable() }),
  definition: Definition,
  passedParts: z.array(z.string()),
  answers: z.array(
    z.object({ partId: z.string(), requirementId: z.string(), text: z.string(), revision: z.number(), updatedAt: z.date() }),
  ),
  evidence: z.array(z.object({ partId: z.string(), requirementId: z.string(), shared: z.boolean(), item: EvidenceItem })),
  selfAssessment: z.array(SelfAssessedLevel),
  gaps: z.array(GapShape),
  attempts: z.array(AttemptShape),
});

export const PreviewShape = z.object({
  definition: Definition,
  work: Snapshot.extend({ evidence: z.array(SubmittedEvidence.extend({ file: ShownFile.nullable() })) }),
  attempt: z.number(),
});

export const JourneyParams = z.object({ journeyId: z.uuid() });
export const RequirementParams = JourneyParams.extend({ partId: LocalId, requirementId: LocalId });
export const AnswerBody = z.object({
  /** Kept as typed; word limits count only when submitting. */
  text: z.string().max(longestAnswer),
  /** The revision it was made from; 0 where nothing was saved yet. */
  revision: z.int().min(0).max(2_147_483_647),
});
export const SubmissionBody = z.object({
  /** Which attempt this is, from 1. */
  attempt: z.int().min(1).max(1000),
  /** Students' names, faces and records are left out or covered by consent. */
  studentPrivacy: z.literal(true),
  /** The work is the earner's own, and others' work is named. */
  academicIntegrity: z.literal(true),
  changeNote: z.string().trim().min(1).max(4000).optional(),
  /** Told that names of the own class stand in it, the earner hands it in as it is. */
  namesConfirmed: z.boolean().default(false),
});
