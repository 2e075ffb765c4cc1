import { type RawBuilder, sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { findCircles } from './find-circles.ts';
import { fileOf, type Kind, type Modes } from './one-roster/standard.ts';
import { cameIn, mostProblems } from './stage-package.ts';

/** An import in the hands of a job. */
export interface HeldImport {
  id: string;
  recognizerId: string;
  modes: Modes;
}

/**
 * Compares what was read with the roster so far: what is wrong is told by row; where nothing is, every change is written down, to be looked
 * at before it is applied.
 */
export async function checkImport({ database }: Pick<Ground, 'database'>, importId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    // a district of a hundred thousand takes its time
    await sql`set local statement_timeout = 0`.execute(transaction);
    const found = await transaction
      .selectFrom('roster_import')
      .select(['id', 'recognizer_id as recognizerId', 'modes', 'problems'])
      .where('id', '=', importId)
      .where('state', '=', 'checking')
      .forUpdate()
      .executeTakeFirst();
    if (!found) return;
    const held: HeldImport = { id: found.id, recognizerId: found.recognizerId, modes: cameIn(found.modes) };
    await sql`analyze roster_import_row`.execute(transaction);
    const problems = await complain(transaction, held, found.problems);
    if (problems === 0) await writeChanges(transaction, held);
    await transaction.deleteFrom('roster_import_row').where('import_id', '=', importId).execute();
    await transaction.updateTable('roster_import').set({ state: 'checked', problems }).where('id', '=', importId).execute();
  });
}

const rowsOf = ({ id }: HeldImport, kind: Kind) =>
  sql`select * from roster_import_row where import_id = ${id} and kind = ${kind} and not deleted`;

/** What will stand of a kind once the import is applied: what came, and where not everything came, what stood before. */
function standing(held: HeldImport, kind: Kind): RawBuilder<unknown> {
  const came = sql`select sourced_id, row, data, person_ref, organization_ref from (${rowsOf(held, kind)}) came`;
  if (held.modes[kind] === 'bulk') return came;
  return sql`${came} union all
    select r.sourced_id, null::int, r.data, r.person_ref, r.organization_ref from roster_record r
    where r.recognizer_id = ${held.recognizerId} and r.kind = ${kind} and r.active and not exists (
      select from roster_import_row s where s.import_id = ${held.id} and s.kind = ${kind} and s.sourced_id = r.sourced_id)`;
}

/** Whom each user that came is known as here: by sourcedId, by the HR number, by a confirmed address. Never by one that nobody confirmed. */
const matches = (held: HeldImport): RawBuilder<unknown> => sql`
  numbers as materialized (select educator_id, hr_identifier from hr_number where recognizer_id = ${held.recognizerId}),
  identified as (select hr_identifier, (array_agg(educator_id))[1] as person_id, count(*) as holders from numbers group by 1),
  matched as materialized (
    select s.sourced_id, s.row, s.data, known.person_id as known_id, i.person_id as identified_id, i.holders, a.person_id as addressed_id,
      coalesce(known.person_id, i.person_id, a.person_id) as person_id
    from (${rowsOf(held, 'person')}) s
    left join roster_record known on known.recognizer_id = ${held.recognizerId} and known.kind = 'person' and known.sourced_id = s.sourced_id
    left join identified i on i.hr_identifier = s.data->>'identifier'
    left join email_address a on a.email = s.data->>'email' and a.verified_at is not null)`;

