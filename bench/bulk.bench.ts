import { sign as signRaw } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createIssuer, didKeyMethod, generateKey, type OpenBadgeCredential } from '@brevet/openbadges';
import { sql } from 'kysely';
import { enter } from '../e2e/harness/enter.ts';
import type { Database } from '../server/src/platform/database/database.ts';
import type { BenchRun } from './bench.ts';
import { type BenchServer, benchServer } from './bench-server.ts';
import { type GeneratedIssuer, generatedIssuer } from './generated-awards.ts';
import { figure } from './measure.ts';

export const about = '100,000 earlier awards issued from a CSV, beside pure signing; a badge at 1,000 and at 1,000,000 awards';

export async function run(how: BenchRun): Promise<void> {
  const sizes = how.isQuick
    ? { bulk: 5000, probe: 1000, few: 1000, many: 20_000 }
    : { bulk: 100_000, probe: 10_000, few: 1000, many: 1_000_000 };
  const bench = await how.step('starting a server on an empty folder', () => benchServer());
  try {
    const issuer = await generatedIssuer(bench.database);
    const importing = await importer(bench, issuer);
    await how.step(`issuing the first ${sizes.few} awards`, () => importing.issue(sizes.few));
    const signing = await how.step('signing alone', () => pureSigning(bench.database));
    await how.step('waiting for letters', () => atRest(bench.database));
    const few = await how.step(`issuing ${sizes.probe} more`, () => importing.issue(sizes.probe));
    const bulk = await how.step(`issuing ${sizes.bulk} from one file`, () => importing.issue(sizes.bulk));
    const seconds = bulk.checking + bulk.issuing;
    figure('bulk.issue', sizes.bulk / bulk.issuing, 'awards/s', sizes.bulk / bulk.issuing / signing.badges, 'pure-signing');
    figure('bulk.issue', sizes.bulk / bulk.issuing, 'awards/s', sizes.bulk / bulk.issuing / signing.raw, 'raw-ed25519');
    figure('bulk.check', sizes.bulk / bulk.checking, 'rows/s', bulk.checking / seconds, 'check-and-issue');
    figure(
      'bulk.settled',
      sizes.bulk / (bulk.issuing + bulk.settling),
      'awards/s',
      bulk.issuing / (bulk.issuing + bulk.settling),
      'bulk.issue',
    );
    const [early, late] = [quarter(bulk.memory, 1), quarter(bulk.memory, 3)];
    figure('bulk.memory.second-quarter', early, 'MB', early / bulk.memoryAtStart, 'at-start');
    figure('bulk.memory.last-quarter', late, 'MB', late / early, 'second-quarter');
    await how.step(`adding awards up to ${sizes.many}`, () => issuer.growTo(sizes.many));
    await how.step('waiting for letters', () => atRest(bench.database));
    const many = await how.step(`issuing ${sizes.probe} more`, () => importing.issue(sizes.probe));
    const [cost, before] = [many, few].map(({ issuing }) => (issuing / sizes.probe) * 1000) as [number, number];
    figure(`bulk.cost.at-${sizes.few}`, before, 'ms/award', 1, `bulk.cost.at-${sizes.few}`);
    figure(`bulk.cost.at-${sizes.many}`, cost, 'ms/award', cost / before, `bulk.cost.at-${sizes.few}`);
  } finally {
    await bench.close();
  }
}

/** Seconds and megabytes of one import. */
interface Imported {
  checking: number;
  /** From the order until the last row is issued. */
  issuing: number;
  /** After that, until everything that follows from the awards is dealt with. */
  settling: number;
  /** Resident megabytes of the server before the file came, its database not included. */
  memoryAtStart: number;
  /** The same while badges were issued, ten times a second: memory is flat when the last quarter needs no more than the second. */
  memory: number[];
}

/** The most in a quarter (0 to 3) of what was read over time. */
function quarter(readings: number[], which: number): number {
  const length = readings.length / 4;
  return Math.max(...readings.slice(Math.floor(which * length), Math.ceil((which + 1) * length)));
}

