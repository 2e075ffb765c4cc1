import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';

/** What a recognizer's ledger sums to. */
export interface Totals {
  /** By incentive; null for starting balances. */
  totals: { incentiveId: string | null; kind: string; unit: string; amount: string; entries: number; due: string }[];
  /** What becomes due in each of the last 24 months and those to come. */
  months: { month: string; kind: string; unit: string; amount: string }[];
  /** Claims that wait. */
  waiting: { submitted: number; held: number };
}

/** Reads the totals that the ledger keeps, without walking its entries. */
export async function readTotals(database: Database, recognizerId: string, today: string): Promise<Totals> {
  const [totals, months, waiting] = await Promise.all([
    sql<Totals['totals'][number]>`
      select incentive_id as "incentiveId", kind, unit, sum(amount)::numeric(20, 2)::text as amount, sum(entries)::bigint as entries,
        coalesce(sum(amount) filter (where month <= date_trunc('month', ${today}::date)), 0)::numeric(20, 2)::text as due
      from ledger_total where recognizer_id = ${recognizerId} group by 1, 2, 3 order by 2, 3, 1`.execute(database),
    sql<Totals['months'][number]>`
      select to_char(month, 'YYYY-MM') as month, kind, unit, sum(amount)::numeric(20, 2)::text as amount
      from ledger_total where recognizer_id = ${recognizerId} and month > ${today}::date - interval '24 months'
      group by 1, 2, 3 having sum(amount) <> 0 order by 1, 2, 3`.execute(database),
    sql<{ state: 'submitted' | 'held'; count: number }>`
      select state, count(*) as count from claim where recognizer_id = ${recognizerId} and state in ('submitted', 'held') group by state`.execute(
      database,
    ),
  ]);
  const count = (state: string) => waiting.rows.find((row) => row.state === state)?.count ?? 0;
  return { totals: totals.rows, months: months.rows, waiting: { submitted: count('submitted'), held: count('held') } };
}
