import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { settleEveryone } from '../ledger/settle-everyone.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { alignRoster } from './align.ts';
import { holdImport, tellProgress } from './apply-import.ts';
import { takeBackOrganizations } from './arrange-organizations.ts';
import type { HeldImport } from './check-import.ts';

/**
 * Takes an applied import back: the roster, memberships, schools and employment are as they were before it. What people did since by hand
 * (a role given, a record of employment) stays as they left it.
 */
export async function undoImport(ground: Pick<Ground, 'database' | 'jobs' | 'clock'>, importId: string): Promise<void> {
  const { database, clock } = ground;
  await database.transaction().execute(async (transaction) => {
    const held = await holdImport(transaction, importId, 'undoing');
    if (!held) return;
    const { recognizerId, by, fileName } = held;
    await sql`analyze roster_change, roster_record, roster_membership_change`.execute(transaction);
    await tellProgress(database, importId, 'people', 0, 1);
    await takeBackMemberships(transaction, held);
    const recorded = await takeBackEmployment(transaction, held, by);
    await tellProgress(database, importId, 'organizations', 0, 1);
    const staying = await takeBackOrganizations(transaction, held);
    await tellProgress(database, importId, 'records', 0, 1);
    await takeBackRecords(transaction, held, staying);
    await transaction
      .updateTable('roster_import')
      .set({ state: 'undone', undone_at: clock(), progress: null })
      .where('id', '=', importId)
      .execute();
    // what the roster before it says today, should a role have begun or ended meanwhile
    const { timezone } = await findRecognizer(transaction, recognizerId);
    const standing = await standingImport(transaction, recognizerId);
    const aligned = await alignRoster(transaction, { recognizerId, importId: standing, today: dateIn(timezone, clock()), by });
    if (recorded + aligned) await settleEveryone(ground, transaction, recognizerId, `Counted anew: the roster “${fileName}” was undone.`);
    if (by)
      await audit(transaction, {
        personId: by,
        action: 'roster.undone',
        subjectType: 'roster-import',
        subjectId: importId,
        details: { fileName },
      });
  });
}

