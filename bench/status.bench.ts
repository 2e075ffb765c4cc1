import { sql } from 'kysely';
import type { Database } from '../server/src/platform/database/database.ts';
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
  } finally {
    await bench.close();
  }
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