/** Writes down what is wrong. @returns how much it is in all */
async function complain(transaction: Writing, held: HeldImport, already: number): Promise<number> {
  let problems = already;
  const told = async (query: RawBuilder<unknown>, before: RawBuilder<unknown> = sql`nothing as (select)`) => {
    const { rows } = await sql<{ count: number }>`
      with ${before}, found as materialized (${query}),
      kept as (insert into roster_import_problem (import_id, number, file, row, "column", code, message)
        select ${held.id}, ${problems} + number, file, row, "column", code, message
        from (select *, row_number() over (order by file, row) as number from found) numbered
        where ${problems} + number <= ${mostProblems})
      select count(*)::int as count from found`.execute(transaction);
    problems += rows[0]?.count ?? 0;
  };
  const wrong = (kind: Kind, column: string, code: string, message: RawBuilder<unknown>, from: RawBuilder<unknown>) =>
    told(sql`select ${fileOf[kind]} as file, row, ${column} as "column", ${code} as code, ${message} as message ${from}`);

  for (const kind of ['organization', 'person', 'role'] as const)
    await wrong(
      kind,
      'sourcedId',
      'duplicate',
      sql`'is the same as in row ' || first`,
      sql`from (select row, min(row) over (partition by sourced_id) as first from roster_import_row
        where import_id = ${held.id} and kind = ${kind}) s where row > first`,
    );
  if (problems > 0) return problems;

  const refers = (kind: Kind, column: string, reference: 'person_ref' | 'organization_ref', to: Kind) =>
    wrong(
      kind,
      column,
      'unknown-reference',
      sql`'names ' || left(${sql.ref(`s.${reference}`)}, 80) || ', which is not in ' || ${fileOf[to]}::text`,
      // not "not in": what does not fit into working memory would be looked through anew for each row
      sql`from (${rowsOf(held, kind)}) s where ${sql.ref(`s.${reference}`)} is not null
        and not exists (select from (${standing(held, to)}) t where t.sourced_id = ${sql.ref(`s.${reference}`)})`,
    );
  await refers('organization', 'parentSourcedId', 'organization_ref', 'organization');
  await refers('role', 'orgSourcedId', 'organization_ref', 'organization');
  await refers('role', 'userSourcedId', 'person_ref', 'person');
  await wrong(
    'organization',
    'type',
    'several-districts',
    sql`'is another district: a roster is of one'`,
    sql`from (select row, row_number() over (order by row nulls first) as place from (${standing(held, 'organization')}) o
      where data->>'type' = 'district') d where place > 1`,
  );
  problems += await complainOfCircles(transaction, held, problems);
  for (const [column, code] of [
    ['identifier', 'identifier-twice'],
    ['email', 'address-twice'],
  ] as const)
    await wrong(
      'person',
      column,
      code,
      sql`'is also ' || case when first is null then 'of somebody in the roster so far' else 'in row ' || first end`,
      sql`from (select row, min(coalesce(row, 0)) over same as at, nullif(min(coalesce(row, 0)) over same, 0) as first
        from (${standing(held, 'person')}) p where data->>${column} is not null and (data->>'enabled')::boolean
        window same as (partition by lower(data->>${column}))) s where row is not null and row > at`,
    );

  const identified = (column: string, code: string, message: string, where: RawBuilder<unknown>) =>
    told(
      sql`select 'users.csv' as file, row, ${column} as "column", ${code} as code, ${message} as message from matched where ${where}`,
      matches(held),
    );
  await identified(
    'identifier',
    'identifier-of-several',
    'is the HR number of several people on record',
    sql`holders > 1 and known_id is null`,
  );
  await identified(
    'identifier',
    'identifier-of-another',
    'is the HR number of somebody else on record',
    sql`known_id is not null and identified_id <> known_id`,
  );
  await identified(
    'email',
    'identifier-and-address',
    'is the address of one person, and the identifier is the HR number of another',
    sql`known_id is null and identified_id <> addressed_id`,
  );
  await told(
    sql`select 'users.csv' as file, row, 'sourcedId' as "column", 'person-twice' as code,
        'is the same person as another row, or as somebody in the roster so far' as message
      from (select m.row, count(*) over (partition by m.person_id) as rows, exists (select from roster_record r
          where r.recognizer_id = ${held.recognizerId} and r.person_id = m.person_id and r.sourced_id <> m.sourced_id and r.active
            and r.sourced_id in (select sourced_id from (${standing(held, 'person')}) t)) as stands
        from matched m where m.person_id is not null) s where rows > 1 or stands`,
    matches(held),
  );
  return problems;
}

