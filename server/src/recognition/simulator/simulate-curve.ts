import type { TermsVersion } from '../ledger/facts.ts';
import { termsOn } from '../ledger/rulebook.ts';
import { begunAfter } from './adoption.ts';
import { type Careers, drawCareers, type Listed } from './careers.ts';
import { chanceOf, triangular } from './chance.ts';
import { type Price, priceOf, rulebookOf } from './price.ts';
import { portion, type SimulationResult } from './result.ts';
import type { CurveBasis, Simulation } from './simulation.ts';
import { horizonOf, type Sums, scenarioResult, sharedResult, sumUp } from './tally.ts';

/** Awards that are priced at most for one scenario: what bounds the work. */
const awardsPriced = 40_000;
/** Ways drawn at each pace: few make bands coarse, more than so many add nothing. */
const [fewestWays, mostWays] = [4, 60];
/** Places that are played through; a larger district is reckoned from so many. */
const mostSeats = 5000;
/** Months until a newcomer may begin. */
const settlingMonths = 12;

export interface CurveQuestion {
  simulation: Simulation;
  basis: CurveBasis;
  /** What can be earned. */
  list: readonly Listed[];
  terms: readonly TermsVersion[];
}

/**
 * Plays the years through many times. Ways that educators may go are drawn once and priced by the ledger's own rules; each run then draws
 * how many begin in the end, how quickly awards follow, who begins when, and which way everybody goes. All scenarios meet the same runs.
 *
 * @param progress told how far it is, from 0 to 1
 */
export function simulateCurve({ simulation, basis, list, terms }: CurveQuestion, progress: (share: number) => void): SimulationResult {
  const horizon = horizonOf(simulation);
  const months = 12 * horizon.years;
  const { scenarios, runs, seed } = simulation;
  const careers = drawCareers(basis, list, horizon, seed, waysFor(basis, list.length, horizon.years));
  const prices = priceAll({ simulation, basis, list, terms }, careers, (share) => progress(0.8 * share));

  const seats = Math.min(basis.educators, mostSeats);
  const played: { sums: Sums[]; adoption: number[]; awards: number[] }[] = [];
  const went = prices.map(({ bySince }) => bySince.map(() => 0));
  for (let run = 0; run < runs; run += 1) {
    const { pace, counts } = playRun({ basis, careers, months, seats, prices }, chanceOf(seed, 3_000_000 + run));
    const places = prices[pace] as PacePrices;
    const active = new Array<number>(months + 1).fill(0);
    const awards = new Array<number>(horizon.years).fill(0);
    const taking: number[] = [];
    for (const [place, count] of counts.entries()) {
      if (count === 0) continue;
      taking.push(place);
      const weights = went[pace] as number[];
      weights[place] = (weights[place] ?? 0) + count;
      const { since, leaves, awardsByYear } = places.bySince[place] as Priced;
      active[since] = (active[since] ?? 0) + count;
      if (leaves < months) active[leaves] = (active[leaves] ?? 0) - count;
      for (const [year, number] of awardsByYear.entries()) awards[year] = (awards[year] ?? 0) + number * count;
    }
    const scale = (value: number) => portion(value, basis.educators, seats);
    const sums = scenarios.map((_, index) => {
      const { raises, stipends, raiseAtEnd, others } = sumUp(
        taking.map((place) => [(places.bySince[place] as Priced).prices[index] as Price, counts[place] ?? 0] as const),
        horizon.years,
      );
      return {
        raises: raises.map(scale),
        stipends: stipends.map(scale),
        raiseAtEnd: scale(raiseAtEnd),
        others: new Map([...others].map(([name, amount]) => [name, scale(amount)])),
      };
    });
    let having = 0;
    const adoption = Array.from({ length: months }, (_, month) => {
      having += active[month] ?? 0;
      return Math.round((1000 * having) / seats) / 10;
    });
    played.push({ sums, adoption, awards: awards.map(scale) });
    if (run % 20 === 0) progress(0.8 + (0.2 * run) / runs);
  }
  const taken = (index: number) =>
    prices.flatMap(({ bySince }, pace) => bySince.map(({ prices: of }, place) => [of[index] as Price, went[pace]?.[place] ?? 0] as const));
  const rulebook = rulebookOf(scenarios[0] as Simulation['scenarios'][number], horizon.startsOn, terms, false);
  return {
    ...sharedResult(
      { runs, currency: termsOn(rulebook, horizon.startsOn).currency, isExact: false, educators: basis.educators },
      horizon,
      Array.from({ length: months }, (_, month) => played.map(({ adoption }) => adoption[month] ?? 0)),
      Array.from({ length: horizon.years }, (_, year) => played.map(({ awards }) => awards[year] ?? 0)),
    ),
    scenarios: scenarios.map(({ name }, index) =>
      scenarioResult(
        name,
        played.map(({ sums }) => sums[index] as Sums),
        taken(index),
        { years: horizon.years, discountTenths: Math.round(simulation.discountPercent * 10) },
      ),
    ),
  };
}

