import { z } from 'zod';
import { amountText, roundingModes } from '../ledger/hundredths.ts';
import { Difficulty } from '../programs/definition.ts';

/**
 * An incentive's rule as data. A rule says what is paid (`value`), for which awards (`counts`), to whom (`eligibility`), up to how much
 * (`caps`), from when (`effective`), and what it does not go together with (`exclusive`). ledger/worth.ts applies it, sentence.ts says it.
 */

/** The largest amount a rule may name, in whole units. */
const maxAmount = 100_000;
const Amount = amountText(maxAmount).refine((text) => Number(text) > 0, { message: 'is nothing' });
const Name = z.string().trim().min(1).max(100);
const Months = z.int().min(1).max(600);

/** What an incentive is paid in. Money is in the recognizer's currency. */
export const Pays = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('base-salary') }).meta({ description: 'A permanent raise of the yearly base salary' }),
  z.object({ kind: z.literal('stipend') }).meta({ description: 'Paid one time' }),
  z.object({ kind: z.literal('credit'), unit: Name }).meta({ description: 'Credits of a kind, e.g. “CPD credit”' }),
  z.object({ kind: z.literal('hours'), unit: Name }).meta({ description: 'Hours of a kind, e.g. “renewal hour”' }),
  z.object({ kind: z.literal('endorsement'), unit: Name }).meta({ description: 'An endorsement, by its name' }),
  z
    .object({ kind: z.literal('status'), unit: Name })
    .meta({ description: 'E.g. “Master’s equivalency”, “lane BA+30”, “certification renewal”' }),
]);
export type Pays = z.infer<typeof Pays>;
export const entryKinds = ['base-salary', 'stipend', 'credit', 'hours', 'endorsement', 'status'] as const;
export type EntryKind = Pays['kind'];

/** Again each time, or one time only. */
const Times = z.enum(['repeatedly', 'once']);

export const RuleValue = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('by-difficulty'),
      pays: Pays,
      /** By difficulty; an award of a difficulty without an amount does not count. */
      amounts: z.partialRecord(z.enum(['1', '2', '3']), Amount).refine((amounts) => Object.keys(amounts).length > 0, {
        message: 'names an amount for at least one difficulty',
      }),
    })
    .meta({ description: 'Each award, by its difficulty' }),
  z
    .object({
      kind: z.literal('per-hour'),
      pays: Pays,
      /** For each hour that the approved list credits. */
      rate: Amount,
      rounding: z.object({ step: Amount, mode: z.enum(roundingModes) }).default({ step: '0.01', mode: 'half-up' }),
    })
    .meta({ description: 'Each award, by the hours that the approved list credits for it' }),
  z
    .object({
      kind: z.literal('every'),
      awards: z.int().min(1).max(100),
      pays: Pays,
      amount: Amount,
      times: Times.default('repeatedly'),
      /** Awards that found no partner for so long no longer wait; null: they wait for ever. */
      lapseAfterMonths: Months.nullable().default(null),
    })
    .meta({ description: 'Every n awards; what is left over waits for the next' }),
  z
    .object({
      kind: z.literal('convert'),
      from: z.object({ kind: z.enum(['credit', 'hours']), unit: Name }),
      every: Amount.refine((text) => Number(text) >= 0.1, { message: 'is less than a tenth' }),
      pays: Pays,
      amount: Amount,
      times: Times.default('repeatedly'),
      /** What was not converted for so long lapses: a validity window, or unallocated hours; null: never. */
      lapseAfterMonths: Months.nullable().default(null),
    })
    .meta({ description: 'Credits or hours into something else, e.g. 15 hours into 1 board credit, 6 CPD credits into a renewal' }),
  z
    .object({
      kind: z.literal('set'),
      /** Achievements as approved lists name them: `mc:` and a micro-credential's id, or `foreign:` and an achievement's id. */
      achievements: z
        .array(z.string().regex(/^(mc|foreign):.{1,500}$/))
        .min(1)
        .max(200),
      /** How many of them. */
      need: z.union([z.literal('all'), z.int().min(1).max(200)]),
      pays: Pays,
      amount: Amount.default('1'),
    })
    .meta({ description: 'Once, for holding certain awards' }),
]);
export type RuleValue = z.infer<typeof RuleValue>;