/** Imports files as an issuer's administrator does. */
async function importer({ server, database, dataFolder }: BenchServer, issuer: GeneratedIssuer) {
  const cookie = await enter(database, { dataFolder, url: server.url }, issuer.adminId);
  const imports = `${server.url}/api/v1/organizations/${issuer.organizationId}/award-imports`;
  const ask = async (address: string, init: RequestInit = {}) => {
    const answer = await fetch(address, { ...init, headers: { cookie, origin: server.url, ...init.headers } });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { importId: string; state: string; progress: Record<string, number> };
  };
  const post = (address: string, type: string, body: string) => ask(address, { method: 'POST', headers: { 'content-type': type }, body });
  return {
    async issue(rows: number): Promise<Imported> {
      const csv = await issuer.file(rows);
      const memoryAtStart = residentMegabytes(server.process.pid);
      const memory: number[] = [];
      let watch: NodeJS.Timeout | undefined;
      const timed = async (work: () => Promise<void>) => {
        const began = performance.now();
        await work();
        return (performance.now() - began) / 1000;
      };
      try {
        let importId = '';
        const until = async (state: string) => {
          while ((await ask(`${imports}/${importId}?limit=1`)).state !== state) await pause();
        };
        const checking = await timed(async () => {
          ({ importId } = await post(`${imports}?fileName=generated.csv`, 'text/csv', csv));
          await until('checked');
        });
        watch = setInterval(() => memory.push(residentMegabytes(server.process.pid)), 100);
        const issuing = await timed(async () => {
          await post(`${imports}/${importId}/issue`, 'application/json', JSON.stringify({ skipBad: false }));
          await until('issued');
        });
        clearInterval(watch);
        const { progress } = await ask(`${imports}/${importId}?limit=1`);
        if (progress.issued !== rows) throw new Error(`Not all of ${rows} rows were issued: ${JSON.stringify(progress)}`);
        const settling = await timed(() => settled(database));
        return { checking, issuing, settling, memoryAtStart, memory };
      } finally {
        clearInterval(watch);
      }
    },
  };
}

const pause = () => new Promise((again) => setTimeout(again, 50));

/** Waits until every award's news has been dealt with; letters may still be on their way. */
async function settled(database: Database): Promise<void> {
  for (;;) {
    const waiting = await database
      .selectFrom('award_import')
      .select('id')
      .where('told_at', 'is', null)
      .where('state', '=', 'issued')
      .executeTakeFirst();
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::int as waiting from jobs.job where name = 'deliver-event' and state in ('created', 'retry', 'active')`.execute(
      database,
    );
    if (!waiting && rows[0]?.waiting === 0) return;
    await pause();
  }
}

/** Waits until letters are sent, too, and has what was written so far put in its place: both would be paid by what is measured next. */
async function atRest(database: Database): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: boolean }>`
      select exists (select from jobs.job where name in ('deliver-event', 'send-mail') and state in ('created', 'retry', 'active')) as waiting`.execute(
      database,
    );
    if (!rows[0]?.waiting) break;
    await pause();
  }
  await sql`checkpoint`.execute(database);
}

function residentMegabytes(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** Signing of one of the issued badges over and over for other earners, nothing stored: badges a second of this process, and raw signatures. */
async function pureSigning(database: Database): Promise<{ badges: number; raw: number }> {
  const { credential } = await database.selectFrom('award').select('credential').orderBy('id').limit(1).executeTakeFirstOrThrow();
  const { proof: _, ...model } = JSON.parse(credential) as OpenBadgeCredential & { proof: unknown };
  const { privateKey: key, publicKey } = generateKey();
  const issuer = createIssuer({ key, verificationMethod: didKeyMethod(publicKey) });
  const created = '2026-09-01T12:00:00Z';
  let number = 0;
  const badge = () => {
    number += 1;
    const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
    const { credentialSubject } = model;
    return { ...model, id: model.id.replace(/[^/]+$/, id), credentialSubject: { ...credentialSubject, id: `urn:uuid:${id}` } };
  };
  const data = Buffer.alloc(64, 7);
  return {
    badges: await perSecond(() => issuer.issueJson(badge(), { created })),
    raw: await perSecond(() => signRaw(null, data, key)),
  };
}

/** How often a second something is done: the best of some turns after a warm-up, so that what else the machine does counts least. */
async function perSecond(work: () => unknown): Promise<number> {
  const times = 2000;
  let best = 0;
  for (let turn = 0; turn < 8; turn += 1) {
    const began = performance.now();
    for (let time = 0; time < times; time += 1) await work();
    const rate = (times / (performance.now() - began)) * 1000;
    if (turn > 1) best = Math.max(best, rate);
  }
  return best;
}
