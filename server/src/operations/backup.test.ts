import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../platform/config.ts';
import { openStorage } from '../platform/storage/open-storage.ts';
import { aPerson } from '../testing/builders.ts';
import { s3Peer } from '../testing/s3-peer.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { emptyDatabase } from '../testing/test-database.ts';
import { readBackup } from './read-backup.ts';
import { writeBackup } from './write-backup.ts';

const quiet = () => undefined;

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
