import { createHash, randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../server/src/platform/database/database.ts';
import { runningEmbeddedPostgres } from '../../server/src/platform/database/embedded.ts';
import { aMember, anOrganization, aPerson } from '../../server/src/testing/builders.ts';
import { aMicroCredential } from '../../server/src/testing/catalog.ts';
import { chance } from '../harness/chance.ts';
import { enter } from '../harness/enter.ts';
import { type RunningServer, startServer } from '../harness/server.ts';
import { type Acknowledged, earnOn, type Person, person, typeOn, uploadOn } from './people-at-work.ts';

const kills = 20;
/** The moments follow from it: `BREVET_KILL_SEED=… ` runs the same choice again (the machine's own timing stays its own). */
const seed = Number(process.env.BREVET_KILL_SEED || randomInt(2 ** 31));

describe('killed at twenty random moments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'brevet-kill-'));
  let server: RunningServer;
  const acknowledged: Acknowledged = { saves: new Map(), files: new Map(), passes: new Set(), count: 0 };
  let worker: Person;

  async function withDatabase<T>(use: (database: Database) => Promise<T>): Promise<T> {
    const open = openDatabase(runningEmbeddedPostgres(folder) ?? '', 2, () => undefined);
    return use(open.database).finally(() => open.close());
  }

  const began = performance.now();
  const killed = { server: 0, database: 0 };

  beforeAll(async () => {
    server = await startServer({ BREVET_DATA: folder });
    const { url } = server;
    console.log(`· ${kills} kills, seed ${seed}`);
    const moment = chance(seed);
    const as = async (database: Database, personId: string): Promise<Person> =>
      person(() => server.url, await enter(database, { dataFolder: folder, url }, personId));
    const cast = await withDatabase(async (database) => {
      const issuer = await anOrganization(database);
      const microCredentials = [];
      for (let count = 0; count < 60; count += 1)
        microCredentials.push((await aMicroCredential(database, { issuerId: issuer.id })).microCredentialId);
      const evaluator = await as(database, (await aMember(database, issuer.id, 'evaluator')).id);
      const people = [];
      for (let count = 0; count < 3; count += 1) people.push(await as(database, (await aPerson(database)).id));
      return { microCredentials, evaluator, people };
    });
    const [writer, uploader, earner] = cast.people as [Person, Person, Person];
    worker = uploader;

    let isOver = false;
    const done = () => isOver;
    const typed = [];
    for (const microCredentialId of cast.microCredentials.slice(0, 3)) {
      const { body } = await writer.ask<{ journeyId: string }>('POST', '/api/v1/journeys', { microCredentialId });
      typed.push(body.journeyId);
    }
    const working = Promise.all([
      ...typed.map((journeyId) => typeOn(writer, journeyId, done, acknowledged)),
      uploadOn(uploader, done, acknowledged),
      earnOn(earner, cast.evaluator, cast.microCredentials.slice(3), done, acknowledged),
    ]);
    for (let kill = 0; kill < kills; kill += 1) {
      // a moment is chosen by work done, not by time: some way into the next forty acknowledged writes
      const until = acknowledged.count + 1 + moment.below(40);
      while (acknowledged.count < until) await Promise.race([working, new Promise((again) => setTimeout(again, 1))]);
      const killsDatabase = kill % 3 === 1;
      const killsServer = kill % 3 !== 1 || kill % 2 === 1;
      killed.database += killsDatabase ? 1 : 0;
      killed.server += killsServer ? 1 : 0;
      if (killsDatabase) process.kill(Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      if (killsServer) {
        await server.kill();
        server = await startServer({ BREVET_DATA: folder, PORT: new URL(url).port, BREVET_URL: url });
      }
    }
    // the last start is used as well: every kind of work goes on after the last kill
    const files = acknowledged.files.size;
    const passes = acknowledged.passes.size;
    const goesOn = () => acknowledged.files.size > files && acknowledged.passes.size > passes;
    while (!goesOn()) await Promise.race([working, new Promise((again) => setTimeout(again, 5))]);
    isOver = true;
    await working;
    console.log(
      `· ${killed.server} kills of the server, ${killed.database} of the database, in ${Math.round((performance.now() - began) / 1000)} s; acknowledged: ${acknowledged.count} writes, ${acknowledged.files.size} files, ${acknowledged.passes.size} passes`,
    );
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('was killed twenty times while all three kinds of work were under way', () => {
    expect(killed).toEqual({ server: 17, database: 7 });
    expect(acknowledged.count).toBeGreaterThanOrEqual(kills);
    for (const number of acknowledged.saves.values()) expect(number).toBeGreaterThanOrEqual(kills);
    expect(acknowledged.files.size).toBeGreaterThanOrEqual(2);
    expect(acknowledged.passes.size).toBeGreaterThanOrEqual(2);
  });

  it('keeps every text that was acknowledged', async () => {
    const rows = await withDatabase((database) =>
      database.selectFrom('answer').innerJoin('journey', 'journey.id', 'answer.journey_id').select(['journey_id', 'text']).execute(),
    );
    expect(acknowledged.saves.size).toBe(3);
    for (const [journeyId, number] of acknowledged.saves) {
      const kept = Number(rows.find((row) => row.journey_id === journeyId && /^\d+$/.test(row.text))?.text);
      expect(kept).toBeGreaterThanOrEqual(number);
    }
  });

  it('keeps every file whole', async () => {
    expect(acknowledged.files.size).toBeGreaterThan(0);
    for (const [fileId, sha256] of acknowledged.files) {
      const answer = await worker.tryOnce('GET', `/api/v1/files/${fileId}`);
      const bytes = Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
  });

  it('decides every pass once and gives exactly one badge for it', async () => {
    expect(acknowledged.passes.size).toBeGreaterThan(0);
    const passes = () =>
      withDatabase((database) =>
        database
          .selectFrom('decision')
          .innerJoin('submission', 'submission.id', 'decision.submission_id')
          .leftJoin('award', 'award.submission_id', 'submission.id')
          .select(['submission.journey_id as journeyId', 'award.id as awardId'])
          .where('decision.outcome', '=', 'pass')
          .execute(),
      );
    await expect.poll(async () => (await passes()).filter(({ awardId }) => !awardId), { timeout: 120_000 }).toEqual([]);
    const all = await passes();
    for (const journeyId of acknowledged.passes) expect(all.filter((pass) => pass.journeyId === journeyId)).toHaveLength(1);
    expect(new Set(all.map(({ awardId }) => awardId)).size).toBe(all.length);
  });
});
