import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { plannedOnce } from '../../platform/database/planned-once.ts';
import { addMonths } from '../incentives/terms.ts';
import { decimalOf, type Hundredths, hundredthsOf } from './hundredths.ts';

/** What a recognizer's ledger sums to. */
export interface Totals {
  /** By incentive; null for starting balances. */
  totals: { incentiveId: string | null; kind: string; unit: string; amount: string; entries: number; due: string }[];
  /** What becomes due in each of the last 24 months and those to come. */
  months: { month: string; kind: string; unit: string; amount: string }[];
  /** Claims that wait. */
  waiting: { submitted: number; held: number };
}

interface Found {
  /** By month, the earliest first. */
  sums: { incentiveId: string | null; kind: string; unit: string; month: string; amount: string; entries: number }[];
  waiting: Totals['waiting'];
}

/** Months gone by that are told one by one. */
const monthsShown = 24;

/** Reads the totals that the ledger keeps, without walking its entries. */
export async function readTotals(database: Database, recognizerId: string, today: string): Promise<Totals> {
  const { rows } = await sql<Found>`${plannedOnce}
    select coalesce((select json_agg(s) from (
        select incentive_id as "incentiveId", kind, unit, to_char(month, 'YYYY-MM') as month, sum(amount)::numeric(20, 2)::text as amount,
          sum(entries)::bigint as entries
        from ledger_total where recognizer_id = ${recognizerId} group by 1, 2, 3, ledger_total.month order by ledger_total.month) s), '[]') as sums,
      json_build_object(
        'submitted', (select count(*) from claim where recognizer_id = ${recognizerId} and state = 'submitted'),
        'held', (select count(*) from claim where recognizer_id = ${recognizerId} and state = 'held')) as waiting`.execute(database);
  const { sums = [], waiting = { submitted: 0, held: 0 } } = rows[0] ?? {};
  const [now, first] = [today.slice(0, 7), addMonths(today, 1 - monthsShown).slice(0, 7)];
  const whole = new Map<string, Sum>();
  const due = new Map<string, Hundredths>();
  const months = new Map<string, Sum>();
  for (const sum of sums) {
    const amount = hundredthsOf(sum.amount);
    const key = JSON.stringify([sum.kind, sum.unit, sum.incentiveId]);
    add(whole, key, sum, amount);
    if (sum.month <= now) due.set(key, (due.get(key) ?? 0) + amount);
    if (sum.month >= first) add(months, JSON.stringify([sum.month, sum.kind, sum.unit]), sum, amount);
  }
  return {
    totals: inOrder(whole).map(([key, { incentiveId, kind, unit, entries, total }]) => ({
      incentiveId,
      kind,
      unit,
      amount: decimalOf(total),
      entries,
      due: decimalOf(due.get(key) ?? 0),
    })),
    months: inOrder(months).flatMap(([, { month, kind, unit, total }]) =>
      total === 0 ? [] : [{ month, kind, unit, amount: decimalOf(total) }],
    ),
    waiting,
  };
}

type Sum = Found['sums'][number] & { total: Hundredths };

function add(sums: Map<string, Sum>, key: string, sum: Found['sums'][number], amount: Hundredths): void {
  const known = sums.get(key);
  sums.set(key, { ...sum, total: (known?.total ?? 0) + amount, entries: (known?.entries ?? 0) + sum.entries });
}

const inOrder = (sums: ReadonlyMap<string, Sum>): [string, Sum][] => [...sums].sort(([one], [other]) => (one < other ? -1 : 1));