export const capPeriods = ['award', 'calendar-year', 'fiscal-year', 'cycle', 'lifetime'] as const;

/** At most so much in a period, of what the rule pays; the award's date decides into which period it falls. */
export const Cap = z.object({ amount: Amount, per: z.enum(capPeriods) });
export type Cap = z.infer<typeof Cap>;

/** From which of an award's dates the effective date is reckoned. */
const After = z.enum(['award', 'proof', 'posting']);

export const EffectiveRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('immediately'), after: After }),
  z.object({ kind: z.literal('next-pay-period'), after: After }),
  z.object({ kind: z.literal('next-contract-year'), after: After }),
]);
export type EffectiveRule = z.infer<typeof EffectiveRule>;

export const Rule = z
  .object({
    value: RuleValue,
    /** Which awards count. Of `convert` nothing is asked here: the incentives that gave the credits asked. */
    counts: z
      .object({
        /** Programs by id; null for all of the recognizer's. */
        programs: z.array(z.uuid()).min(1).max(200).nullable().default(null),
        difficulties: z.array(Difficulty).min(1).max(3).nullable().default(null),
        /** Only awards with a pre-approval granted on or before their date. */
        preApproved: z.boolean().default(false),
        /** The proof reaches the recognizer within so many days; null: whenever. */
        proofWithin: z
          .object({ days: z.int().min(1).max(3650), of: z.enum(['approval', 'award']) })
          .nullable()
          .default(null),
      })
      .prefault({}),
    /** Of the educator, on the day of the award; by what Human Resources recorded. */
    eligibility: z
      .object({
        positions: z.array(Name).min(1).max(100).nullable().default(null),
        contracts: z.array(Name).min(1).max(100).nullable().default(null),
        /** Employed on that day, for at least so many months. */
        employedForMonths: z.int().min(0).max(600).nullable().default(null),
      })
      .prefault({}),
    caps: z.array(Cap).max(5).default([]),
    effective: EffectiveRule,
    /** Of the incentives of one group that an award counts for, only the one of the lowest rank takes it; null: it stacks with all. */
    exclusive: z
      .object({ group: Name, rank: z.int().min(1).max(100) })
      .nullable()
      .default(null),
  })
  .superRefine(({ value, caps, counts, exclusive }, context) => {
    const complain = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (new Set(caps.map(({ per }) => per)).size !== caps.length) complain(['caps'], 'each period has one cap');
    const { pays } = value;
    if ((pays.kind === 'endorsement' || pays.kind === 'status') && amountsOf(value).some((amount) => Number(amount) !== 1))
      complain(['value'], 'an endorsement or status is given one at a time');
    if (value.kind === 'convert' && 'unit' in pays && pays.kind === value.from.kind && pays.unit === value.from.unit)
      complain(['value', 'pays'], 'turns something into itself');
    if (value.kind === 'convert') {
      const { programs, difficulties, preApproved, proofWithin } = counts;
      if (programs || difficulties || preApproved || proofWithin)
        complain(['counts'], 'a conversion takes every credit of its kind; ask this in the incentives that give them');
      if (exclusive) complain(['exclusive'], 'a conversion takes credits, not awards');
      if (caps.some(({ per }) => per === 'award')) complain(['caps'], 'a conversion has no cap for each award');
    }
    if (value.kind === 'set' && value.need !== 'all' && value.need > value.achievements.length)
      complain(['value', 'need'], 'asks for more than are named');
    if (value.kind === 'set' && new Set(value.achievements).size !== value.achievements.length)
      complain(['value', 'achievements'], 'names one twice');
    if (counts.proofWithin?.of === 'approval' && !counts.preApproved)
      complain(['counts', 'proofWithin'], 'counts from the approval, so preApproved must hold');
  })
  .meta({ id: 'IncentiveRule' });
export type Rule = z.infer<typeof Rule>;

/** Every amount a value names. */
function amountsOf(value: RuleValue): string[] {
  if (value.kind === 'by-difficulty') return Object.values(value.amounts);
  if (value.kind === 'per-hour') return [value.rate];
  return [value.amount];
}
