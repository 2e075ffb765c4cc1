import type { EntryKind } from '../incentives/rule.ts';
import { addMonths, cycleStart, type Terms, yearStart } from '../incentives/terms.ts';
import { decimalOf, hundredthsOf } from '../ledger/hundredths.ts';
import { type ByMonth, type Figures, type PipelineState, pipelineStates, type Step, steps } from './figures.ts';
import { costOfRaises, type Month, monthAfter, monthNumber } from './raises.ts';
import { isTold, smallestCell, toldRows } from './small-cells.ts';

/** A share in tenths of a percent is exact enough, and no more is told. */
const share = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((1000 * part) / whole) / 10);

/** What a recognizer sees of a period. Null stands for what is kept back because too few people are behind it. */
export interface Insight {
  adoption: {
    educators: number | null;
    withAward: number | null;
    /** Percent. */
    share: number | null;
    /** Of each month: who began, who had an award by its end, awards earned in it. */
    months: { month: Month; began: number; withAward: number; share: number | null; awards: number }[];
    schools: { id: string; educators: number | null; withAward: number | null; share: number | null; awards: number | null }[];
  };
  /** As of now, whatever the period. */
  pipeline: { state: PipelineState; lines: number | null; educators: number | null }[];
  cost: {
    currency: string;
    /** Yearly raises that are paid at the end of the period. */
    raisesInForce: string;
    /** Yearly raises posted by now that are paid from a later month on. */
    raisesToCome: string;
    /** What raises cost in the period. */
    raises: string;
    /** Stipends due in the period. */
    stipends: string;
    /** Stipends posted by now and due later. */
    stipendsToCome: string;
    /** By fiscal year: those of the period, then those in which what is posted by now goes on costing. */
    years: { from: string; to: string; raises: string; stipends: string; committed: boolean }[];
  } | null;
  steps: { step: Step; times: number; medianDays: number | null; slowDays: number | null }[];
  /** What is no money, by kind and the recognizer's cycle. */
  credits: { kind: EntryKind; unit: string; amount: string; cycles: { from: string; to: string; amount: string }[] }[] | null;
}

interface Asked {
  figures: Figures;
  /** Whether the view is narrower than the whole district: only then may figures of money show through to a person. */
  isNarrow: boolean;
  terms: Terms;
  /** Both included. */
  from: Month;
  to: Month;
  /** The month of today. */
  now: Month;
}

/** Years after the period for which what is posted by now is told as committed. */
const yearsAhead = 2;

/** Tells the kept figures of a view for a period, keeping back what is about too few. */
export function viewInsight({ figures, isNarrow, terms, from, to, now }: Asked): Insight {
  const people = isNarrow ? figures.paidPeople : 0;
  return {
    adoption: adoptionOf(figures, from, to),
    pipeline: pipelineStates.map((state) => {
      const { lines, educators } = figures.pipeline[state];
      const told = isTold(educators);
      return { state, lines: told ? lines : null, educators: told ? educators : null };
    }),
    cost: isTold(people) ? costOf(figures, terms, { from, to, now }) : null,
    steps: steps.map((step) => timeOf(step, figures, from, to)),
    credits: isTold(people) ? creditsOf(figures, terms, from, to) : null,
  };
}

const sumUntil = (months: ByMonth, to: Month): number =>
  Object.entries(months).reduce((sum, [month, count]) => (month <= to ? sum + count : sum), 0);
const sumWithin = (months: ByMonth, from: Month, to: Month): number =>
  Object.entries(months).reduce((sum, [month, count]) => (from <= month && month <= to ? sum + count : sum), 0);

function monthsOf(from: Month, to: Month): Month[] {
  return Array.from({ length: monthNumber(to) - monthNumber(from) + 1 }, (_, index) => monthAfter(from, index));
}

function adoptionOf({ educators, firsts, awards, schools }: Figures, from: Month, to: Month): Insight['adoption'] {
  const told = isTold(educators);
  let withAward = sumUntil(firsts, monthAfter(from, -1));
  const months = monthsOf(from, to).map((month) => {
    const began = firsts[month] ?? 0;
    withAward += began;
    return { month, began, withAward, share: share(withAward, educators), awards: awards[month] ?? 0 };
  });
  const rows = Object.entries(schools).map(([id, school]) => ({ id, ...school }));
  const shown = toldRows(rows.map((row) => row.educators));
  return {
    educators: told ? educators : null,
    withAward: told ? withAward : null,
    share: told ? share(withAward, educators) : null,
    months: told ? months : [],
    schools: rows.map(({ id, ...school }, index) => {
      if (!shown[index]) return { id, educators: null, withAward: null, share: null, awards: null };
      const had = sumUntil(school.firsts, to);
      return {
        id,
        educators: school.educators,
        withAward: had,
        share: share(had, school.educators),
        awards: sumWithin(school.awards, from, to),
      };
    }),
  };
}

