import { createReadStream, createWriteStream, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Pack, pack } from 'tar-stream';
import { type Config, readVersion } from '../platform/config.ts';
import { OperatorError } from '../platform/operator.ts';
import { openStorage } from '../platform/storage/open-storage.ts';
import { Checksum, type Manifest } from './archive.ts';
import { copyOut, tablesInOrder } from './tables.ts';

/**
 * Writes database and files to one tar archive, from one snapshot, while Brevet may go on serving: rows come from a single
 * repeatable-read transaction, and the files those rows name never change once they are there.
 *
 * @param target path of the archive; appears only when it is whole
 * @param report told of each step
 * @throws {OperatorError} when the target exists or a file that the database names is missing
 */
export async function writeBackup(config: Config, databaseUrl: string, target: string, report: (line: string) => void): Promise<Manifest> {
  const path = resolve(target);
  if (existsSync(path)) throw new OperatorError(`${path} is there already. Name a new file.`);
  const work = mkdtempSync(join(dirname(path), '.brevet-backup-'));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const migration = (await client.query<{ number: number }>('select max(number)::int as number from migration')).rows[0]?.number ?? 0;
    const manifest: Manifest = {
      format: 1,
      version: readVersion(),
      createdAt: new Date().toISOString(),
      migration,
      tables: [],
      files: [],
      secret: false,
    };
    const archive = pack();
    const out = createWriteStream(join(work, 'archive'), { mode: 0o600 });
    const written = pipeline(archive, out);

    for (const table of await tablesInOrder(client)) {
      const sum = new Checksum();
      const rows = join(work, 'rows');
      await pipeline(client.query(copyTo(copyOut(table))), sum, createWriteStream(rows));
      await addFile(archive, `tables/${table.name}`, rows);
      manifest.tables.push({ name: table.name, columns: table.columns, sha256: sum.sha256, bytes: sum.bytes });
    }
    report(`${manifest.tables.length} tables`);

    const storage = await openStorage(config);
    const stored = await client.query<{ key: string; size: string }>(`select storage_key as key, size from file where erased_at is null
      union all select storage_key, size from file_rendition order by 1`);
    for (const { key, size } of stored.rows) {
      if ((await storage.size(key)) !== Number(size))
        throw new OperatorError(`The file ${key} is named in the database but is not whole in ${storage.name}. Nothing was written.`);
      const sum = new Checksum();
      await pipeline(storage.read(key), sum, archive.entry({ name: `files/${key}`, size: Number(size) }));
      manifest.files.push({ key, sha256: sum.sha256, bytes: sum.bytes });
    }
    report(`${manifest.files.length} files`);

    const secret = join(config.dataFolder, 'secret');
    if (!config.secret && existsSync(secret)) {
      await addFile(archive, 'secret', secret);
      manifest.secret = true;
    }
    archive.entry({ name: 'manifest.json' }, JSON.stringify(manifest, null, 1));
    archive.finalize();
    await written;
    renameSync(join(work, 'archive'), path);
    return manifest;
  } finally {
    await client.end();
    rmSync(work, { recursive: true, force: true });
  }
}

async function addFile(archive: Pack, name: string, source: string): Promise<Checksum> {
  const sum = new Checksum();
  const entry = archive.entry({ name, size: statSync(source).size });
  await pipeline(createReadStream(source), sum, entry);
  return sum;
}
