import { sql } from 'kysely';
import { findPlaces } from '../server/src/awards/status-lists.ts';
import type { Database, Writing } from '../server/src/platform/database/database.ts';
import { anOrganization } from '../server/src/testing/builders.ts';
import type { BenchRun } from './bench.ts';
import { benchServer } from './bench-server.ts';
import { againstHello, figure } from './measure.ts';
import { percentile } from './percentile.ts';

export const about = 'the status lists of ten million awards, of which one in a hundred is revoked';

/** How many awards a list takes: it is left for the next one when it is three quarters full. */
const inList = 98_304;
const revokedShare = 0.01;

export async function run({ isQuick, step }: BenchRun): Promise<void> {
  const bench = await step('starting a server on an empty folder', () => benchServer());
  const { url } = bench.server;
  try {
    const awards = isQuick ? 1_000_000 : 10_000_000;
    const lists = await step(`revoking one in a hundred of ${awards} awards`, () => listsOf(bench.database, awards));
    figure('status.lists', lists.length, 'lists', lists.length / (awards / inList), 'full-lists');
    const read = async (list: string) => {
      const began = performance.now();
      const answer = await fetch(`${url}/status-lists/${list}`);
      const bytes = (await answer.arrayBuffer()).byteLength;
      if (!answer.ok) throw new Error(`${answer.status} for a status list`);
      return { bytes, ms: performance.now() - began };
    };
    // the first one makes the issuer's key
    await read(lists[0] as string);
    const fresh = await step('reading each list once, one after the other', async () => {
      const readings = [];
      for (const list of lists.slice(1)) readings.push(await read(list));
      return readings;
    });
    const [first] = fresh;
    if (!first) throw new Error('There is one list only.');
    const signed = percentile(
      fresh.map(({ ms }) => ms),
      50,
    );
    figure('status.list.size', first.bytes / 1024, 'kB', first.bytes / (131_072 / 8), 'unpacked-list');
    await againstHello(
      'status.list',
      url,
      { url, visitor: () => ({ next: () => ({ path: `/status-lists/${any(lists)}` }) }) },
      { isQuick },
    );
    figure('status.list.new', signed, 'ms', signed / (await kept(read, lists)), 'kept-list');
    const after: number[] = [];
    for (const list of lists.slice(0, 20)) {
      await revoke(bench.database, list, 1);
      after.push((await read(list)).ms);
    }
    figure('status.list.after-revocation', percentile(after, 50), 'ms', percentile(after, 50) / signed, 'new-list');
    await places(bench.database, awards, step);
  } finally {
    await bench.close();
  }
}

/**
 * What it costs to find a free place at random: in an empty list of a database without awards, and in the last list of ten million awards
 * when all but its last places are taken.
 */
async function places(database: Database, awards: number, step: BenchRun['step']): Promise<void> {
  const first = await anOrganization(database, { isIssuer: true, isRecognizer: false });
  const alone = await findOneOften(database, first.id);
  const { id: organizationId } = await anOrganization(database, { isIssuer: true, isRecognizer: false });
  await step(`filling lists with ${awards} awards, the last one but ${leftInLast} places`, () =>
    fillLists(database, organizationId, awards),
  );
  const among = await findOneOften(database, organizationId);
  figure('status.place', among, 'ms', among / alone, 'first-list');
  const batch = await timed(database, (transaction) => findPlaces(transaction, organizationId, { count: 250, purpose: 'revocation' }));
  figure('status.places.250', batch, 'ms', batch / among, 'one-place');
}

/** The index that is asked for a place; made when all rows are there, which is faster. */
const placeIndex = 'award_status_list_id_status_index_key';
/** How many places the last list has left. */
const leftInLast = 300;

async function findOneOften(database: Database, organizationId: string): Promise<number> {
  return timed(database, (transaction) => findPlaces(transaction, organizationId, { count: 1, purpose: 'revocation' }));
}

/** The median of many, in milliseconds, each in a transaction of its own that is undone. */
async function timed(database: Database, find: (transaction: Writing) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 300; turn += 1) {
    const transaction = await database.startTransaction().execute();
    const began = performance.now();
    await find(transaction as unknown as Writing);
    times.push(performance.now() - began);
    await transaction.rollback().execute();
  }
  return percentile(times.slice(50), 50);
}

/**
 * Lists of an issuer with rows of awards as their index sees them: each in its place, at random, with next to nothing in it. Written past
 * triggers, foreign keys and the other indexes, which look at nothing that a place depends on.
 */
async function fillLists(database: Database, organizationId: string, awards: number): Promise<void> {
  await dropIndexes(database);
  for (let left = awards; left > 0; left -= inList) {
    const isLast = left <= inList;
    const used = isLast ? inList - leftInLast : inList;
    const { id } = await database
      .insertInto('status_list')
      .values({ organization_id: organizationId, purpose: 'revocation', used })
      .returning('id')
      .executeTakeFirstOrThrow();
    await database.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction);
      await sql`
        insert into award (earner_id, issuer_id, stack_id, status_list_id, status_index, credential, awarded_at)
        select uuidv7(), ${organizationId}, ${organizationId}, ${id}, place, '{}', now()
        from (select place from generate_series(0, 131071) as place order by random() limit ${used}) as taken`.execute(transaction);
    });
  }
  await sql`alter table award add constraint ${sql.ref(placeIndex)} unique (status_list_id, status_index)`.execute(database);
  await sql`analyze award`.execute(database);
}

async function dropIndexes(database: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select indexrelid::regclass::text as name from pg_index
    where indrelid = 'award'::regclass and not indisprimary and not exists (select from pg_constraint where conindid = indexrelid)`.execute(
    database,
  );
  for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(database);
  await sql`alter table award drop constraint ${sql.ref(placeIndex)}`.execute(database);
}

const any = (lists: string[]): string => lists[Math.floor(Math.random() * lists.length)] as string;

/** Milliseconds for a list that is in memory, asked for alone. */
async function kept(read: (list: string) => Promise<{ ms: number }>, lists: string[]): Promise<number> {
  const times: number[] = [];
  for (const list of lists.slice(0, 50)) times.push((await read(list)).ms);
  return percentile(times, 50);
}

/** An issuer's lists, with their revocations. The awards themselves are left out: nothing that a list is made from looks at them. */
async function listsOf(database: Database, awards: number): Promise<string[]> {
  const { id: organizationId } = await anOrganization(database, { isIssuer: true, isRecognizer: false });
  const lists: string[] = [];
  for (let left = awards; left > 0; left -= inList) {
    const { id } = await database
      .insertInto('status_list')
      .values({ organization_id: organizationId, purpose: 'revocation', used: Math.min(left, inList) })
      .returning('id')
      .executeTakeFirstOrThrow();
    lists.push(id);
    await revoke(database, id, Math.round(Math.min(left, inList) * revokedShare));
  }
  await sql`analyze award_revocation`.execute(database);
  return lists;
}

async function revoke(database: Database, listId: string, count: number): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    await sql`
      insert into award_revocation (award_id, reason, status_list_id, status_index)
      select uuidv7(), 'bench', ${listId}, (random() * 131071)::int from generate_series(1, ${count}::int)`.execute(transaction);
  });
}
