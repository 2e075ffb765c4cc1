import type { ShownSimulation, Simulation, SimulatorBasis } from './simulator-queries.ts';

type Incentives = Simulation['scenarios'][number]['incentives'];
type Curve = Extract<ShownSimulation['simulation']['basis'], { kind: 'curve' }>;
/** At least, most likely, at most. */
export type Range = readonly [string, string, string];

/** A way to pay as a form holds it: every field is there, so that trying another kind loses nothing. */
export interface ScenarioDraft {
  name: string;
  /** `kept`: rules that came from elsewhere, as they are. */
  kind: 'base-salary' | 'stipend' | 'kept';
  /** By difficulty 1 to 3; empty: awards of it are not paid. */
  amounts: Range;
  /** The most in a fiscal year; empty: no limit. */
  cap: string;
  kept: Incentives;
  /** What the kept rules say. */
  sentences: readonly string[];
}

/** A simulation as a form holds it: what is typed, as text. */
export interface SimulationDraft {
  name: string;
  question: string;
  basis: Simulation['basis']['kind'];
  startsOn: string;
  years: string;
  educators: string;
  begunPercent: string;
  begunAwards: string;
  ceiling: Range;
  curve: 'logistic' | 'bass';
  halfwayMonths: string;
  spreadMonths: string;
  alone: string;
  together: string;
  rate: Range;
  difficulties: Range;
  leaving: string;
  discount: string;
  runs: string;
  seed: string;
  scenarios: readonly ScenarioDraft[];
}

/** As many ways as can be compared. */
export const mostScenarios = 3;

const usual: Range = ['200', '400', '600'];

/**
 * A question to begin with: what is in force against the same amounts paid once, with as many awards as the organization's own past lets
 * one expect.
 *
 * @param names what the two ways are called
 */
export function firstDraft(basis: SimulatorBasis, names: { today: string; raise: string; stipend: string }, seed: number): SimulationDraft {
  const { educators, withAward, awards, awardsLastYear, incentives, nextYear } = basis;
  const money = incentives.filter(({ rule }) => rule.value.pays.kind === 'base-salary' || rule.value.pays.kind === 'stipend').slice(0, 6);
  const byDifficulty = money.map(({ rule: { value } }) => value).find(({ kind }) => kind === 'by-difficulty');
  const amounts = byDifficulty?.kind === 'by-difficulty' ? byDifficulty.amounts : null;
  const paid: Range = amounts ? [amounts['1'] ?? '', amounts['2'] ?? '', amounts['3'] ?? ''] : usual;
  const begun = educators ? Math.min(100, Math.round((100 * withAward) / educators)) : 0;
  const rate = withAward ? Math.max(0.2, awardsLastYear / withAward) : 1;
  const tenths = (value: number) => String(Math.round(value * 10) / 10);
  const atLeast = (percent: number) => String(Math.min(100, Math.max(percent, begun)));
  const ours: ScenarioDraft = {
    ...scenarioOf(names.raise, 'base-salary', paid),
    ...(money.length && {
      name: names.today,
      kind: 'kept' as const,
      kept: money.map(({ name, rule }) => ({ name, rule })),
      sentences: money.map(({ sentence }) => sentence),
    }),
  };
  return {
    name: '',
    question: '',
    basis: 'curve',
    startsOn: nextYear,
    years: '5',
    educators: String(educators || 100),
    begunPercent: String(begun),
    begunAwards: String(withAward ? Math.round(awards / withAward) : 0),
    ceiling: [atLeast(60), atLeast(80), atLeast(95)],
    curve: 'logistic',
    halfwayMonths: '18',
    spreadMonths: '30',
    alone: '5',
    together: '60',
    rate: [tenths(rate * 0.6), tenths(rate), tenths(rate * 1.6)],
    difficulties: sharesOf(awards ? basis.difficulties : basis.listed),
    leaving: '8',
    discount: '0',
    runs: '400',
    seed: String(seed),
    scenarios: [ours, scenarioOf(names.stipend, 'stipend', paid)],
  };
}

/** A way to pay that is new to the form. */
export const scenarioOf = (name: string, kind: 'base-salary' | 'stipend', amounts: Range = usual): ScenarioDraft => ({
  name,
  kind,
  amounts,
  cap: '',
  kept: [],
  sentences: [],
});

/** Whole percents that make a hundred together. */
function sharesOf(counts: readonly number[]): Range {
  const sum = counts.reduce((total, count) => total + count, 0);
  if (!sum) return ['34', '33', '33'];
  const [one, two] = counts.map((count) => Math.round((100 * count) / sum));
  return [String(one), String(Math.min(two ?? 0, 100 - (one ?? 0))), String(100 - (one ?? 0) - Math.min(two ?? 0, 100 - (one ?? 0)))];
}

/** A kept simulation, back in the form; what the form cannot say otherwise stays as it is. */
export function draftOf(
  {
    name,
    simulation,
    sentences,
  }: { name: string; simulation: Simulation | ShownSimulation['simulation']; sentences: readonly (readonly string[])[] },
  basis: SimulatorBasis,
): SimulationDraft {
  const { basis: from, scenarios, question, discountPercent, runs, seed, startsOn, years } = simulation;
  const begin = firstDraft(basis, { today: '', raise: '', stipend: '' }, seed);
  return {
    ...begin,
    ...(from.kind === 'curve' && curveFields(from)),
    name,
    question,
    basis: from.kind,
    startsOn,
    years: String(years),
    discount: String(discountPercent),
    runs: String(runs),
    seed: String(seed),
    scenarios: scenarios.map(({ name: called, incentives }, index) => ({
      ...(simpleOf(incentives) ?? { ...scenarioOf('', 'base-salary'), kind: 'kept' as const, kept: incentives }),
      name: called,
      sentences: sentences[index] ?? [],
    })),
  };
}

