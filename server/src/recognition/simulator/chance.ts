/** Chance that is the same for the same seed, on every machine. */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number below `end`. */
  below(end: number): number;
}

/**
 * Mulberry32: 32 bits of state, integer arithmetic only.
 *
 * @param seed whole; streams of one seed with different `stream` go their own ways
 */
export function chanceOf(seed: number, stream = 0): Chance {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35)) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (end) => Math.floor(next() * end) };
}

/** A value of a range of which one thing is most likely (triangular), at a place from 0 to 1 in it. */
export function triangular({ low, likely, high }: { low: number; likely: number; high: number }, place: number): number {
  if (high === low) return low;
  const middle = (likely - low) / (high - low);
  return place < middle
    ? low + Math.sqrt(place * (high - low) * (likely - low))
    : high - Math.sqrt((1 - place) * (high - low) * (high - likely));
}

/** Time until something that happens so often a unit of time, for a place from 0 to 1 (exponential). */
export const waitFor = (rate: number, place: number): number => (rate > 0 ? -Math.log(1 - place) / rate : Number.POSITIVE_INFINITY);
