/** A stream of choices that depends on nothing but its key. */
export type Chance = {
  /** A number from 0 up to 1. */
  next: () => number;
  /** A number between two bounds. */
  between: (low: number, high: number) => number;
  /** A whole number between two bounds, both included. */
  whole: (low: number, high: number) => number;
  /** One of a list. */
  pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
};

/** 32-bit FNV-1a with a final mix, so that ids that differ in their last letter part widely. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The choices that follow from a key: the same key always gives the same ones (mulberry32 over two hashes). */
export function chance(key: string): Chance {
  let state = hash(key) ^ Math.imul(hash(`${key}·`), 0x9e3779b1);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: <Item>(items: readonly [Item, ...Item[]]) => items[Math.floor(next() * items.length)] ?? items[0],
  };
}
