import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { entriesToReach } from './entries-to-reach.ts';
import type { Allocation } from './facts.ts';
import { decimalOf } from './hundredths.ts';
import { loadFacts } from './load-facts.ts';
import { loadRules } from './load-rules.ts';
import { type LedgerEntry, loadLedgers, standingOf } from './settle.ts';
import { educatorsAfter } from './settle-everyone.ts';
import { worth } from './worth.ts';

/** Educators compared at a time: memory stays the same however large the ledger is. */
const batch = 500;

/** Where the ledger is not what the facts say, in one line. */
export interface Difference {
  recognizer: string;
  /** Null for a difference of the recognizer's totals. */
  educatorId: string | null;
  what: string;
}

export interface Verification {
  recognizers: number;
  educators: number;
  awards: number;
  entries: number;
  differences: number;
}

/**
 * Recomputes every ledger from its facts and compares it with what stands, entry by entry and amount by amount; then the totals. Each
 * batch is read from one snapshot, so that it may run while people work.
 *
 * @param report told of each difference
 */
export async function verifyLedger(database: Database, report: (difference: Difference) => void): Promise<Verification> {
  const sum: Verification = { recognizers: 0, educators: 0, awards: 0, entries: 0, differences: 0 };
  const tell = (difference: Difference) => {
    sum.differences += 1;
    report(difference);
  };
  const recognizers = await database
    .selectFrom('organization')
    .select(['id', 'slug'])
    .where('is_recognizer', '=', true)
    .orderBy('slug')
    .execute();
  for (const { id, slug } of recognizers) {
    sum.recognizers += 1;
    let after: string | null = null;
    for (;;) {
      const seen: Batch = await verifyBatch(database, id, slug, after, tell);
      sum.educators += seen.educators;
      sum.awards += seen.awards;
      sum.entries += seen.entries;
      if (seen.last === null) break;
      after = seen.last;
    }
    await verifyTotals(database, id, slug, tell);
  }
  return sum;
}

interface Batch {
  educators: number;
  awards: number;
  entries: number;
  /** The last educator; null when there are no more. */
  last: string | null;
}

function verifyBatch(
  database: Database,
  recognizerId: string,
  recognizer: string,
  after: string | null,
  tell: (difference: Difference) => void,
) {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot): Promise<Batch> => {
      const educatorIds = await educatorsAfter(snapshot, recognizerId, after, batch);
      if (!educatorIds.length) return { educators: 0, awards: 0, entries: 0, last: null };
      const { rulebook } = await loadRules(snapshot, recognizerId);
      const facts = await loadFacts(snapshot, recognizerId, educatorIds);
      const ledgers = await loadLedgers(snapshot, recognizerId, educatorIds);
      const seen = { educators: educatorIds.length, awards: 0, entries: 0, last: educatorIds.at(-1) ?? null };
      for (const educatorId of educatorIds) {
        const known = facts.get(educatorId) ?? { awards: [], employment: [], starting: [] };
        const entries = ledgers.get(educatorId) ?? [];
        seen.awards += known.awards.length;
        seen.entries += entries.length;
        for (const what of differencesOf(entries, worth(known, rulebook).allocations)) tell({ recognizer, educatorId, what });
      }
      return seen;
    });
}

/** What is wrong with a ledger, in words. */
export function differencesOf(entries: readonly LedgerEntry[], wanted: readonly Allocation[]): string[] {
  const standing = standingOf(entries);
  const { reversals, additions } = entriesToReach(standing, wanted);
  const wantedByKey = new Map(wanted.map((allocation) => [allocation.key, allocation]));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const found = [
    ...reversals.map((entry) => `entry ${entry.id} is not due: ${described(entry)}`),
    ...additions.map((allocation) => `not entered, but due: ${described(allocation)}`),
  ];
  for (const entry of standing) {
    const due = wantedByKey.get(entry.allocation);
    if (due && !reversals.includes(entry) && !sameContent(entry, due))
      found.push(`entry ${entry.id} says ${described(entry)}, due is ${described(due)}`);
  }
  for (const entry of entries) {
    const original = entry.reverses === null ? null : byId.get(entry.reverses);
    if (original === undefined) found.push(`entry ${entry.id} reverses an entry that is not there`);
    else if (original && (original.amount + entry.amount !== 0 || original.kind !== entry.kind || original.unit !== entry.unit))
      found.push(`entry ${entry.id} (${described(entry)}) is not the mirror of ${original.id} (${described(original)})`);
  }
  return found;
}

function sameContent(entry: LedgerEntry, due: Allocation): boolean {
  return (
    entry.incentiveVersionId === due.versionId &&
    entry.incentiveId === due.incentiveId &&
    entry.kind === due.kind &&
    entry.unit === due.unit &&
    entry.amount === due.amount &&
    entry.earnedOn === due.earnedOn &&
    entry.effectiveOn === due.effectiveOn &&
    entry.claimIds.join() === due.claimIds.join() &&
    entry.startingBalanceIds.join() === due.startingBalanceIds.join()
  );
}

const described = ({
  kind,
  unit,
  amount,
  earnedOn,
  effectiveOn,
}: Pick<Allocation, 'kind' | 'unit' | 'amount' | 'earnedOn' | 'effectiveOn'> | LedgerEntry) =>
  `${decimalOf(amount)} ${unit} (${kind}), earned ${earnedOn}, due ${effectiveOn}`;

async function verifyTotals(
  database: Database,
  recognizerId: string,
  recognizer: string,
  tell: (difference: Difference) => void,
): Promise<void> {
  const { rows } = await sql<{ kind: string; unit: string; month: string; told: string; entered: string }>`
    with told as (
      select kind, unit, month, sum(amount) as amount from ledger_total where recognizer_id = ${recognizerId} group by 1, 2, 3),
    entered as (
      select kind, unit, date_trunc('month', effective_on)::date as month, sum(amount) as amount
      from ledger_entry where recognizer_id = ${recognizerId} group by 1, 2, 3)
    select kind, unit, month, coalesce(told.amount, 0)::text as told, coalesce(entered.amount, 0)::text as entered
    from told full join entered using (kind, unit, month)
    where coalesce(told.amount, 0) <> coalesce(entered.amount, 0) order by 1, 2, 3`.execute(database);
  for (const { kind, unit, month, told, entered } of rows)
    tell({
      recognizer,
      educatorId: null,
      what: `the total of ${unit} (${kind}) for ${month.slice(0, 7)} says ${told}, the entries sum to ${entered}`,
    });
}