/** Schools under themselves: told for each that came. */
async function complainOfCircles(transaction: Writing, held: HeldImport, already: number): Promise<number> {
  const { rows } = await sql<{ id: string; parent: string | null; row: number | null }>`
    select sourced_id as id, organization_ref as parent, row from (${standing(held, 'organization')}) o`.execute(transaction);
  const places = new Map(rows.map(({ id, row }) => [id, row]));
  const circles = findCircles(new Map(rows.map(({ id, parent }) => [id, parent])));
  const room = circles.slice(0, Math.max(0, mostProblems - already));
  if (room.length)
    await transaction
      .insertInto('roster_import_problem')
      .values(
        room.map((id, index) => ({
          import_id: held.id,
          number: already + index + 1,
          file: fileOf.organization,
          row: places.get(id) ?? null,
          column: 'parentSourcedId',
          code: 'circle',
          message: `leads from ${id.slice(0, 80)} back to itself`,
        })),
      )
      .execute();
  return circles.length;
}

/** Writes down what the import adds, changes and ends, in the order in which it is shown and applied. */
async function writeChanges(transaction: Writing, held: HeldImport): Promise<void> {
  const came = Object.entries(held.modes) as [Kind, 'bulk' | 'delta'][];
  const isBulk = sql`k.kind = any(${came.flatMap(([kind, mode]) => (mode === 'bulk' ? [kind] : []))}::text[])`;
  await sql`
    with recursive own as (
      select id from organization where id = ${held.recognizerId}
      union select o.id from organization o join own on o.parent_id = own.id),
    ${matches(held)},
    came as (select * from roster_import_row where import_id = ${held.id}),
    compared as (
      select coalesce(c.kind, k.kind) as kind, coalesce(c.sourced_id, k.sourced_id) as sourced_id,
        case when c.sourced_id is null or c.deleted then 'left' when k.sourced_id is null or not k.active then 'added' else 'changed' end as action,
        k.data as before, case when c.deleted then null else c.data end as after, k.organization_id, k.person_id
      from came c full join (select * from roster_record where recognizer_id = ${held.recognizerId}) k
        on k.kind = c.kind and k.sourced_id = c.sourced_id
      where case
        when c.sourced_id is null then k.active and ${isBulk}
        when c.deleted then k.active
        else k.active is distinct from true or k.data <> c.data end),
    named as (
      select distinct on (o.id) s.sourced_id, o.id from compared s join organization o on lower(o.name) = lower(s.after->>'name')
      join own on own.id = o.id and o.id <> ${held.recognizerId}
      where s.kind = 'organization' and s.action = 'added' and s.organization_id is null
        and not exists (select from roster_record r where r.recognizer_id = ${held.recognizerId} and r.organization_id = o.id)
      order by o.id, s.sourced_id),
    once as (select distinct on (sourced_id) sourced_id, id from named order by sourced_id, id)
    insert into roster_change (import_id, position, kind, action, sourced_id, before, after, matched_by, organization_id, person_id, parent_before)
    select ${held.id}, row_number() over (
        order by array_position(array['organization', 'person', 'role'], c.kind), c.action,
          lower(coalesce(c.after, c.before)->>'name'), lower(coalesce(c.after, c.before)->>'familyName'), lower(coalesce(c.after, c.before)->>'givenName'),
          c.sourced_id),
      c.kind, c.action, c.sourced_id, c.before, c.after,
      case c.kind
        when 'organization' then case
          when c.after->>'type' = 'district' then 'district'
          when c.after->>'type' in ('state', 'national') then 'above'
          when c.organization_id is not null then 'sourced-id'
          when c.action = 'left' then null
          when once.id is not null then 'name' else 'new' end
        when 'person' then case
          when c.person_id is not null then 'sourced-id'
          when c.action = 'left' then null
          when m.identified_id is not null then 'identifier'
          when m.addressed_id is not null then 'address' else 'waiting' end
        end,
      case when c.after->>'type' = 'district' then ${held.recognizerId}
        when c.after->>'type' in ('state', 'national') then null else coalesce(c.organization_id, once.id) end,
      coalesce(c.person_id, m.person_id), o.parent_id
    from compared c
    left join matched m on c.kind = 'person' and m.sourced_id = c.sourced_id
    left join once on c.kind = 'organization' and once.sourced_id = c.sourced_id
    left join organization o on c.kind = 'organization' and o.id = coalesce(c.organization_id, once.id)`.execute(transaction);
}
