import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { daysBetween } from '../incentives/terms.ts';
import { periodClosed, periodTooFar } from '../problems.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';

/** A closed pay period. */
export interface Closing {
  id: string;
  number: number;
  endsOn: string;
  closedAt: Date;
  closedBy: string | null;
  entries: number;
  totals: { kind: string; unit: string; amount: string; entries: number }[];
}

/**
 * Closes the pay period that ends on a day: takes every entry due by then that no closing took before. What is entered later for those
 * days falls into the next closing, with the date it was due kept.
 *
 * @throws {Problem} 409 `period-closed`, 422 `period-too-far`
 */
export async function closePeriod(
  { clock }: Pick<Ground, 'clock'>,
  transaction: Writing,
  { recognizerId, endsOn, by }: { recognizerId: string; endsOn: string; by: string },
): Promise<{ closingId: string; number: number; entries: number }> {
  const { timezone } = await findRecognizer(transaction, recognizerId);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`closing/${recognizerId}`}, 0))`.execute(transaction);
  const last = await transaction
    .selectFrom('ledger_closing')
    .select(['number', sql<string>`ends_on`.as('endsOn')])
    .where('recognizer_id', '=', recognizerId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last && endsOn <= last.endsOn) throw periodClosed(endsOn, last.endsOn);
  const today = dateIn(timezone, clock());
  if (daysBetween(today, endsOn) > 92) throw periodTooFar(today);
  const number = (last?.number ?? 0) + 1;
  // one statement, so that what is counted is what is taken
  const { rows } = await sql<{ closingId: string; entries: number }>`
    with due as materialized (select l.id from ledger_entry l where ${open(recognizerId, endsOn)}),
    closing as (
      insert into ledger_closing (recognizer_id, number, ends_on, closed_by, closed_at, entries)
      select ${recognizerId}, ${number}, ${endsOn}::date, ${by}, ${clock()}, (select count(*) from due) returning id, entries),
    taken as (insert into ledger_closing_entry (entry_id, closing_id) select due.id, closing.id from due, closing)
    select id as "closingId", entries from closing`.execute(transaction);
  const [closed] = rows;
  if (!closed) throw new Error('The closing was not written.');
  const { closingId, entries } = closed;
  await audit(transaction, {
    personId: by,
    action: 'period.closed',
    subjectType: 'ledger-closing',
    subjectId: closingId,
    details: { endsOn, entries },
  });
  return { closingId, number, entries };
}

/** Entries due by a day that no closing took. */
const open = (recognizerId: string, endsOn: string) => sql<boolean>`l.recognizer_id = ${recognizerId} and l.effective_on <= ${endsOn}::date
  and not exists (select from ledger_closing_entry taken where taken.entry_id = l.id)`;

/**
 * The closings of a recognizer, the newest first, and what the next one would take.
 *
 * @param until the last day of the next one
 * @param cursor the number of the last closing that was read
 */
export async function listClosings(
  database: Database,
  { recognizerId, until, cursor = null, limit }: { recognizerId: string; until: string; cursor?: number | null | undefined; limit: number },
): Promise<{ items: Closing[]; nextCursor: number | null; open: Closing['totals'] }> {
  const { rows: items } = await sql<Closing>`
    select c.id, c.number, c.ends_on as "endsOn", c.closed_at as "closedAt", p.name as "closedBy", c.entries,
      coalesce((select json_agg(json_build_object('kind', kind, 'unit', unit, 'amount', amount::numeric(20, 2)::text, 'entries', entries) order by kind, unit)
        from (select l.kind, l.unit, sum(l.amount) as amount, count(*) as entries
          from ledger_closing_entry ce join ledger_entry l on l.id = ce.entry_id where ce.closing_id = c.id group by 1, 2) sums), '[]') as totals
    from ledger_closing c left join person p on p.id = c.closed_by
    where c.recognizer_id = ${recognizerId} and (${cursor}::int is null or c.number < ${cursor}::int)
    order by c.number desc limit ${limit + 1}`.execute(database);
  const { rows: next } = await sql<Closing['totals'][number]>`
    select l.kind, l.unit, sum(l.amount)::numeric(20, 2)::text as amount, count(*) as entries
    from ledger_entry l where ${open(recognizerId, until)} group by 1, 2 order by 1, 2`.execute(database);
  const page = items.slice(0, limit);
  return { items: page, nextCursor: items.length > limit ? (page.at(-1)?.number ?? null) : null, open: next };
}
