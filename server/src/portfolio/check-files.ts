import { createHash } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { ScannerAway } from '../platform/scan/clamd.ts';

type Damage = 'missing' | 'changed' | 'infected';

/** What a round of checks found. */
export interface CheckedFiles {
  checked: number;
  bytes: number;
  damaged: { fileId: string; storageKey: string; damage: Damage }[];
}

interface DueFile {
  id: string;
  key: string;
  size: number;
  sha256: Buffer;
  damage: Damage | null;
}

/**
 * Compares stored files with the checksums they came with, and has them looked through for viruses with what is known by now; those first that were looked at longest ago. What is found wrong stands in
 * the file's row until a later check finds it right; damaged files are looked at again each day.
 *
 * @param now decides which files are due
 * @param options.seconds after which no further file is begun: the rest is for the next round
 */
export async function checkFiles(
  ground: Pick<Ground, 'database' | 'config' | 'storage' | 'scan'>,
  now: Date,
  { seconds = 240 } = {},
): Promise<CheckedFiles> {
  const { database, config } = ground;
  const ends = performance.now() + seconds * 1000;
  const found: CheckedFiles = { checked: 0, bytes: 0, damaged: [] };
  while (performance.now() < ends) {
    const file = await nextDue(database, now, config.storage.checkDays);
    if (!file) break;
    const damage = await damageOf(ground, file);
    const { rows } = await sql`update file set checked_at = ${now}, damage = ${damage} where id = ${file.id} returning id`.execute(
      database,
    );
    found.checked += 1;
    found.bytes += file.size;
    // one that was deleted while it was read is missing rightly
    if (damage && rows.length) found.damaged.push({ fileId: file.id, storageKey: file.key, damage });
  }
  return found;
}

async function nextDue(database: Database, now: Date, checkDays: number): Promise<DueFile | undefined> {
  const days = (count: number) => new Date(now.getTime() - count * 86_400_000);
  const { rows } = await sql<DueFile>`
    (select id, storage_key as key, size, sha256, damage from file where damage is not null and erased_at is null and checked_at < ${days(1)} order by checked_at limit 1)
    union all
    (select id, storage_key as key, size, sha256, damage from file where erased_at is null and checked_at < ${days(checkDays)} order by checked_at limit 1)
    limit 1`.execute(database);
  return rows[0];
}

async function damageOf({ database, storage, scan }: Pick<Ground, 'database' | 'storage' | 'scan'>, file: DueFile): Promise<Damage | null> {
  const { key, size, sha256 } = file;
  const stored = await storage.size(key);
  if (stored === null) return 'missing';
  if (stored !== size) return 'changed';
  const hash = createHash('sha256');
  for await (const chunk of storage.read(key)) hash.update(chunk as Buffer);
  if (!hash.digest().equals(sha256)) return 'changed';
  // what was found once is not forgotten because nobody looks
  const before = file.damage === 'infected' ? 'infected' : null;
  if (!scan) return before;
  const verdict = await scan(storage.read(key)).catch((error: unknown) => {
    if (error instanceof ScannerAway) return null;
    throw error;
  });
  if (!verdict || verdict.is === 'too-large') return before;
  await sql`update file set scanned_at = now() where id = ${file.id}`.execute(database);
  return verdict.is === 'infected' ? 'infected' : null;
}

/** Starts the hourly round of checks; what it finds goes into the log, and by `fileNotices` into the health answer. */
export async function startChecks(ground: Ground, log: FastifyBaseLogger): Promise<void> {
  await ground.jobs.every('check-files', '20 * * * *', async () => {
    const { checked, bytes, damaged } = await checkFiles(ground, ground.clock());
    for (const file of damaged) log.error(file, 'a stored file is damaged');
    if (checked) log.info({ checked, bytes, damaged: damaged.length }, 'compared stored files with their checksums');
  });
}

/** What an operator should know of stored files, in sentences; empty while all is well. */
export async function fileNotices(database: Database): Promise<string[]> {
  const { rows } = await sql<{ damaged: number }>`select count(*)::int as damaged from file where damage is not null`.execute(database);
  const damaged = rows[0]?.damaged ?? 0;
  if (!damaged) return [];
  return [`${damaged} stored ${damaged === 1 ? 'file is' : 'files are'} damaged, missing or infected; the log names them at each check.`];
}
