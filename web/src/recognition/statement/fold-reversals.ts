import type { LedgerEntry } from '../pay-queries.ts';

/** An entry that no longer stands, with the entry that mirrors it. */
export interface TakenBack {
  entry: LedgerEntry;
  reversal: LedgerEntry;
}

/** Parts a ledger into entries that stand and pairs of an entry and its reversal; keeps the order. */
export function foldReversals(entries: readonly LedgerEntry[]): { standing: LedgerEntry[]; takenBack: TakenBack[] } {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const standing: LedgerEntry[] = [];
  const takenBack: TakenBack[] = [];
  for (const entry of entries) {
    const reversal = entry.reversedBy ? byId.get(entry.reversedBy) : undefined;
    if (reversal) takenBack.push({ entry, reversal });
    // a mirror whose original is beyond the page stands, so that what is shown still adds up
    else if (!entry.reverses || !byId.has(entry.reverses)) standing.push(entry);
  }
  return { standing, takenBack };
}
