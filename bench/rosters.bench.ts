import { createWriteStream, mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { enter } from '../e2e/harness/enter.ts';
import { columns } from '../server/src/recognition/rosters/one-roster/standard.ts';
import type { BenchRun } from './bench.ts';
import { type BenchServer, benchServer } from './bench-server.ts';
import { figure } from './measure.ts';

export const about = 'a roster of 1,000,000 rows: read, compared, applied, undone; one with every row wrong; and the memory both take';

/** One in ten users works for the district; the others are students. */
const usersForEachOfTheStaff = 10;
const schools = 200;

export async function run(how: BenchRun): Promise<void> {
  const [small, large] = how.isQuick ? [500, 20_000] : [5000, 500_000];
  const bench = await how.step('starting a server on an empty folder', () => benchServer());
  const folder = mkdtempSync(join(tmpdir(), 'brevet-bench-roster-'));
  try {
    const few = await bring(bench, folder, small, how);
    const many = await bring(bench, folder, large, how);
    const rows = large * 2;
    const ratio = (seconds: number, before: number) => seconds / rows / (before / (small * 2));
    figure(`rosters.read-${rows}`, many.read, 's', ratio(many.read, few.read), `a-row-of-${small * 2}`);
    figure(`rosters.compare-${rows}`, many.compare, 's', ratio(many.compare, few.compare), `a-row-of-${small * 2}`);
    figure(`rosters.apply-${rows}`, many.apply, 's', ratio(many.apply, few.apply), `a-row-of-${small * 2}`);
    figure(`rosters.undo-${rows}`, many.undo, 's', ratio(many.undo, few.undo), `a-row-of-${small * 2}`);
    figure(`rosters.peak-memory-${rows}`, many.peak, 'MB', many.peak / few.peak, `rosters.peak-memory-${small * 2}`);
    const fewWrong = await bringWrong(bench, folder, large / 10, how);
    const wrong = await bringWrong(bench, folder, large, how);
    figure(`rosters.told-wrong-${rows}`, wrong.told, 's', wrong.told / rows / (fewWrong.told / (rows / 10)), `a-row-of-${rows / 10}`);
    figure(
      `rosters.told-wrong-peak-memory-${rows}`,
      wrong.peak,
      'MB',
      wrong.peak / fewWrong.peak,
      `rosters.told-wrong-peak-memory-${rows / 10}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await bench.close();
  }
}

interface Brought {
  read: number;
  compare: number;
  apply: number;
  undo: number;
  /** The server's largest resident set so far, in MB. */
  peak: number;
}

async function bring(bench: BenchServer, folder: string, users: number, how: BenchRun): Promise<Brought> {
  const files = await how.step(`writing files of ${users * 2} rows`, () => writeFiles(folder, users));
  const { recognizerId, cookie } = await aDistrict(bench);
  // half of the staff has an account already
  await sql`insert into person (name, email, email_verified)
    select 'Person ' || n, 'user' || n || '@district.example.org', true from generate_series(0, ${users - 1}::int, ${usersForEachOfTheStaff * 2}::int) n
    on conflict (email) do nothing`.execute(bench.database);
  const at = `${bench.server.url}/api/v1/organizations/${recognizerId}/roster-imports`;
  const headers = { cookie, origin: bench.server.url };
  const began = performance.now();
  const importId = await how.step('sending and reading them', async () => {
    const form = new FormData();
    for (const { name, path } of files) form.append('file', await openAsBlob(path), name);
    const answer = await fetch(at, { method: 'POST', headers, body: form });
    if (!answer.ok) throw new Error(await answer.text());
    return ((await answer.json()) as { importId: string }).importId;
  });
  const read = (performance.now() - began) / 1000;
  const until = async (state: string): Promise<number> => {
    const from = performance.now();
    for (;;) {
      const one = (await (await fetch(`${at}/${importId}`, { headers })).json()) as { state: string; problems: number };
      if (one.problems) throw new Error(`The roster has ${one.problems} problems.`);
      if (one.state === state) return (performance.now() - from) / 1000;
      await new Promise((again) => setTimeout(again, 50));
    }
  };
  const order = async (what: string) => {
    const answer = await fetch(`${at}/${importId}/${what}`, { method: 'POST', headers });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const compare = await how.step('comparing', () => until('checked'));
  await order('application');
  const apply = await how.step('applying', () => until('applied'));
  const peak = peakOf(bench);
  await order('undo');
  const undo = await how.step('undoing', () => until('undone'));
  return { read, compare, apply, undo, peak };
}

/** Every row is wrong: each is counted, the first are told by file and row, and nothing can be applied. */
async function bringWrong(bench: BenchServer, folder: string, users: number, how: BenchRun): Promise<{ told: number; peak: number }> {
  const files = await how.step(`writing files of ${users * 2} wrong rows`, () => writeFiles(folder, users, 'wrong'));
  const { recognizerId, cookie } = await aDistrict(bench);
  const at = `${bench.server.url}/api/v1/organizations/${recognizerId}/roster-imports`;
  const headers = { cookie, origin: bench.server.url };
  forgetPeak(bench);
  const began = performance.now();
  const { importId, problems } = await how.step('sending them until all is told', async () => {
    const form = new FormData();
    for (const { name, path } of files) form.append('file', await openAsBlob(path), name);
    const answer = await fetch(at, { method: 'POST', headers, body: form });
    if (!answer.ok) throw new Error(await answer.text());
    const { importId: id } = (await answer.json()) as { importId: string };
    for (;;) {
      const one = (await (await fetch(`${at}/${id}`, { headers })).json()) as { state: string; problems: number };
      if (one.state === 'checked') return { importId: id, problems: one.problems };
      await new Promise((again) => setTimeout(again, 50));
    }
  });
  const told = (performance.now() - began) / 1000;
  if (problems < users * 2) throw new Error(`Of ${users * 2} wrong rows ${problems} were found.`);
  const list = await (await fetch(`${at}/${importId}/problems.csv`, { headers })).text();
  if (!/\broles\.csv\b.*\b2\b/.test(list)) throw new Error(`The first wrong row is not told: ${list.slice(0, 200)}`);
  const applied = await fetch(`${at}/${importId}/application`, { method: 'POST', headers });
  if (applied.ok) throw new Error('A wrong roster was applied.');
  const kept = await sql<{ count: number }>`select count(*)::int as count from roster_record where recognizer_id = ${recognizerId}`.execute(
    bench.database,
  );
  if (kept.rows[0]?.count) throw new Error('Something of a wrong roster was kept.');
  return { told, peak: peakOf(bench) };
}

/** Has the largest resident set counted anew (proc(5), clear_refs). */
const forgetPeak = ({ server }: BenchServer): void => writeFileSync(`/proc/${server.process.pid}/clear_refs`, '5');

/** The server's largest resident set so far, in MB. */
const peakOf = ({ server }: BenchServer): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))?.[1]) / 1024;

/** A district and an administrator of it. */
async function aDistrict({ database, dataFolder, server }: BenchServer): Promise<{ recognizerId: string; cookie: string }> {
  const { id: recognizerId } = await database
    .insertInto('organization')
    .values({ slug: `district-${Date.now()}`, name: 'A district', is_recognizer: true })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: personId } = await database
    .insertInto('person')
    .values({ name: 'An administrator', email: `administrator-${Date.now()}@example.org`, email_verified: true })
    .returning('id')
    .executeTakeFirstOrThrow();
  await database
    .insertInto('membership')
    .values({ organization_id: recognizerId, person_id: personId, roles: ['recognizer-admin'] })
    .execute();
  return { recognizerId, cookie: await enter(database, { dataFolder, url: server.url }, personId) };
}

async function writeFiles(folder: string, users: number, how: 'right' | 'wrong' = 'right'): Promise<{ name: string; path: string }[]> {
  const line = (kind: keyof typeof columns, row: Record<string, string>) => `${columns[kind].map((name) => row[name] ?? '').join(',')}\n`;
  const write = async (name: string, kind: keyof typeof columns, lines: () => Generator<Record<string, string>>) => {
    const path = join(folder, name);
    const all = function* () {
      yield `${columns[kind].join(',')}\n`;
      for (const row of lines()) yield line(kind, row);
    };
    await pipeline(Readable.from(all()), createWriteStream(path));
    return { name, path };
  };
  const isWrong = how === 'wrong';
  const isStaff = (n: number) => isWrong || n % usersForEachOfTheStaff === 0;
  return [
    await write('orgs.csv', 'organization', function* () {
      yield { sourcedId: 'D', name: 'A district', type: 'district' };
      for (let n = 0; n < schools; n += 1) yield { sourcedId: `S${n}`, name: `School ${n}`, type: 'school', parentSourcedId: 'D' };
    }),
    await write('users.csv', 'person', function* () {
      for (let n = 0; n < users; n += 1)
        yield {
          sourcedId: `U${n}`,
          enabledUser: isWrong ? 'perhaps' : 'true',
          username: `user${n}`,
          givenName: `Given${n}`,
          familyName: `Family${n}`,
          identifier: `${n}`,
          email: `user${n}@district.example.org`,
        };
    }),
    await write('roles.csv', 'role', function* () {
      for (let n = 0; n < users; n += 1)
        yield {
          sourcedId: `R${n}`,
          userSourcedId: `U${n}`,
          roleType: isWrong ? 'sometimes' : 'primary',
          role: isStaff(n) ? 'teacher' : 'student',
          orgSourcedId: `S${n % schools}`,
        };
    }),
  ];
}