/** A way that begins in a month, priced under each scenario. */
interface Priced {
  /** Month of the horizon from which one has an award. */
  since: number;
  /** Month of the horizon in which one is gone. */
  leaves: number;
  awardsByYear: number[];
  prices: Price[];
}

/** All ways of a pace: those of people who had begun, then those who begin in each month. */
interface PacePrices {
  bySince: Priced[];
}

function waysFor({ awardsPerYear: { likely } }: CurveBasis, listed: number, years: number): number {
  let awards = Math.min(listed, likely * years);
  for (let month = 0; month < 12 * years; month += 1) awards += Math.min(listed, 1 + likely * (years - month / 12));
  return Math.max(fewestWays, Math.min(mostWays, Math.floor(awardsPriced / awards / 5)));
}

function priceAll({ simulation, terms }: CurveQuestion, careers: Careers, progress: (share: number) => void): PacePrices[] {
  const horizon = horizonOf(simulation);
  const months = 12 * horizon.years;
  const rulebooks = simulation.scenarios.map((scenario) => rulebookOf(scenario, horizon.startsOn, terms, false));
  return Array.from({ length: careers.paces }, (_, pace) => {
    const bySince: Priced[] = [];
    for (let since = -1; since < months; since += 1) {
      for (let way = 0; way < (since < 0 ? careers.begunWays : careers.ways); way += 1) {
        const { facts, leaves, awardsByYear } = careers.facts(pace, way, since < 0 ? null : since);
        const prices = rulebooks.map((rulebook) => priceOf(facts, rulebook, horizon, leaves));
        bySince.push({ since: Math.max(0, since), leaves: leaves - horizon.start, awardsByYear, prices });
      }
      progress((pace + (since + 2) / (months + 1)) / careers.paces);
    }
    return { bySince };
  });
}

interface Play {
  basis: CurveBasis;
  careers: Careers;
  months: number;
  seats: number;
  prices: PacePrices[];
}

/** Draws one run: the pace, and how many go each way. */
function playRun(
  { basis, careers, months, seats, prices }: Play,
  chance: ReturnType<typeof chanceOf>,
): { pace: number; counts: Int32Array } {
  const ceiling = triangular(basis.ceilingPercent, chance.next()) / 100;
  const pace = chance.below(careers.paces);
  const { bySince } = prices[pace] as PacePrices;
  const counts = new Int32Array(bySince.length);
  const begunShare = basis.begunPercent / 100;
  const begun = Math.round(seats * begunShare);
  // of those who have not begun, who ever will
  const willing = begunShare >= 1 ? 0 : Math.max(0, (ceiling - begunShare) / (1 - begunShare));
  const begunBy = Array.from({ length: months + 1 }, (_, month) => willing * begunAfter(basis.curve, month));
  const { ways, begunWays } = careers;
  const place = (since: number, drawn: number) =>
    since < 0 ? Math.floor(drawn * begunWays) : begunWays + since * ways + Math.floor(drawn * ways);
  for (let seat = 0; seat < seats; seat += 1) {
    const [when, way] = [chance.next(), chance.next()];
    if (seat < begun) add(counts, place(-1, way), 1);
    else if (when < (begunBy[months] ?? 0)) add(counts, place(monthOf(begunBy, when), way), 1);
  }
  // in the order of months, because newcomers begin later than those whose places they take
  for (let at = 0; at < counts.length; at += 1) {
    const [count, leaves] = [counts[at] ?? 0, bySince[at]?.leaves ?? Number.POSITIVE_INFINITY];
    const since = leaves + settlingMonths;
    if (since >= months) continue;
    for (let one = 0; one < count; one += 1) if (chance.next() < ceiling) add(counts, place(since, chance.next()), 1);
  }
  return { pace, counts };
}

const add = (counts: Int32Array, at: number, count: number): void => {
  counts[at] = (counts[at] ?? 0) + count;
};

/** The month in which somebody begins: the first by whose end so large a share has. */
function monthOf(begunBy: readonly number[], place: number): number {
  let [low, high] = [0, begunBy.length - 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((begunBy[middle + 1] ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
