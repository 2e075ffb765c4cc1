import { type Insertable, sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { DB } from '../../platform/database/schema.ts';
import type { Ground } from '../../platform/ground.ts';
import { entriesToReach, type StandingEntry } from './entries-to-reach.ts';
import type { Allocation } from './facts.ts';
import { decimalOf, type Hundredths, hundredthsOf } from './hundredths.ts';
import { loadFacts } from './load-facts.ts';
import { loadRules } from './load-rules.ts';
import type { Rulebook } from './rulebook.ts';
import { worth } from './worth.ts';

/** An entry of the ledger as it is stored. */
export interface LedgerEntry extends StandingEntry {
  educatorId: string;
  incentiveId: string | null;
  incentiveVersionId: string | null;
  kind: string;
  unit: string;
  amount: Hundredths;
  earnedOn: string;
  effectiveOn: string;
  claimIds: string[];
  startingBalanceIds: string[];
  occurrence: number;
  reverses: string | null;
}

/**
 * Lets one transaction at a time change what an educator's ledger with a recognizer follows from, on any node. Take it before the
 * change; several are taken in the order of recognizer, then educator.
 */
export async function lockLedger(transaction: Writing, recognizerId: string, educatorId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ledger/${recognizerId}/${educatorId}`}, 0))`.execute(transaction);
}

const settling = (recognizerId: string) => sql`hashtextextended(${`settling/${recognizerId}`}, 0)`;

/** Others may settle at the same time; `othersSettled` waits for the end of this transaction. */
async function noteSettling(transaction: Writing, recognizerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${settling(recognizerId)})`.execute(transaction);
}

/**
 * Waits until all that settles at a recognizer now, by facts and rules from before this moment, is in the ledger. What begins later sees
 * what was committed by now.
 */
export async function othersSettled(database: Database, recognizerId: string): Promise<void> {
  // a statement of its own holds it for a moment only
  await sql`select pg_advisory_xact_lock(${settling(recognizerId)})`.execute(database);
}

/**
 * Brings the ledger of some educators to what the facts are worth: takes their locks, recomputes, and appends the difference. Called in
 * the transaction that changed the facts; called again it changes nothing.
 *
 * @param reason why entries are reversed, should any be; a sentence for the statement
 * @param rulebook where it was loaded in this transaction already
 * @returns ids of the new entries
 */
export async function settle(
  { events }: Pick<Ground, 'events'>,
  transaction: Writing,
  { recognizerId, educatorIds, reason }: { recognizerId: string; educatorIds: readonly string[]; reason: string },
): Promise<string[]> {
  const ids = [...new Set(educatorIds)].sort();
  for (const id of ids) await lockLedger(transaction, recognizerId, id);
  await noteSettling(transaction, recognizerId);
  // only now: what others changed before they let go of the lock is seen by these statements
  const { rulebook } = await loadRules(transaction, recognizerId);
  const rows = await rowsToReach(transaction, rulebook, recognizerId, ids, reason);
  const entered: string[] = [];
  for (let start = 0; start < rows.length; start += 1000) {
    const part = rows.slice(start, start + 1000);
    const written = await transaction.insertInto('ledger_entry').values(part).returning(['id', 'educator_id']).execute();
    for (const educatorId of new Set(written.map((row) => row.educator_id))) {
      const entryIds = written.filter((row) => row.educator_id === educatorId).map(({ id }) => id);
      await events.emit(transaction, 'ledger.changed', { recognizerId, educatorId, entryIds });
      entered.push(...entryIds);
    }
  }
  return entered;
}

async function rowsToReach(
  transaction: Writing,
  rulebook: Rulebook,
  recognizerId: string,
  educatorIds: readonly string[],
  reason: string,
): Promise<Insertable<DB['ledger_entry']>[]> {
  const facts = await loadFacts(transaction, recognizerId, educatorIds);
  const ledgers = await loadLedgers(transaction, recognizerId, educatorIds);
  return educatorIds.flatMap((educatorId) => {
    const entries = ledgers.get(educatorId) ?? [];
    const wanted = worth(facts.get(educatorId) ?? { awards: [], employment: [], starting: [] }, rulebook).allocations;
    const { reversals, additions } = entriesToReach(standingOf(entries), wanted);
    const occurrences = new Map<string, number>();
    for (const { allocation, occurrence, reverses } of entries)
      if (reverses === null) occurrences.set(allocation, Math.max(occurrence, occurrences.get(allocation) ?? 0));
    return [
      ...reversals.map((entry) => reversalOf(recognizerId, entry, reason)),
      ...additions.map((allocation) => rowOf(recognizerId, educatorId, allocation, (occurrences.get(allocation.key) ?? 0) + 1)),
    ];
  });
}

/** The entries that stand: neither reversals nor reversed. */
export function standingOf(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const reversed = new Set(entries.map(({ reverses }) => reverses));
  return entries.filter(({ id, reverses }) => reverses === null && !reversed.has(id));
}

/** Every entry of some educators with a recognizer, in the order they were entered. */
export async function loadLedgers(
  database: Database,
  recognizerId: string,
  educatorIds: readonly string[],
): Promise<Map<string, LedgerEntry[]>> {
  const rows = await database
    .selectFrom('ledger_entry')
    .select([
      'id',
      'educator_id as educatorId',
      'incentive_id as incentiveId',
      'incentive_version_id as incentiveVersionId',
      'kind',
      'unit',
    ])
    .select(['amount', 'claim_ids as claimIds', 'starting_balance_ids as startingBalanceIds', 'allocation', 'occurrence', 'reverses'])
    .select([sql<string>`earned_on`.as('earnedOn'), sql<string>`effective_on`.as('effectiveOn')])
    .where('recognizer_id', '=', recognizerId)
    .where('educator_id', '=', sql<string>`any(${educatorIds}::uuid[])`)
    .orderBy('id')
    .execute();
  const ledgers = new Map<string, LedgerEntry[]>();
  for (const row of rows) {
    const known = ledgers.get(row.educatorId) ?? [];
    known.push({ ...row, amount: hundredthsOf(row.amount) });
    ledgers.set(row.educatorId, known);
  }
  return ledgers;
}

function rowOf(recognizerId: string, educatorId: string, allocation: Allocation, occurrence: number): Insertable<DB['ledger_entry']> {
  return {
    recognizer_id: recognizerId,
    educator_id: educatorId,
    incentive_id: allocation.incentiveId,
    incentive_version_id: allocation.versionId,
    kind: allocation.kind,
    unit: allocation.unit,
    amount: decimalOf(allocation.amount),
    earned_on: allocation.earnedOn,
    effective_on: allocation.effectiveOn,
    claim_ids: [...allocation.claimIds],
    starting_balance_ids: [...allocation.startingBalanceIds],
    allocation: allocation.key,
    occurrence,
    reverses: null,
    reason: null,
  };
}

/** The mirror of an entry; it keeps the dates of what it takes back. */
function reversalOf(recognizerId: string, entry: LedgerEntry, reason: string): Insertable<DB['ledger_entry']> {
  return {
    recognizer_id: recognizerId,
    educator_id: entry.educatorId,
    incentive_id: entry.incentiveId,
    incentive_version_id: entry.incentiveVersionId,
    kind: entry.kind,
    unit: entry.unit,
    amount: decimalOf(-entry.amount),
    earned_on: entry.earnedOn,
    effective_on: entry.effectiveOn,
    claim_ids: entry.claimIds,
    starting_balance_ids: entry.startingBalanceIds,
    allocation: entry.allocation,
    occurrence: entry.occurrence,
    reverses: entry.id,
    reason,
  };
}
