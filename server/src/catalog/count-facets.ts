import type { Facts } from './facts.ts';
import type { FacetValue } from './query.ts';

/** How often each value of a facet was found, the most frequent ones; issuers by id. */
export type FacetCounts = Record<'issuers' | 'stacks' | 'topics' | 'difficulties' | 'hours', Map<string, number>>;

/** How many values of a facet are shown. */
const mostValues = 30;
const hourSteps = [10, 20, 30];

/** Counts what was found by each facet. */
export function countFacets(found: readonly Omit<Facts, 'title' | 'published'>[]): FacetCounts {
  return {
    issuers: most(tally(found.map(({ issuer }) => issuer))),
    stacks: most(tally(found.flatMap(({ stacks }) => stacks))),
    topics: most(tally(found.flatMap(({ topics }) => topics))),
    difficulties: most(tally(found.map(({ difficulty }) => String(difficulty)))),
    hours: new Map(hourSteps.map((step) => [String(step), found.filter(({ hours }) => hours <= step).length])),
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