function costOf({ worth }: Figures, terms: Terms, { from, to, now }: Pick<Asked, 'from' | 'to' | 'now'>): NonNullable<Insight['cost']> {
  const { currency } = terms;
  const amounts = (kind: EntryKind): [Month, number][] =>
    worth
      .filter((row) => row.kind === kind && row.unit === currency)
      .flatMap(({ months }) => Object.entries(months).map(([month, amount]): [Month, number] => [month, hundredthsOf(amount)]));
  const [raises, stipends] = [amounts('base-salary'), amounts('stipend')];
  const sum = (rows: [Month, number][], first: Month, last: Month) =>
    rows.reduce((total, [month, amount]) => (first <= month && month <= last ? total + amount : total), 0);
  const [always, ever] = ['0000-00', '9999-99'];
  const years: NonNullable<Insight['cost']>['years'] = [];
  const last = to < now ? to : monthAfter(now, 12 * yearsAhead);
  for (let start = yearStart(`${from}-15`, terms.fiscalYearStart).slice(0, 7); start <= last; start = monthAfter(start, 12)) {
    const end = monthAfter(start, 11);
    years.push({
      from: start,
      to: end,
      raises: decimalOf(costOfRaises(raises, start, end)),
      stipends: decimalOf(sum(stipends, start, end)),
      committed: end > now,
    });
  }
  return {
    currency,
    raisesInForce: decimalOf(sum(raises, always, to)),
    raisesToCome: decimalOf(sum(raises, monthAfter(to, 1), ever)),
    raises: decimalOf(costOfRaises(raises, from, to)),
    stipends: decimalOf(sum(stipends, from, to)),
    stipendsToCome: decimalOf(sum(stipends, monthAfter(to, 1), ever)),
    years,
  };
}

/** The middle one, and the one that nine of ten are not slower than, in days. */
function timeOf(step: Step, figures: Figures, from: Month, to: Month): Insight['steps'][number] {
  const counts = new Map<number, number>();
  let times = 0;
  for (const [month, pairs] of Object.entries(figures.steps[step]))
    if (from <= month && month <= to)
      for (const [days, count] of pairs) {
        counts.set(days, (counts.get(days) ?? 0) + count);
        times += count;
      }
  if (times < smallestCell) return { step, times: 0, medianDays: null, slowDays: null };
  const inOrder = [...counts].sort(([one], [other]) => one - other);
  const at = (rank: number): number => {
    let passed = 0;
    for (const [days, count] of inOrder) {
      passed += count;
      if (passed >= rank) return days;
    }
    return 0;
  };
  return { step, times, medianDays: at(Math.ceil(times / 2)), slowDays: at(Math.ceil((times * 9) / 10)) };
}

function creditsOf({ worth }: Figures, terms: Terms, from: Month, to: Month): NonNullable<Insight['credits']> {
  const { years, anchor } = terms.cycle;
  // months begin on the day on which cycles begin, so that a month lies in one cycle
  const cycleOf = (month: Month) => cycleStart(`${month}-${anchor.slice(8)}`, { years, anchor });
  return worth.flatMap(({ kind, unit, months }) => {
    if (kind === 'base-salary' || kind === 'stipend') return [];
    const cycles = new Map<string, number>();
    let sum = 0;
    for (const [month, amount] of Object.entries(months)) {
      if (month < from || month > to) continue;
      const start = cycleOf(month);
      cycles.set(start, (cycles.get(start) ?? 0) + hundredthsOf(amount));
      sum += hundredthsOf(amount);
    }
    if (sum === 0) return [];
    return [
      {
        kind,
        unit,
        amount: decimalOf(sum),
        cycles: [...cycles]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([start, amount]) => ({ from: start, to: addMonths(start, 12 * years), amount: decimalOf(amount) })),
      },
    ];
  });
}
