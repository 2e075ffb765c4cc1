import { addMonths } from '../incentives/terms.ts';
import { monthOf } from '../insight/raises.ts';
import type { AwardFact, Facts } from '../ledger/facts.ts';
import type { Hundredths } from '../ledger/hundredths.ts';
import { type Chance, chanceOf, triangular, waitFor } from './chance.ts';
import type { Horizon } from './price.ts';
import type { CurveBasis } from './simulation.ts';

/** A line of the approved lists, as far as worth goes. */
export interface Listed {
  countsAs: string;
  programId: string;
  difficulty: 1 | 2 | 3;
  hours: Hundredths;
}

/** A way somebody may go on from the first award: what comes after how many days. */
interface Path {
  awards: { afterDays: number; listed: Listed }[];
  /** Months after which the educator leaves. */
  leavesAfter: number;
}

/** Paces from slow to fast: the middles of five equal parts of what is thought possible. */
const paces = [0.1, 0.3, 0.5, 0.7, 0.9];
const daysAMonth = 30.4375;
/** Days from an award to its proof, and to its posting; long enough that pay follows as it does in practice. */
export const proofDays = 7;
export const postingDays = 14;

/** Ways that educators may go, at each pace, drawn once; every run and every scenario meets the same ones. */
export interface Careers {
  /** How many paces there are: one where nothing is unsure. */
  paces: number;
  /** How many ways of each pace somebody may go who begins in a month. */
  ways: number;
  /** How many those may go who had begun: they are one cohort, so that few ways would let many of them leave on one day. */
  begunWays: number;
  /**
   * The facts of somebody who goes a way.
   *
   * @param since month of the horizon in which the first award comes; null for somebody who had begun before
   */
  facts(pace: number, way: number, since: number | null): { facts: Facts; leaves: number; awardsByYear: number[] };
}

/**
 * Draws ways: awards come at random with the pace's average (Poisson), each a line of the list that was not earned yet, of a difficulty by
 * the given shares; the first one at once.
 */
export function drawCareers(basis: CurveBasis, list: readonly Listed[], horizon: Horizon, seed: number, ways: number): Careers {
  const { low, high } = basis.awardsPerYear;
  const levels = low === high ? [0.5] : paces;
  const months = 12 * horizon.years;
  const begunWays = basis.begunPercent > 0 ? Math.min(240, 12 * ways) : 0;
  const draw = (stream: number, left: number, first: boolean, many: number) =>
    levels.map((place, pace) => {
      const rate = triangular(basis.awardsPerYear, place) / (12 * daysAMonth);
      return Array.from({ length: many }, (_, way) =>
        drawPath(basis, list, chanceOf(seed, stream + pace * 100_000 + way), { rate, left, first, days: months * daysAMonth }),
      );
    });
  const beginning = draw(1_000_000, list.length, true, ways);
  const begun = draw(2_000_000, Math.max(0, list.length - basis.begunAwards), false, begunWays);
  return {
    paces: levels.length,
    ways,
    begunWays,
    facts(pace, way, since) {
      const path = (since === null ? begun : beginning)[pace]?.[way] as Path;
      return factsOf(path, since ?? 0, horizon);
    },
  };
}

function drawPath(
  { difficulties, leavingPercent }: CurveBasis,
  list: readonly Listed[],
  chance: Chance,
  { rate, left, first, days }: { rate: number; left: number; first: boolean; days: number },
): Path {
  const leavesAfter = Math.ceil(waitFor(-Math.log(1 - leavingPercent / 100) / 12, chance.next()));
  const open = [...list];
  for (let gone = list.length - left; gone > 0; gone -= 1) open.splice(chance.below(open.length), 1);
  const awards: Path['awards'] = [];
  // the day within the first month is drawn as well, so that not everybody begins on the first
  for (let day = first ? chance.next() * 28 : waitFor(rate, chance.next()); day < days; day += waitFor(rate, chance.next())) {
    const listed = takeListed(open, difficulties, chance);
    if (!listed) break;
    awards.push({ afterDays: Math.floor(day), listed });
  }
  return { awards, leavesAfter };
}

/** A line of the wanted difficulty; of any that is left where there is none. */
function takeListed(open: Listed[], difficulties: CurveBasis['difficulties'], chance: Chance): Listed | undefined {
  const place = chance.next() * 100;
  const wanted = place < difficulties[0] ? 1 : place < difficulties[0] + difficulties[1] ? 2 : 3;
  const fitting = open.filter(({ difficulty }) => difficulty === wanted);
  const from = fitting.length ? fitting : open;
  const listed = from[chance.below(from.length)];
  if (listed) open.splice(open.indexOf(listed), 1);
  return listed;
}

function factsOf({ awards, leavesAfter }: Path, since: number, { start, years }: Horizon): ReturnType<Careers['facts']> {
  const first = `${monthOf(start + since)}-01`;
  const leaves = start + since + leavesAfter;
  const end = addMonths(`${monthOf(start)}-01`, 12 * years);
  const gone = leaves === Number.POSITIVE_INFINITY ? end : `${monthOf(leaves)}-01`;
  const until = gone < end ? gone : end;
  const awardsByYear = new Array<number>(years).fill(0);
  const facts: AwardFact[] = [];
  for (const { afterDays, listed } of awards) {
    const earnedOn = later(first, afterDays);
    if (earnedOn >= until) break;
    const year = Math.floor((Number(earnedOn.slice(0, 4)) * 12 + Number(earnedOn.slice(5, 7)) - 1 - start) / 12);
    awardsByYear[year] = (awardsByYear[year] ?? 0) + 1;
    facts.push({
      claimId: `award-${facts.length}`,
      ...listed,
      earnedOn,
      proofOn: later(earnedOn, proofDays),
      postedOn: later(earnedOn, postingDays),
      // asked for and granted beforehand, wherever that is wanted
      approvedOn: later(earnedOn, -30),
    });
  }
  return { facts: { awards: facts, employment: [], starting: [] }, leaves, awardsByYear };
}

const dayMs = 86_400_000;
const later = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
