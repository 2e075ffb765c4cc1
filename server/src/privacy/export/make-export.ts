import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import type { Holding } from '../../platform/holding.ts';
import { writeArchive } from './write-archive.ts';

/** Days for which a copy can be fetched. */
const keptDays = 7;

type Parts = Pick<Ground, 'database' | 'storage' | 'mail' | 'config' | 'clock'>;

/**
 * Makes the copy that was asked for and tells its person by mail. Run again after a crash it begins anew; whatever was written before lies
 * among what nobody needs.
 */
export async function makeExport(ground: Parts, holdings: readonly Holding[], exportId: string): Promise<void> {
  const { database, storage, config, clock } = ground;
  const asked = await database
    .selectFrom('data_export')
    .innerJoin('person', 'person.id', 'data_export.person_id')
    .select(['person.id as personId', 'person.name', 'person.email'])
    .where('data_export.id', '=', exportId)
    .where('ready_at', 'is', null)
    .executeTakeFirst();
  // fetched, erased or made by another node meanwhile
  if (!asked) return;
  const folder = await mkdtemp(join(tmpdir(), 'brevet-copy-'));
  try {
    const path = join(folder, 'copy.zip');
    await writeArchive(path, holdings, { ...asked, url: config.url, madeAt: clock() });
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const { size } = await stat(path);
    const key = randomBytes(16).toString('hex');
    const endsAt = new Date(clock().getTime() + keptDays * 86_400_000);
    await database.insertInto('unneeded_object').values({ storage_key: key, due_at: endsAt }).execute();
    await storage.place(key, path);
    await keep(ground, exportId, { ...asked, key, size, sha256: hash.digest(), endsAt });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lets the copy be fetched, and says so. */
async function keep(
  { database, mail, config, clock }: Parts,
  exportId: string,
  made: { personId: string; name: string; email: string; key: string; size: number; sha256: Buffer; endsAt: Date },
): Promise<void> {
  const { personId, name, email, key, size, sha256, endsAt } = made;
  await database.transaction().execute(async (transaction) => {
    const kept = await transaction
      .updateTable('data_export')
      .set({ ready_at: clock(), ends_at: endsAt, storage_key: key, size, sha256 })
      .where('id', '=', exportId)
      .where('ready_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!kept) {
      await sql`update unneeded_object set due_at = now() where storage_key = ${key}`.execute(transaction);
      return;
    }
    // one copy is enough, and none lasts longer for another being made
    await sql`update unneeded_object set due_at = least(due_at, ${clock()}) where storage_key in (
      select storage_key from data_export where person_id = ${personId} and id <> ${exportId})`.execute(transaction);
    await sql`update data_export set ends_at = least(ends_at, ${clock()})
      where person_id = ${personId} and id <> ${exportId} and ready_at is not null`.execute(transaction);
    await mail.send(
      {
        to: email,
        subject: 'The copy of your data is ready',
        text: `Hello ${name},\n\nthe copy of your data that you asked for is ready. You can fetch it until ${endsAt.toISOString().slice(0, 10)}; you sign in first, so that nobody else does.\n\nIf you did not ask for it, change your password.`,
        action: { label: 'Fetch your copy', url: `${config.url}/account/data` },
      },
      transaction,
    );
  });
}
