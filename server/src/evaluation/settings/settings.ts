import { z } from 'zod';

/**
 * How an issuer has its submissions evaluated. An organization sets what differs from the defaults, a micro-credential what differs
 * from its organization.
 */
export const EvaluationSettings = z.object({
  /** Whether evaluators and leads work without the earner's name. */
  hideEarner: z.boolean().default(true),
  /** Whether the earner reads feedback without the evaluator's name. */
  hideEvaluator: z.boolean().default(true),
  /** Which submissions two evaluators read independently. */
  secondReading: z.enum(['none', 'sample', 'all']).default('none'),
  /** Percent of the submissions read twice, where a share is sampled. */
  sampleShare: z.int().min(1).max(99).default(20),
  /** With the submission's id it decides who is sampled; keep it to yourself and the sample can be checked, not steered. */
  sampleSeed: z.string().trim().min(1).max(100).default('brevet'),
  /** How many levels two readings may stand apart in a criterion before a third decides; a part's standing never may. */
  apart: z.int().min(0).max(5).default(1),
  /** Who decides where two readings differ. */
  adjudicator: z.enum(['evaluation-lead', 'evaluator']).default('evaluation-lead'),
  /** When an adjudicator sees the two readings. */
  adjudicatorSees: z.enum(['after-own', 'at-once']).default('after-own'),
  /** Who turns a recommended pass into an award; `nobody` lets the evaluators' pass award at once. */
  grantor: z.enum(['nobody', 'evaluation-lead']).default('nobody'),
  /** Days from submission to decision that earners are promised. */
  turnaroundDays: z.int().min(1).max(90).default(10),
  /** Hours a submission stays in the same hands without a save or a look. */
  leaseHours: z.int().min(2).max(720).default(72),
  /** Hours before the promised day from which an idle submission goes to somebody else sooner. */
  nearHours: z.int().min(2).max(240).default(48),
  /** Whether evaluators take from the queue, or the system assigns by load and due date. */
  assignment: z.enum(['pull', 'balanced']).default('pull'),
  /** Who may score: every evaluator, or those a lead named for the micro-credential. */
  qualification: z.enum(['role', 'named']).default('role'),
  /** Percent of an anchor's levels an evaluator must meet before scoring; 0 asks for no calibration. */
  calibration: z.int().min(0).max(100).default(0),
  /** Percent of an evaluator's submissions that are drift checks, chosen by seed. */
  driftShare: z.int().min(0).max(25).default(0),
});
export type EvaluationSettings = z.infer<typeof EvaluationSettings>;

/** What one level sets; everything else comes from above. No defaults here: what is not said stays unsaid. */
export const SettingsChoice = z.strictObject(
  Object.fromEntries(Object.entries(EvaluationSettings.shape).map(([name, field]) => [name, field.unwrap().optional()])) as {
    [Name in keyof typeof EvaluationSettings.shape]: z.ZodOptional<ReturnType<(typeof EvaluationSettings.shape)[Name]['unwrap']>>;
  },
);
export type SettingsChoice = z.infer<typeof SettingsChoice>;

/**
 * The settings that hold: the defaults, under what the organization chose, under what the micro-credential chose.
 *
 * Total over what is stored: a choice of an older release that no longer parses counts as not made.
 */
export function settingsFrom(...choices: readonly unknown[]): EvaluationSettings {
  const known = Object.keys(EvaluationSettings.shape) as (keyof EvaluationSettings)[];
  const chosen: Record<string, unknown> = {};
  for (const choice of choices) {
    if (typeof choice !== 'object' || choice === null) continue;
    for (const name of known) {
      const value = (choice as Record<string, unknown>)[name];
      if (value !== undefined && EvaluationSettings.shape[name].safeParse(value).success) chosen[name] = value;
    }
  }
  return EvaluationSettings.parse(chosen);
}
