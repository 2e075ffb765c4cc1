/** Chance that is the same in every run, so that figures of two runs speak of the same data. */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number below `end`. */
  below(end: number): number;
  pick<T>(from: readonly T[]): T;
  /** A place in a list in which the n-th is wanted 1/n as often as the first (Zipf). */
  zipf(length: number): number;
}

/** @param seed any whole number (mulberry32) */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new Error('There is nothing to pick from.');
      return from[below(from.length)] as T;
    },
    // the inverse of the harmonic sum's approximation ln(n)
    zipf: (length) => Math.min(length - 1, Math.floor(Math.exp(next() * Math.log(length + 1))) - 1),
  };
}
