import { z } from 'zod';
import { Rule } from '../incentives/rule.ts';

/**
 * What a recognizer wants to know before it decides: rules to compare, and how many awards to expect. Everything a figure follows from
 * stands here, so that the same simulation gives the same figures for ever.
 */

/** A whole number within bounds, said as a person would. */
const whole = (least: number, most: number) => {
  const error = `takes a whole number from ${least} to ${most.toLocaleString('en-US')}`;
  return z.int({ error }).min(least, error).max(most, error);
};
/** A number with tenths within bounds. */
const tenths = (least: number, most: number) => {
  const error = `takes a number from ${least} to ${most}`;
  return z.number({ error }).min(least, error).max(most, error);
};
const Percent = whole(0, 100);
const inOrder = ({ low, likely, high }: { low: number; likely: number; high: number }) => low <= likely && likely <= high;

/** A share that nobody knows for sure: at least, most likely, at most; in percent. */
const PercentRange = z
  .object({ low: Percent, likely: Percent, high: Percent })
  .refine(inOrder, { message: 'goes from the lowest over the likely one to the highest' });

/** How many, unsure in the same way; tenths are exact enough. */
const RateRange = z
  .object({ low: tenths(0, 20), likely: tenths(0, 20), high: tenths(0, 20) })
  .refine(inOrder, { message: 'goes from the lowest over the likely one to the highest' });

/** How those who will take part begin over time. */
export const AdoptionCurve = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('logistic'),
      /** When half of them have begun. */
      halfwayMonths: whole(1, 120),
      /** From the tenth in a hundred to the ninetieth. */
      spreadMonths: whole(1, 240),
    })
    .meta({ description: 'Slow at first, then quickly, then slowly again' }),
  z
    .object({
      kind: z.literal('bass'),
      /** Of a hundred who have not begun, who begin in a year by themselves. */
      alone: whole(0, 100),
      /** How strongly those who have begun bring others along; of a hundred a year, when nearly all have. */
      together: whole(0, 300),
    })
    .refine(({ alone, together }) => alone > 0 || together === 0, {
      message: 'somebody has to begin before others follow',
      path: ['alone'],
    })
    .meta({ description: 'Some begin by themselves, others because colleagues did (Bass)' }),
]);
export type AdoptionCurve = z.infer<typeof AdoptionCurve>;

const Curve = z.object({
  kind: z.literal('curve'),
  educators: whole(1, 200_000),
  /** Who has at least one award already when it begins. */
  begunPercent: Percent,
  /** How many awards these have on average already: so many fewer are left on the list for them. */
  begunAwards: whole(0, 100),
  /** Who will have begun in the end, given time enough. */
  ceilingPercent: PercentRange,
  curve: AdoptionCurve,
  /** Of somebody who takes part. */
  awardsPerYear: RateRange,
  /** Of a hundred awards, how many of difficulty 1, 2 and 3. */
  difficulties: z
    .tuple([Percent, Percent, Percent])
    .refine((parts) => parts.reduce((sum, part) => sum + part, 0) === 100, { message: 'makes a hundred together' }),
  /** Of a hundred, who leave in a year; newcomers take their places. */
  leavingPercent: whole(0, 50),
});

/** Where the awards come from. */
const Basis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('history') }).meta({ description: 'The recognizer’s own posted awards of these years, exactly as they were' }),
  Curve.meta({ description: 'Awards to be expected' }),
]);
export type CurveBasis = z.infer<typeof Curve>;

const Scenario = z.object({
  name: z.string().trim().min(1).max(60),
  incentives: z
    .array(z.object({ name: z.string().trim().min(1).max(200), rule: Rule }))
    .min(1)
    .max(6),
});
export type Scenario = z.infer<typeof Scenario>;

export const Simulation = z
  .object({
    /** What is to be decided, in the words of whoever asks. */
    question: z.string().trim().max(300).default(''),
    /** The first month. */
    startsOn: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'takes a year and a month, such as 2027-07'),
    years: whole(1, 15),
    basis: Basis,
    scenarios: z.array(Scenario).min(1).max(3),
    /** Percent a year by which money of later years counts less; nothing unless asked for. */
    discountPercent: tenths(0, 20).multipleOf(0.1, 'takes tenths of a percent').default(0),
    /** How often the years are played through. */
    runs: whole(50, 1000).default(400),
    /** The same seed gives the same figures. */
    seed: whole(0, 2_147_483_647),
  })
  .superRefine(({ scenarios }, context) => {
    const names = scenarios.map(({ name }) => name.toLowerCase());
    for (const [index, name] of names.entries())
      if (names.indexOf(name) !== index) context.addIssue({ code: 'custom', path: ['scenarios', index, 'name'], message: 'is used twice' });
  })
  .meta({ id: 'Simulation' });
export type Simulation = z.infer<typeof Simulation>;