/** The import whose roster stands: the last one applied that was not undone. */
export async function standingImport(transaction: Writing, recognizerId: string): Promise<string | null> {
  const last = await transaction
    .selectFrom('roster_import')
    .select('id')
    .where('recognizer_id', '=', recognizerId)
    .where('state', 'in', ['applied', 'undoing'])
    .orderBy('applied_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.id ?? null;
}

/**
 * Gives and takes `educator` so that it is held by whoever held it before the import's first touch. What was touched is put into a table of
 * this transaction and counted, as in `align.ts`: guessed to be one row, it would be compared with everybody for each.
 */
async function takeBackMemberships(transaction: Writing, { id, recognizerId }: HeldImport): Promise<void> {
  await sql`create temp table roster_touched (organization_id uuid, person_id uuid, given boolean, held_before boolean) on commit drop`.execute(
    transaction,
  );
  await sql`
    insert into roster_touched
    select distinct on (organization_id, person_id) organization_id, person_id, given, coalesce('educator' = any(roles_before), false)
    from roster_membership_change where import_id = ${id} order by organization_id, person_id, id`.execute(transaction);
  await sql`analyze pg_temp.roster_touched`.execute(transaction);
  await sql`
    with vouched as (insert into roster_membership (recognizer_id, organization_id, person_id)
      select ${recognizerId}, organization_id, person_id from roster_touched where not given on conflict do nothing),
    back as (insert into membership (organization_id, person_id, roles)
      select organization_id, person_id, array['educator'] from roster_touched where held_before
      on conflict (organization_id, person_id) do update set roles = array_append(membership.roles, 'educator')
        where not 'educator' = any(membership.roles)),
    unvouched as (delete from roster_membership v using roster_touched f
      where f.given and v.recognizer_id = ${recognizerId} and v.organization_id = f.organization_id and v.person_id = f.person_id)
    update membership m set roles = array_remove(m.roles, 'educator') from roster_touched f
    where not f.held_before and m.organization_id = f.organization_id and m.person_id = f.person_id
      and cardinality(array_remove(m.roles, 'educator')) > 0`.execute(transaction);
  await sql`
    delete from membership m using roster_touched f
    where not f.held_before and m.organization_id = f.organization_id and m.person_id = f.person_id and m.roles = array['educator']`.execute(
    transaction,
  );
}

/**
 * Employment is never changed: for each record that the import made, one for the same day takes its place, with what held before. Where
 * Human Resources recorded something since, theirs stays.
 *
 * @returns how many records were made
 */
async function takeBackEmployment(transaction: Writing, { id, recognizerId }: HeldImport, by: string | null): Promise<number> {
  await sql`create temp table roster_told_first (sourced_id text primary key, told_before jsonb, previous_id uuid) on commit drop`.execute(
    transaction,
  );
  await sql`
    insert into roster_told_first
    select distinct on (sourced_id) sourced_id, told_before, previous_id from roster_told where import_id = ${id} order by sourced_id, id`.execute(
    transaction,
  );
  await sql`create temp table roster_taken_back (id uuid, educator_id uuid) on commit drop`.execute(transaction);
  await sql`analyze pg_temp.roster_told_first`.execute(transaction);
  await sql`analyze roster_told`.execute(transaction);
  await sql`
    with made as (
      insert into employment (recognizer_id, educator_id, effective_on, hr_identifier, position, contract, school_id, hired_on, ended_on,
        licence_starts_on, licence_ends_on, recorded_by)
      select distinct on (e.educator_id, e.effective_on) e.recognizer_id, e.educator_id, e.effective_on, b.hr_identifier, b.position, b.contract,
        b.school_id, b.hired_on, b.ended_on, b.licence_starts_on, b.licence_ends_on, ${by}::uuid
      from roster_told t join roster_told_first f on f.sourced_id = t.sourced_id join employment e on e.id = t.employment_id
      left join employment b on b.id = f.previous_id
      where t.import_id = ${id} and not exists (select from employment later
        where later.recognizer_id = e.recognizer_id and later.educator_id = e.educator_id and later.id > e.id
          and not exists (select from roster_told by_roster where by_roster.employment_id = later.id))
      returning id, educator_id)
    insert into roster_taken_back select id, educator_id from made`.execute(transaction);
  await sql`analyze pg_temp.roster_taken_back`.execute(transaction);
  await sql`
    update roster_record r set told = f.told_before from roster_told_first f
    where r.recognizer_id = ${recognizerId} and r.kind = 'person' and r.sourced_id = f.sourced_id`.execute(transaction);
  const { numAffectedRows } = await sql`
    insert into roster_told (recognizer_id, sourced_id, told_before, employment_id)
    select ${recognizerId}, r.sourced_id, null, made.id from roster_taken_back made
    join roster_record r on r.recognizer_id = ${recognizerId} and r.kind = 'person' and r.person_id = made.educator_id`.execute(
    transaction,
  );
  return Number(numAffectedRows ?? 0);
}

/** Each record as it was; what was new is gone, but for schools that could not be removed: those are known again by their sourcedId. */
async function takeBackRecords(transaction: Writing, { id, recognizerId }: HeldImport, staying: readonly string[]): Promise<void> {
  await sql`
    update roster_record r set active = c.action <> 'added', data = coalesce(c.before, r.data) from roster_change c
    where c.import_id = ${id} and r.recognizer_id = ${recognizerId} and r.kind = c.kind and r.sourced_id = c.sourced_id`.execute(
    transaction,
  );
  await sql`
    delete from roster_record r using roster_change c
    where c.import_id = ${id} and c.action = 'added' and c.before is null
      and r.recognizer_id = ${recognizerId} and r.kind = c.kind and r.sourced_id = c.sourced_id
      and not (c.kind = 'organization' and c.sourced_id = any(${[...staying]}::text[]))`.execute(transaction);
}
