import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { settleEveryone } from '../ledger/settle-everyone.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { alignRoster, linkPeople } from './align.ts';
import { arrangeOrganizations, foundOrganizations } from './arrange-organizations.ts';
import type { HeldImport } from './check-import.ts';
import { rosterLock } from './discard.ts';
import { cameIn } from './stage-package.ts';

/** Records of one statement, so that progress can be told between them. */
const batch = 5000;

/** The steps of applying and undoing, in their order. */
export const steps = ['organizations', 'records', 'people'] as const;
export type Step = (typeof steps)[number];

/**
 * Tells how far a job is, beside its transaction, so that others can see it.
 *
 * @param done of `total`, in this step
 */
export async function tellProgress(database: Database, importId: string, step: Step, done: number, total: number): Promise<void> {
  await database
    .updateTable('roster_import')
    .set({ progress: JSON.stringify({ step, done, total }) })
    .where('id', '=', importId)
    .execute();
}

/** An import in the state in which a job works on it, and who ordered that. */
export async function holdImport(
  transaction: Writing,
  importId: string,
  state: 'applying' | 'undoing',
): Promise<(HeldImport & { by: string | null; fileName: string }) | null> {
  await sql`set local statement_timeout = 0`.execute(transaction);
  const found = await transaction
    .selectFrom('roster_import')
    .select(['id', 'recognizer_id as recognizerId', 'modes', 'applied_by', 'undone_by', 'file_names as fileNames'])
    .where('id', '=', importId)
    .where('state', '=', state)
    .executeTakeFirst();
  if (!found) return null;
  await rosterLock(transaction, found.recognizerId);
  // whoever had the lock before may have done it
  const again = await transaction.selectFrom('roster_import').select('state').where('id', '=', importId).executeTakeFirst();
  if (again?.state !== state) return null;
  const { id, recognizerId, fileNames } = found;
  const by = state === 'applying' ? found.applied_by : found.undone_by;
  return { id, recognizerId, modes: cameIn(found.modes), by, fileName: fileNames.join(', ') };
}

/** Applies an import that was looked at: all of it in one transaction, or nothing. */
export async function applyImport(ground: Pick<Ground, 'database' | 'jobs' | 'clock'>, importId: string): Promise<void> {
  const { database, clock } = ground;
  await database.transaction().execute(async (transaction) => {
    const held = await holdImport(transaction, importId, 'applying');
    if (!held) return;
    const { recognizerId, by, fileName } = held;
    const { timezone } = await findRecognizer(transaction, recognizerId);
    await tellProgress(database, importId, 'organizations', 0, 1);
    await foundOrganizations(transaction, held);
    await writeRecords(transaction, held, (done, total) => tellProgress(database, importId, 'records', done, total));
    await arrangeOrganizations(transaction, held);
    await tellProgress(database, importId, 'people', 0, 1);
    await sql`analyze roster_record`.execute(transaction);
    await linkPeople(transaction, recognizerId);
    const recorded = await alignRoster(transaction, { recognizerId, importId, today: dateIn(timezone, clock()), by });
    if (recorded) await settleEveryone(ground, transaction, recognizerId, `Counted anew: the roster “${fileName}” changed employment.`);
    await transaction
      .updateTable('roster_import')
      .set({ state: 'applied', applied_at: clock(), progress: null })
      .where('id', '=', importId)
      .execute();
    if (by)
      await audit(transaction, {
        personId: by,
        action: 'roster.applied',
        subjectType: 'roster-import',
        subjectId: importId,
        details: { fileName, employmentRecords: recorded },
      });
  });
}

async function writeRecords(
  transaction: Writing,
  { id, recognizerId }: HeldImport,
  told: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const { total } = await transaction
    .selectFrom('roster_change')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('import_id', '=', id)
    .executeTakeFirstOrThrow();
  for (let done = 0; done < total; done += batch) {
    await told(done, total);
    await sql`
      insert into roster_record (recognizer_id, kind, sourced_id, active, data, organization_id)
      select ${recognizerId}, kind, sourced_id, action <> 'left', coalesce(after, before), organization_id
      from roster_change where import_id = ${id} and position > ${done} and position <= ${done + batch}
      on conflict (recognizer_id, kind, sourced_id) do update
        set active = excluded.active, data = excluded.data,
          organization_id = case when excluded.active then coalesce(excluded.organization_id, roster_record.organization_id)
            else roster_record.organization_id end`.execute(transaction);
  }
}
