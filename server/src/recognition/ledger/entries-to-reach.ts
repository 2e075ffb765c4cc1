import type { Allocation } from './facts.ts';

/** An entry that stands: not a reversal, not reversed. */
export interface StandingEntry {
  id: string;
  /** Its allocation's key. */
  allocation: string;
}

/**
 * The entries that bring a ledger from what stands to what is wanted: what is no longer wanted is reversed, what is missing is entered,
 * what agrees stays untouched.
 */
export function entriesToReach<Entry extends StandingEntry>(
  standing: readonly Entry[],
  wanted: readonly Allocation[],
): { reversals: Entry[]; additions: Allocation[] } {
  const keys = new Set(wanted.map(({ key }) => key));
  const kept = new Set<string>();
  const reversals: Entry[] = [];
  for (const entry of standing) {
    // a second entry of one allocation would pay twice
    if (keys.has(entry.allocation) && !kept.has(entry.allocation)) kept.add(entry.allocation);
    else reversals.push(entry);
  }
  return { reversals, additions: wanted.filter(({ key }) => !kept.has(key)) };
}