function curveFields(from: Curve): Partial<SimulationDraft> {
  const { curve } = from;
  return {
    educators: String(from.educators),
    begunPercent: String(from.begunPercent),
    begunAwards: String(from.begunAwards),
    ceiling: textOf(from.ceilingPercent),
    rate: textOf(from.awardsPerYear),
    difficulties: from.difficulties.map(String) as unknown as Range,
    leaving: String(from.leavingPercent),
    curve: curve.kind,
    ...(curve.kind === 'logistic'
      ? { halfwayMonths: String(curve.halfwayMonths), spreadMonths: String(curve.spreadMonths) }
      : { alone: String(curve.alone), together: String(curve.together) }),
  };
}

const textOf = ({ low, likely, high }: Curve['ceilingPercent']): Range => [String(low), String(likely), String(high)];

/** One rule by difficulty with at most a yearly limit is what the form's fields say; anything else is kept as it is. */
function simpleOf(incentives: Incentives): ScenarioDraft | null {
  const [{ rule } = { rule: undefined }, ...more] = incentives;
  if (!rule || more.length || rule.value.kind !== 'by-difficulty') return null;
  const { pays, amounts } = rule.value;
  const caps = rule.caps;
  if (pays.kind !== 'base-salary' && pays.kind !== 'stipend') return null;
  if (caps.length > 1 || (caps[0] && caps[0].per !== 'fiscal-year')) return null;
  const draft: ScenarioDraft = {
    ...scenarioOf('', pays.kind, [amounts['1'] ?? '', amounts['2'] ?? '', amounts['3'] ?? '']),
    cap: caps[0]?.amount ?? '',
  };
  // whatever else the rule says would be lost
  const said = ruleOf(draft);
  const { counts, eligibility, exclusive } = rule;
  const asksMore =
    counts.programs ||
    counts.difficulties ||
    counts.preApproved ||
    counts.proofWithin ||
    exclusive ||
    Object.values(eligibility).some(Boolean);
  return asksMore || rule.effective.kind !== said.effective.kind ? null : draft;
}

const ruleOf = ({ kind, amounts, cap }: ScenarioDraft): Incentives[number]['rule'] => {
  const named = Object.fromEntries(amounts.flatMap((amount, index) => (amount.trim() ? [[String(index + 1), amount.trim()]] : [])));
  return {
    value: { kind: 'by-difficulty', pays: { kind: kind === 'stipend' ? 'stipend' : 'base-salary' }, amounts: named },
    caps: cap.trim() ? [{ amount: cap.trim(), per: 'fiscal-year' }] : [],
    effective: { kind: 'next-pay-period', after: 'posting' },
    counts: { programs: null, difficulties: null, preApproved: false, proofWithin: null },
    eligibility: { positions: null, contracts: null, employedForMonths: null },
    exclusive: null,
  };
};

/** Anything that is no number is told by the server, at its field. */
const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));
const rangeOf = ([low, likely, high]: Range) => ({ low: number(low), likely: number(likely), high: number(high) });

/** What is sent. */
export function simulationOf(draft: SimulationDraft): Simulation {
  return {
    question: draft.question.trim(),
    startsOn: draft.startsOn,
    years: number(draft.years),
    basis:
      draft.basis === 'history'
        ? { kind: 'history' }
        : {
            kind: 'curve',
            educators: number(draft.educators),
            begunPercent: number(draft.begunPercent),
            begunAwards: number(draft.begunAwards),
            ceilingPercent: rangeOf(draft.ceiling),
            curve:
              draft.curve === 'logistic'
                ? { kind: 'logistic', halfwayMonths: number(draft.halfwayMonths), spreadMonths: number(draft.spreadMonths) }
                : { kind: 'bass', alone: number(draft.alone), together: number(draft.together) },
            awardsPerYear: rangeOf(draft.rate),
            difficulties: draft.difficulties.map(number) as [number, number, number],
            leavingPercent: number(draft.leaving),
          },
    scenarios: draft.scenarios.map((scenario) => ({
      name: scenario.name.trim(),
      incentives: scenario.kind === 'kept' ? scenario.kept : [{ name: scenario.name.trim() || '–', rule: ruleOf(scenario) }],
    })),
    discountPercent: number(draft.discount || '0'),
    runs: number(draft.runs),
    seed: number(draft.seed),
  };
}

/** The months of an organization's own awards: from the first one on, whole years. */
export function yearsOfPast({
  firstMonth,
  lastMonth,
}: Pick<SimulatorBasis, 'firstMonth' | 'lastMonth'>): { startsOn: string; years: string } | null {
  if (!firstMonth || !lastMonth) return null;
  const months = (of: string) => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7));
  return { startsOn: firstMonth, years: String(Math.min(15, Math.ceil((months(lastMonth) - months(firstMonth) + 1) / 12))) };
}
