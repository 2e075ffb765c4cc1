import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../platform/config.ts';
import { openStorage } from '../platform/storage/open-storage.ts';
import { aWorld } from '../testing/authorization/world.ts';
import { aPerson } from '../testing/builders.ts';
import { fillTables } from '../testing/fill-tables.ts';
import { s3Peer } from '../testing/s3-peer.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { emptyDatabase } from '../testing/test-database.ts';
import { readBackup } from './read-backup.ts';
import { writeBackup } from './write-backup.ts';

const quiet = () => undefined;

/** A checksum of the rows of every table, taken by the database itself and not by the backup; unfinished uploads begin anew. */
async function checksums(url: string): Promise<{ sums: Record<string, string>; empty: string[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('migration', 'upload') order by 1",
  );
  const sums: Record<string, string> = {};
  const empty: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ sum: string; rows: string }>(
      `select count(*) as rows, md5(coalesce(string_agg(row, chr(10) order by row), '')) as sum from (select t::text as row from "${name}" t) rows`,
    );
    sums[name] = rows[0]?.sum ?? '';
    if (Number(rows[0]?.rows) === 0) empty.push(name);
  }
  await client.end();
  return { sums, empty };
}

/** What the bytes of each file hash to. */
async function storedFiles(config: Config, files: readonly { key: string }[]): Promise<string[]> {
  const storage = await openStorage(config);
  const sums: string[] = [];
  for (const { key } of files) {
    const sum = createHash('sha256');
    for await (const piece of storage.read(key)) sum.update(piece as Buffer);
    sums.push(`${key} ${sum.digest('hex')}`);
  }
  return sums;
}

describe('a backup', () => {
  let app: TestApp;
  const folder = mkdtempSync(join(tmpdir(), 'brevet-backups-'));
  const bytes = Buffer.from('a photograph of a board');
  const key = '0123456789abcdef0123456789abcdef';
  beforeAll(async () => {
    app = await testApp();
    const owner = await aPerson(app.database, { name: 'Noor "tab\there" \\N O’Neill' });
    await app.ground.storage.write(key, bytes);
    await app.database
      .insertInto('file')
      .values({
        owner_id: owner.id,
        name: 'board.png',
        media_type: 'image/png',
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest(),
        storage_key: key,
      })
      .execute();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const target = () => readConfig({ BREVET_DATA: mkdtempSync(join(folder, 'data-')), BREVET_SECRET: app.config.secret });

  it('taken while people write comes back whole, rows and files', async () => {
    const path = join(folder, 'while-writing.tar');
    const writing = Promise.all(Array.from({ length: 20 }, () => aPerson(app.database)));
    const manifest = await writeBackup(app.config, app.databaseUrl, path, quiet);
    await writing;
    const empty = await emptyDatabase();
    const config = target();
    await readBackup(config, empty.url, path, quiet);
    const restored: Buffer[] = [];
    for await (const piece of (await openStorage(config)).read(key)) restored.push(piece as Buffer);
    expect(Buffer.concat(restored)).toEqual(bytes);
    const again = await writeBackup({ ...config, secret: undefined }, empty.url, join(folder, 'again.tar'), quiet);
    expect(again.tables).toEqual(manifest.tables);
    expect(again.files).toEqual(manifest.files);
    await empty.drop();
  });

  it('of a world with rows in every table comes back row by row and byte by byte', async () => {
    const full = await testApp();
    await aWorld(full);
    // what the world has nothing of is filled by the catalog: text with tabs and line ends, bytes, days, the largest whole numbers
    const refused = await fillTables(full.databaseUrl, {
      // one of an organization, not of a person as well
      feedback_phrase: { organization_id: null },
      stack: { slug: 'a-stack' },
      award_import_row: { email: 'somebody@school.example' },
    });
    expect(refused).toEqual({});
    const path = join(folder, 'full.tar');
    const manifest = await writeBackup(full.config, full.databaseUrl, path, quiet);
    const before = await checksums(full.databaseUrl);
    expect(before.empty).toEqual([]);
    const files = await storedFiles(full.config, manifest.files);
    await full.close();
    const empty = await emptyDatabase();
    const config = target();
    await readBackup(config, empty.url, path, quiet);
    const after = await checksums(empty.url);
    expect(after.sums).toEqual(before.sums);
    expect(await storedFiles(config, manifest.files)).toEqual(files);
    expect(manifest.files.length).toBeGreaterThan(5);
    await empty.drop();
  }, 180_000);

  it('comes back into a bucket, and from there again', async () => {
    const path = join(folder, 'into-a-bucket.tar');
    const manifest = await writeBackup(app.config, app.databaseUrl, path, quiet);
    const peer = await s3Peer();
    const empty = await emptyDatabase();
    const config = { ...target(), storage: readConfig(peer.env).storage };
    await readBackup(config, empty.url, path, quiet);
    expect(peer.keys()).toEqual([`school/${key}`]);
    const again = await writeBackup({ ...config, secret: undefined }, empty.url, join(folder, 'from-a-bucket.tar'), quiet);
    expect(again.files).toEqual(manifest.files);
    const other = await emptyDatabase();
    await expect(readBackup(config, other.url, path, quiet)).rejects.toThrow('There are files in the bucket evidence already');
    await Promise.all([empty.drop(), other.drop(), peer.close()]);
  });

  it('that was cut off is refused before anything is restored', async () => {
    const path = join(folder, 'cut.tar');
    await writeBackup(app.config, app.databaseUrl, path, quiet);
    truncateSync(path, 40_000);
    const empty = await emptyDatabase();
    await expect(readBackup(target(), empty.url, path, quiet)).rejects.toThrow(/damaged/);
    await empty.drop();
  });

  it('with one changed byte is refused', async () => {
    const path = join(folder, 'changed.tar');
    await writeBackup(app.config, app.databaseUrl, path, quiet);
    const archive = readFileSync(path);
    archive.write('P', archive.indexOf('a photograph'));
    writeFileSync(path, archive);
    const empty = await emptyDatabase();
    await expect(readBackup(target(), empty.url, path, quiet)).rejects.toThrow(/checksum/);
    await empty.drop();
  });

  it('is not poured over a database that is in use', async () => {
    const path = join(folder, 'used.tar');
    await writeBackup(app.config, app.databaseUrl, path, quiet);
    await expect(readBackup(target(), app.databaseUrl, path, quiet)).rejects.toThrow(/not empty/);
  });
});
