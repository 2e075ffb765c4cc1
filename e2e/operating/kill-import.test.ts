import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../server/src/platform/database/database.ts';
import { runningEmbeddedPostgres } from '../../server/src/platform/database/embedded.ts';
import { aMember, anOrganization } from '../../server/src/testing/builders.ts';
import { aMicroCredential } from '../../server/src/testing/catalog.ts';
import { enter } from '../harness/enter.ts';
import { type RunningServer, startServer } from '../harness/server.ts';

const educators = 1500;
const awardsEach = 4;
const rows = educators * awardsEach;
/** The server is killed each time that so many more awards are there. */
const every = 1000;

describe('a file of earlier awards', () => {
  const folder = mkdtempSync(join(tmpdir(), 'brevet-kill-import-'));
  let server: RunningServer;
  let open: OpenDatabase;
  let kills = 0;
  const ask = async (query: string) => (await open.pool.query(query)).rows;
  const issued = async (): Promise<number> => (await ask('select count(*)::int as count from award'))[0].count;

  beforeAll(async () => {
    server = await startServer({ BREVET_DATA: folder });
    const { url } = server;
    open = openDatabase(runningEmbeddedPostgres(folder) ?? '', 2, () => undefined);
    const { organizationId, cookie, csv } = await anIssuerWithAFile(open, folder, url);
    const imports = `${url}/api/v1/organizations/${organizationId}/award-imports`;
    const send = async (address: string, init: RequestInit = {}) =>
      (await (await fetch(address, { ...init, headers: { cookie, ...init.headers } })).json()) as { importId: string; state: string };
    const { importId } = await send(`${imports}?fileName=earlier.csv`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csv,
    });
    const state = async () => (await send(`${imports}/${importId}?limit=1`)).state;
    while ((await state()) !== 'checked') await breath();
    await send(`${imports}/${importId}/issue`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    while (kills < 4) {
      const until = (kills + 1) * every;
      while ((await issued()) < until) await breath();
      await server.kill();
      kills += 1;
      server = await startServer({ BREVET_DATA: folder, PORT: new URL(url).port, BREVET_URL: url });
    }
    while ((await state()) !== 'issued') await breath();
  });
  afterAll(async () => {
    await open.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is issued whole although the server is killed again and again, each row once', async () => {
    expect(kills).toBe(4);
    const found = await ask(
      `select count(*)::int as awards, count(distinct import_row_id)::int as sources, count(distinct (status_list_id, status_index))::int as places,
        (select count(*)::int from award_import_row where state = 'issued') as rows,
        (select count(distinct payload->>'awardId')::int from event where type = 'award.made') as news
      from award`,
    );
    expect(found).toEqual([{ awards: rows, sources: rows, places: rows, rows, news: rows }]);
    expect(await ask('select sum(used)::int as used from status_list')).toEqual([{ used: rows }]);
  });

  it('is told to each earner once, and every award is dealt with by all who hear of it', async () => {
    const told = () => open.database.selectFrom('award_import').select('told_at').executeTakeFirstOrThrow();
    await expect.poll(async () => (await told()).told_at, { timeout: 60_000 }).not.toBeNull();
    const letters = await ask(`select data->>'to' as to, count(*)::int as count from jobs.job where name = 'send-mail' group by 1`);
    expect(letters).toHaveLength(educators);
    expect(letters.filter(({ count }) => count !== 1)).toEqual([]);
    const waiting = async () =>
      (
        await ask(`select count(*)::int as count from event e
          cross join unnest(array['awards.award-stacks', 'awards.mail-award', 'recognition.claim-award']) consumer
          where e.type = 'award.made' and not exists (select from event_delivery d where d.event_id = e.id and d.consumer = consumer)`)
      )[0].count;
    await expect.poll(waiting, { timeout: 120_000 }).toBe(0);
  });
});

const breath = () => new Promise((again) => setTimeout(again, 5));

async function anIssuerWithAFile({ database, pool }: OpenDatabase, dataFolder: string, url: string) {
  const { id: organizationId } = await anOrganization(database);
  const admin = await aMember(database, organizationId, 'issuer-admin');
  const slugs: string[] = [];
  for (let number = 0; number < awardsEach; number += 1) slugs.push((await aMicroCredential(database, { issuerId: organizationId })).slug);
  await pool.query(
    `insert into person (name, email, email_verified)
     select 'Earner ' || n, 'earner-' || n || '@kill.example', true from generate_series(1, ${educators}) n`,
  );
  const lines = ['micro_credential,email,awarded_on'];
  for (let educator = 1; educator <= educators; educator += 1)
    for (const slug of slugs) lines.push(`${slug},earner-${educator}@kill.example,2016-05-31`);
  return { organizationId, cookie: await enter(database, { dataFolder, url }, admin.id), csv: lines.join('\n') };
}
