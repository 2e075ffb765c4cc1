import type { components } from '../../api/generated.ts';

export type Rule = components['schemas']['IncentiveRule'];
type RuleInput = components['schemas']['IncentiveRuleInput'];
type Value = RuleInput['value'];
type Pays = Value['pays'];

/** A rule as a form holds it: every field is there, whether the kind of rule asks for it or not, so that trying another kind loses nothing. */
export interface RuleDraft {
  kind: Value['kind'];
  payKind: Pays['kind'];
  unit: string;
  /** By difficulty 1 to 3; empty: awards of it do not count. */
  amounts: readonly [string, string, string];
  rate: string;
  step: string;
  mode: 'half-up' | 'half-even' | 'down' | 'up';
  awards: string;
  amount: string;
  times: 'repeatedly' | 'once';
  /** Months; empty: what waits never lapses. */
  lapse: string;
  fromKind: 'credit' | 'hours';
  fromUnit: string;
  every: string;
  achievements: readonly string[];
  /** Empty: all of them. */
  need: string;
  caps: readonly Rule['caps'][number][];
  /** Empty: all programs. */
  programs: readonly string[];
  /** Kept as published; the amounts by difficulty say most of it. */
  difficulties: Rule['counts']['difficulties'];
  preApproved: boolean;
  /** Days; empty: whenever. */
  proofDays: string;
  proofOf: 'approval' | 'award';
  /** Comma-separated, as the next. */
  positions: string;
  contracts: string;
  employedMonths: string;
  effective: Rule['effective']['kind'];
  after: Rule['effective']['after'];
  group: string;
  rank: string;
}

/** A new rule: the commonest one, ready to be filled. */
export const emptyDraft: RuleDraft = {
  kind: 'by-difficulty',
  payKind: 'base-salary',
  unit: '',
  amounts: ['200', '400', '600'],
  rate: '',
  step: '0.01',
  mode: 'half-up',
  awards: '2',
  amount: '1',
  times: 'repeatedly',
  lapse: '',
  fromKind: 'credit',
  fromUnit: '',
  every: '',
  achievements: [],
  need: '',
  caps: [],
  programs: [],
  difficulties: null,
  preApproved: false,
  proofDays: '',
  proofOf: 'award',
  positions: '',
  contracts: '',
  employedMonths: '',
  effective: 'next-pay-period',
  after: 'posting',
  group: '',
  rank: '1',
};

const isPlain = (kind: Pays['kind']): kind is 'base-salary' | 'stipend' => kind === 'base-salary' || kind === 'stipend';
/** Whether what is paid has a name of its own. */
export const hasUnit = (kind: Pays['kind']): boolean => !isPlain(kind);
/** Whether it is given one at a time. */
export const isSingle = (kind: Pays['kind']): boolean => kind === 'endorsement' || kind === 'status';

const list = (text: string): string[] | null => {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
  return items.length ? items : null;
};
// what is no number goes to the server as none (null in JSON), and comes back as an error at its field
const whole = (text: string): number => Number(text.trim() || Number.NaN);
const wholeOrNone = (text: string): number | null => (text.trim() ? whole(text) : null);
const exact = (text: string): string => text.trim().replaceAll(',', '').replace(/^\$/, '');

/** The rule that a form says. */
export function ruleOf(draft: RuleDraft): RuleInput {
  const unit = draft.unit.trim();
  const pays: Pays = isPlain(draft.payKind) ? { kind: draft.payKind } : { kind: draft.payKind, unit };
  // a conversion takes every credit of its kind, so nothing is asked of awards
  const ofAwards = draft.kind !== 'convert';
  return {
    value: worthBy(draft, pays),
    counts: {
      programs: ofAwards && draft.programs.length ? [...draft.programs] : null,
      difficulties: ofAwards ? draft.difficulties : null,
      preApproved: ofAwards && draft.preApproved,
      proofWithin: ofAwards && draft.proofDays.trim() ? { days: whole(draft.proofDays), of: draft.proofOf } : null,
    },
    eligibility: {
      positions: list(draft.positions),
      contracts: list(draft.contracts),
      employedForMonths: wholeOrNone(draft.employedMonths),
    },
    caps: draft.caps.map(({ amount, per }) => ({ amount: exact(amount), per })),
    effective: { kind: draft.effective, after: draft.after },
    exclusive: ofAwards && draft.group.trim() ? { group: draft.group.trim(), rank: whole(draft.rank) } : null,
  };
}

function worthBy(draft: RuleDraft, pays: Pays): Value {
  const amount = isSingle(draft.payKind) ? '1' : exact(draft.amount);
  const { kind, times } = draft;
  const lapseAfterMonths = wholeOrNone(draft.lapse);
  switch (kind) {
    case 'by-difficulty': {
      const amounts: Record<string, string> = {};
      for (const [index, text] of draft.amounts.entries())
        if (text.trim()) amounts[String(index + 1)] = isSingle(draft.payKind) ? '1' : exact(text);
      return { kind, pays, amounts };
    }
    case 'per-hour':
      return { kind, pays, rate: exact(draft.rate), rounding: { step: exact(draft.step), mode: draft.mode } };
    case 'every':
      return { kind, pays, awards: whole(draft.awards), amount, times, lapseAfterMonths };
    case 'convert': {
      const from = { kind: draft.fromKind, unit: draft.fromUnit.trim() };
      return { kind, pays, from, every: exact(draft.every), amount, times, lapseAfterMonths };
    }
    case 'set':
      return { kind, pays, amount, achievements: [...draft.achievements], need: wholeOrNone(draft.need) ?? 'all' };
  }
}

const text = (number: number | null | undefined) => (number === null || number === undefined ? '' : String(number));

/** The form of a rule that was published. */
export function draftOf({ value, counts, eligibility, caps, effective, exclusive }: Rule): RuleDraft {
  const draft: RuleDraft = {
    ...emptyDraft,
    kind: value.kind,
    payKind: value.pays.kind,
    unit: 'unit' in value.pays ? value.pays.unit : '',
    caps,
    programs: counts.programs ?? [],
    difficulties: counts.difficulties,
    preApproved: counts.preApproved,
    proofDays: text(counts.proofWithin?.days),
    proofOf: counts.proofWithin?.of ?? 'award',
    positions: (eligibility.positions ?? []).join(', '),
    contracts: (eligibility.contracts ?? []).join(', '),
    employedMonths: text(eligibility.employedForMonths),
    effective: effective.kind,
    after: effective.after,
    group: exclusive?.group ?? '',
    rank: text(exclusive?.rank ?? 1),
  };
  switch (value.kind) {
    case 'by-difficulty':
      return { ...draft, amounts: [value.amounts['1'] ?? '', value.amounts['2'] ?? '', value.amounts['3'] ?? ''] };
    case 'per-hour':
      return { ...draft, rate: value.rate, step: value.rounding.step, mode: value.rounding.mode };
    case 'every': {
      const { amount, times, lapseAfterMonths } = value;
      return { ...draft, awards: text(value.awards), amount, times, lapse: text(lapseAfterMonths) };
    }
    case 'convert': {
      const { amount, times, lapseAfterMonths, from, every } = value;
      return { ...draft, fromKind: from.kind, fromUnit: from.unit, every, amount, times, lapse: text(lapseAfterMonths) };
    }
    case 'set': {
      const { achievements, need, amount } = value;
      return { ...draft, achievements, need: need === 'all' ? '' : text(need), amount };
    }
  }
}
