import type { Candidates } from './candidates.ts';
import type { FacetValue } from './query.ts';

/** How often each value of a facet was found, the most frequent ones; issuers by id. */
export type FacetCounts = Record<'issuers' | 'stacks' | 'topics' | 'difficulties' | 'hours', Map<string, number>>;

/** How many values of a facet are shown. */
const mostValues = 30;
const hourSteps = [10, 20, 30];

/** Counts what was found by each facet. */
export function countFacets(found: Candidates): FacetCounts {
  return {
    issuers: most(tally(found.issuers)),
    stacks: most(tally(found.stacks.flat())),
    topics: most(tally(found.topics.flat())),
    difficulties: most(tally(found.difficulties.map(String))),
    hours: new Map(hourSteps.map((step) => [String(step), found.hours.filter((hours) => hours <= step).length])),
  };
}

/** The values with their labels, the most frequent first; what has no label any more is left out. */
export function labeled(
  counts: Map<string, number>,
  labelOf: (value: string) => { value: string; label: string } | undefined,
): FacetValue[] {
  return [...counts]
    .flatMap(([counted, count]) => {
      const named = labelOf(counted);
      return named ? [{ ...named, count }] : [];
    })
    .sort((one, other) => other.count - one.count || (one.label < other.label ? -1 : 1));
}

function tally(values: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const most = (counts: Map<string, number>) => new Map([...counts].sort(([, one], [, other]) => other - one).slice(0, mostValues));
