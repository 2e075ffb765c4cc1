import { z } from 'zod';

/** A part in a decision, as `decision.parts` holds it. */
export const DecidedPart = z.object({
  partId: z.string(),
  passed: z.boolean(),
  /** Passed in an earlier attempt and not looked at again. */
  carried: z.boolean(),
  /** The attempt in which it passed; null while it has not. */
  passedInAttempt: z.int().nullable(),
});
export type DecidedPart = z.infer<typeof DecidedPart>;

/** A criterion in a decision, as `decision.scores` holds it; what is carried keeps the level it was met with. */
export const DecidedScore = z.object({
  partId: z.string(),
  criterionId: z.string(),
  levelId: z.string(),
  feedback: z.string(),
  /** The earlier attempt in which the level was set, where it is carried. */
  attempt: z.int().optional(),
});
export type DecidedScore = z.infer<typeof DecidedScore>;
