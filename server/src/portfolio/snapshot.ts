import { z } from 'zod';
import { EvidenceKind } from '../catalog/definition.ts';

/** The name of an answer in a snapshot: local ids hold no slash, so the two can be told apart again. */
export const answerKey = (partId: string, requirementId: string): string => `${partId}/${requirementId}`;

/** A file as evaluators may know it: its facts, never the name it had on the earner's device. */
export const SubmittedFile = z.object({
  id: z.uuid(),
  /** Neutral: kind and a piece of the id, with the extension of its type. */
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Hexadecimal. */
  sha256: z.string(),
  /** Of a recording, as they were when it was submitted. */
  captions: z.array(z.object({ id: z.uuid(), /** BCP 47. */ language: z.string() })).default([]),
});
export type SubmittedFile = z.infer<typeof SubmittedFile>;

/** An evidence item as it stood when it was submitted. */
export const SubmittedEvidence = z.object({
  id: z.uuid(),
  partId: z.string(),
  requirementId: z.string(),
  kind: EvidenceKind,
  title: z.string(),
  description: z.string(),
  /** For links. */
  url: z.string().nullable(),
  /** For links: what the page called itself when it was looked at; null where it had no title or was not looked at. */
  page: z.object({ title: z.string(), lookedAt: z.string() }).nullable().default(null),
  /** For uploads. */
  file: SubmittedFile.nullable(),
  durationSeconds: z.number().nullable(),
  showsStudents: z.boolean(),
  /** Whether the earner wants it on the badge, for everybody to see. */
  shared: z.boolean(),
});
export type SubmittedEvidence = z.infer<typeof SubmittedEvidence>;

/** What the earner thinks of the own work, by criterion. */
export const SelfAssessedLevel = z.object({ partId: z.string(), criterionId: z.string(), levelId: z.string() });
export type SelfAssessedLevel = z.infer<typeof SelfAssessedLevel>;

/** What `submission.snapshot` holds: the whole work of one attempt. */
export const Snapshot = z.object({
  /** Text by `answerKey(part, requirement)`. */
  answers: z.record(z.string(), z.string()),
  /** In the order the earner gave, requirement after requirement. */
  evidence: z.array(SubmittedEvidence),
  selfAssessment: z.array(SelfAssessedLevel).default([]),
  /** Parts that passed in an earlier attempt; they need no new evaluation. */
  carriedParts: z.array(z.string()),
});
export type Snapshot = z.infer<typeof Snapshot>;
