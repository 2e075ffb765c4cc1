import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { extract } from 'tar-stream';
import type { Config } from '../platform/config.ts';
import { migrate } from '../platform/database/migrate.ts';
import { OperatorError } from '../platform/operator.ts';
import { openStorage } from '../platform/storage/open-storage.ts';
import { Checksum, Manifest } from './archive.ts';
import { copyOut, tablesInOrder } from './tables.ts';

/**
 * Fills an empty database and data folder from a backup. The archive is unpacked and checked whole first; rows are loaded in one
 * transaction and then written out again to compare checksums, so a restore either is the backup or did not happen.
 *
 * @throws {OperatorError} when the archive is damaged, or the database or the files folder is not empty
 */
export async function readBackup(config: Config, databaseUrl: string, source: string, report: (line: string) => void): Promise<Manifest> {
  const path = resolve(source);
  if (!existsSync(path)) throw new OperatorError(`There is no file ${path}.`);
  mkdirSync(config.dataFolder, { recursive: true });
  const work = mkdtempSync(join(config.dataFolder, '.brevet-restore-'));
  try {
    const manifest = await unpack(path, work);
    report(`archive is whole: ${manifest.tables.length} tables, ${manifest.files.length} files`);
    await refuseUsedDatabase(databaseUrl);
    await migrate(databaseUrl, undefined, manifest.migration);
    await placeFiles(config, manifest, work);
    await loadTables(databaseUrl, manifest, work);
    report('rows are loaded and compared');
    await migrate(databaseUrl);
    return manifest;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function unpack(path: string, work: string): Promise<Manifest> {
  const found = new Map<string, Checksum>();
  const archive = extract();
  archive.on('entry', (header, stream, next) => {
    const place = resolve(work, header.name);
    if (!place.startsWith(`${work}/`))
      return archive.destroy(new OperatorError(`The archive names a place outside: ${header.name}. It is not a backup of Brevet.`));
    const sum = new Checksum();
    found.set(header.name, sum);
    mkdirSync(dirname(place), { recursive: true });
    pipeline(stream, sum, createWriteStream(place, { mode: 0o600 })).then(() => next(), next);
  });
  const damaged = (why: string) => new OperatorError(`${path} is damaged or is not a backup of Brevet: ${why}`);
  try {
    await pipeline(createReadStream(path), archive);
  } catch (error) {
    throw error instanceof OperatorError ? error : damaged((error as Error).message);
  }
  if (!found.has('manifest.json')) throw damaged('its list of contents is missing; it was cut off.');
  const manifest = Manifest.safeParse(JSON.parse(readFileSync(join(work, 'manifest.json'), 'utf8')));
  if (!manifest.success) throw damaged('its list of contents cannot be read.');
  const expected = [
    ...manifest.data.tables.map((t) => ({ ...t, name: `tables/${t.name}` })),
    ...manifest.data.files.map((f) => ({ ...f, name: `files/${f.key}` })),
  ];
  for (const { name, sha256 } of expected) if (found.get(name)?.sha256 !== sha256) throw damaged(`${name} does not have its checksum.`);
  return manifest.data;
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function refuseUsedDatabase(url: string): Promise<void> {
  return withClient(url, async (client) => {
    const used = await client.query(`select 1 from information_schema.tables where table_schema = 'public' limit 1`);
    if (used.rowCount)
      throw new OperatorError(
        'The database is not empty. Restore into a new one: set BREVET_DATA to a new folder, or DATABASE_URL to an empty database.',
      );
  });
}

async function placeFiles(config: Config, manifest: Manifest, work: string): Promise<void> {
  const storage = await openStorage(config);
  for (const { key } of manifest.files)
    if ((await storage.size(key)) !== null)
      throw new OperatorError(`There are files in ${storage.name} already. Restore into a new data folder, or another bucket or prefix.`);
  for (const { key } of manifest.files) await storage.place(key, join(work, 'files', key));
  const secret = join(config.dataFolder, 'secret');
  if (manifest.secret && !config.secret) {
    if (existsSync(secret))
      throw new OperatorError(`${secret} is there already; the backup brings its own. Restore into a new data folder.`);
    renameSync(join(work, 'secret'), secret);
  }
}

function loadTables(url: string, manifest: Manifest, work: string): Promise<void> {
  return withClient(url, async (client) => {
    await client.query('begin');
    const tables = await tablesInOrder(client);
    for (const table of tables) {
      const kept = manifest.tables.find(({ name }) => name === table.name);
      if (!kept) continue;
      // what triggers derived is in the backup itself
      await client.query(`alter table public."${table.name}" disable trigger user`);
      // rows that migrations put there are in the backup too
      await client.query(`delete from public."${table.name}"`);
      const sink = client.query(copyFrom(`copy public."${table.name}" (${kept.columns.join(', ')}) from stdin`));
      await pipeline(createReadStream(join(work, 'tables', table.name)), sink);
    }
    for (const table of tables) {
      const kept = manifest.tables.find(({ name }) => name === table.name);
      if (!kept) continue;
      const sum = new Checksum();
      sum.resume();
      await pipeline(client.query(copyTo(copyOut(table))), sum);
      if (sum.sha256 !== kept.sha256) throw new OperatorError(`Table ${table.name} did not come back as it was. Nothing was kept.`);
    }
    // bytes of unfinished uploads are not in a backup: those uploads begin anew
    await client.query('delete from upload where file_id is null');
    await client.query('set constraints all immediate');
    for (const table of tables) await client.query(`alter table public."${table.name}" enable trigger user`);
    await client.query('commit');
    await client.query('analyze');
  });
}
