import type { Pays, Rule } from '../incentives/rule.ts';
import { defaultTerms, type Terms } from '../incentives/terms.ts';
import type { RuleVersion, TermsVersion } from './facts.ts';
import { type Hundredths, hundredthsOf, type RoundingMode } from './hundredths.ts';

/** A rule's value with its amounts read. */
export type ReadValue =
  | { kind: 'by-difficulty'; pays: Pays; amounts: Partial<Record<1 | 2 | 3, Hundredths>> }
  | { kind: 'per-hour'; pays: Pays; rate: Hundredths; step: Hundredths; mode: RoundingMode }
  | { kind: 'every'; pays: Pays; awards: number; amount: Hundredths; once: boolean; lapseAfterMonths: number | null }
  | {
      kind: 'convert';
      pays: Pays;
      from: { kind: 'credit' | 'hours'; unit: string };
      every: Hundredths;
      amount: Hundredths;
      once: boolean;
      lapseAfterMonths: number | null;
    }
  | { kind: 'set'; pays: Pays; achievements: ReadonlySet<string>; need: number; amount: Hundredths };

/** A version of an incentive, ready to be applied many times. */
export interface ReadVersion extends Omit<RuleVersion, 'rule'> {
  rule: Omit<Rule, 'value' | 'caps'>;
  value: ReadValue;
  caps: { amount: Hundredths; per: Rule['caps'][number]['per'] }[];
}

/** All versions of all incentives of a recognizer, with its terms. */
export interface Rulebook {
  /** In a fixed order; versions of each from the newest to the oldest. */
  incentives: {
    incentiveId: string;
    versions: ReadVersion[];
    /** The periods that a cap of any version asks for: each is counted from the first award on, because a later version looks back. */
    capped: Rule['caps'][number]['per'][];
  }[];
  /** From the newest to the oldest. */
  terms: TermsVersion[];
}

/** Reads the amounts and puts everything in order, once for all educators. */
export function readRulebook(versions: readonly RuleVersion[], terms: readonly TermsVersion[]): Rulebook {
  const incentives = new Map<string, ReadVersion[]>();
  for (const version of [...versions].sort((one, other) => other.number - one.number))
    incentives.set(version.incentiveId, [...(incentives.get(version.incentiveId) ?? []), readVersion(version)]);
  return {
    incentives: [...incentives]
      .map(([incentiveId, of]) => ({
        incentiveId,
        versions: of,
        capped: [...new Set(of.flatMap(({ caps }) => caps.map(({ per }) => per)))].filter((per) => per !== 'award'),
      }))
      .sort((one, other) => (one.incentiveId < other.incentiveId ? -1 : 1)),
    terms: [...terms].sort((one, other) => other.number - one.number),
  };
}

/** The version that decides over a date: the newest that had begun, if it has not ended. */
export function inForce(versions: readonly ReadVersion[], date: string): ReadVersion | null {
  const newest = versions.find(({ effectiveFrom }) => effectiveFrom <= date);
  return newest && (newest.effectiveUntil === null || date <= newest.effectiveUntil) ? newest : null;
}

/** The terms that hold on a date. */
export function termsOn({ terms }: Rulebook, date: string): Terms {
  return terms.find(({ effectiveFrom }) => effectiveFrom <= date)?.terms ?? defaultTerms;
}

/** The unit of what is paid: the currency for money. */
export function unitOf(pays: Pays, { currency }: Terms): string {
  return 'unit' in pays ? pays.unit : currency;
}

function readVersion({ rule: { value, caps, ...rule }, ...version }: RuleVersion): ReadVersion {
  return { ...version, rule, value: readValue(value), caps: caps.map(({ amount, per }) => ({ amount: hundredthsOf(amount), per })) };
}

function readValue(value: Rule['value']): ReadValue {
  const { pays } = value;
  switch (value.kind) {
    case 'by-difficulty':
      return {
        kind: value.kind,
        pays,
        amounts: Object.fromEntries(Object.entries(value.amounts).map(([difficulty, text]) => [difficulty, hundredthsOf(text)])),
      };
    case 'per-hour':
      return {
        kind: value.kind,
        pays,
        rate: hundredthsOf(value.rate),
        step: hundredthsOf(value.rounding.step),
        mode: value.rounding.mode,
      };
    case 'every':
      return {
        kind: value.kind,
        pays,
        awards: value.awards,
        amount: hundredthsOf(value.amount),
        once: value.times === 'once',
        lapseAfterMonths: value.lapseAfterMonths,
      };
    case 'convert':
      return {
        kind: value.kind,
        pays,
        from: value.from,
        every: hundredthsOf(value.every),
        amount: hundredthsOf(value.amount),
        once: value.times === 'once',
        lapseAfterMonths: value.lapseAfterMonths,
      };
    case 'set':
      return {
        kind: value.kind,
        pays,
        achievements: new Set(value.achievements),
        need: value.need === 'all' ? value.achievements.length : value.need,
        amount: hundredthsOf(value.amount),
      };
  }
}
