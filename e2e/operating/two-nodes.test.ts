import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/src/platform/database/database.ts';
import { runningEmbeddedPostgres } from '../../server/src/platform/database/embedded.ts';
import type { Events } from '../../server/src/platform/events.ts';
import type {} from '../../server/src/recognition/events.ts';
import { verifyLedger } from '../../server/src/recognition/ledger/verify-ledger.ts';
import { aMember } from '../../server/src/testing/builders.ts';
import { aClaim, aDistrict, anIncentive, aRule, ledgerBalances } from '../../server/src/testing/recognition.ts';
import { enter } from '../harness/enter.ts';
import { type RunningServer, startServer } from '../harness/server.ts';
import { type Person, person } from './people-at-work.ts';

type Move = 'post' | 'hold' | 'decline';
interface Moved {
  results: { claimId: string; outcome: 'moved' | 'there-already' | 'refused' }[];
}

const cpd = { kind: 'credit', unit: 'CPD credit' } as const;
const awardsEach = 10;

/** What Human Resources post at the same time through two processes on one database is all there, once, and what it is worth. */
describe('two nodes on one database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'brevet-nodes-'));
  const second = mkdtempSync(join(tmpdir(), 'brevet-nodes-'));
  let nodes: [RunningServer, RunningServer];
  let open: ReturnType<typeof openDatabase>;
  // the nodes tell what happens; the hand that sets the stage does not
  const events: Events = { emit: async () => undefined, emitAll: async () => undefined, start: async () => undefined };
  const ground = () => ({ database: open.database, events, clock: () => new Date() });

  beforeAll(async () => {
    const one = await startServer({ BREVET_DATA: folder });
    const databaseUrl = runningEmbeddedPostgres(folder) ?? '';
    const other = await startServer({
      BREVET_DATA: second,
      DATABASE_URL: databaseUrl,
      BREVET_SECRET: readFileSync(join(folder, 'secret'), 'utf8').trim(),
    });
    nodes = [one, other];
    open = openDatabase(databaseUrl, 2, (error) => console.error(error));
  });
  afterAll(async () => {
    await open?.close();
    // the first one holds the database, so it ends last
    await nodes?.[1].stop();
    await nodes?.[0].stop();
    for (const each of [folder, second]) rmSync(each, { recursive: true, force: true });
  });

  /** A district of some educators with claims that wait, and its Human Resources at a desk of each node. */
  async function aPostingDistrict(educators: number) {
    const { recognizerId, hrId } = await aDistrict(ground());
    await anIncentive(ground(), recognizerId, aRule({ caps: [{ amount: '2000', per: 'lifetime' }] }));
    await anIncentive(ground(), recognizerId, aRule({ value: { kind: 'every', awards: 2, pays: cpd, amount: '1' } }));
    await anIncentive(
      ground(),
      recognizerId,
      aRule({ value: { kind: 'convert', from: cpd, every: '3', pays: { kind: 'status', unit: 'renewal' }, amount: '1' } }),
    );
    const educatorIds: string[] = [];
    const claimIds: string[] = [];
    for (let index = 0; index < educators; index += 1) {
      const { id: educatorId } = await aMember(open.database, recognizerId, 'educator');
      educatorIds.push(educatorId);
      for (let n = 1; n <= awardsEach; n += 1) claimIds.push(await aClaim(ground(), { recognizerId, educatorId, n, posted: false }));
    }
    const desks = await Promise.all(
      nodes.map(async ({ url }): Promise<Person> => person(() => url, await enter(open.database, { dataFolder: folder, url }, hrId))),
    );
    const move = async (node: number, kind: Move, ids: string[]): Promise<Moved> => {
      const body = { claimIds: ids, move: kind, reason: kind === 'post' ? null : 'A look again.' };
      const answer = await desks[node]?.tryOnce('POST', `/api/v1/organizations/${recognizerId}/claims/moves`, body);
      if (answer?.status !== 200) throw new Error(`A node failed over moves at once: ${nodes[node]?.output()}`);
      return (await answer.json()) as Moved;
    };
    return { recognizerId, educatorIds, claimIds, move };
  }

  async function differences(): Promise<string[]> {
    const found: string[] = [];
    await verifyLedger(open.database, ({ what }) => found.push(what));
    return found;
  }

  it('each claim is posted once, whichever node was asked first, and nothing is lost', async () => {
    const { recognizerId, educatorIds, claimIds, move } = await aPostingDistrict(4);
    const parts = <T>(list: readonly T[]): T[][] =>
      Array.from({ length: list.length / 5 }, (_, index) => list.slice(index * 5, index * 5 + 5));
    // both nodes are handed everything, in opposite orders, in several requests at once
    const answers = await Promise.all([
      ...parts(claimIds).map((ids) => move(0, 'post', ids)),
      ...parts([...claimIds].reverse()).map((ids) => move(1, 'post', ids)),
    ]);
    const outcomes = answers.flatMap(({ results }) => results);
    expect(
      outcomes
        .filter(({ outcome }) => outcome === 'moved')
        .map(({ claimId }) => claimId)
        .sort(),
    ).toEqual([...claimIds].sort());
    expect(outcomes.filter(({ outcome }) => outcome === 'there-already')).toHaveLength(claimIds.length);
    for (const educatorId of educatorIds)
      expect(await ledgerBalances(open.database, recognizerId, educatorId)).toEqual({
        'base-salary/USD': '2000.00',
        'credit/CPD credit': '5.00',
        'status/renewal': '1.00',
      });
    expect(await differences()).toEqual([]);
  });

  it('whatever is posted, held and declined at once, the ledger is what its recomputation says', async () => {
    const { recognizerId, claimIds, move } = await aPostingDistrict(2);
    const moves = fc.array(
      fc.record({
        node: fc.constantFrom(0, 1),
        kind: fc.constantFrom<Move>('post', 'post', 'post', 'hold', 'decline'),
        claims: fc.uniqueArray(fc.constantFrom(...claimIds), { minLength: 1, maxLength: 6 }),
      }),
      { minLength: 2, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(moves, async (wanted) => {
        await Promise.all(wanted.map(({ node, kind, claims }) => move(node, kind, claims)));
        expect(await differences()).toEqual([]);
        // an entry is reversed at most once, and never by nothing
        const { rows } = await sql<{ reversals: number; originals: number }>`
          select count(*)::int as reversals, count(distinct reverses)::int as originals
          from ledger_entry where recognizer_id = ${recognizerId} and reverses is not null`.execute(open.database);
        expect(rows[0]?.reversals).toBe(rows[0]?.originals);
      }),
      { numRuns: 12 },
    );
  });
});
