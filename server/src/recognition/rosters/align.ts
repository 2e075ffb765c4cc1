import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import { holdIdentifiers } from '../incentives/record-employment.ts';

interface Alignment {
  recognizerId: string;
  /** The import that stands: what is given and taken now is undone with it. */
  importId: string | null;
  /** Calendar date in the recognizer's time zone. */
  today: string;
  by: string | null;
}

/**
 * Brings memberships and employment to what the roster says today. Called when a roster is applied or undone, when somebody in it confirms
 * an address, and every night, as roles begin and end; called again it changes nothing.
 *
 * @returns how many records of employment were made
 */
export async function alignRoster(transaction: Writing, alignment: Alignment): Promise<number> {
  await holdRoles(transaction, alignment);
  await alignMemberships(transaction, alignment);
  return alignEmployment(transaction, alignment);
}

/**
 * Puts the roles that are held on a day into a table of this transaction: those of who is enabled, in organizations that are in the roster.
 * `endsOn` is the first day after (exclusive). A table is counted before it is joined; of a subquery PostgreSQL would guess that it holds
 * one row, and compare everybody with everybody.
 */
async function holdRoles(transaction: Writing, { recognizerId, today }: Alignment): Promise<void> {
  await sql`drop table if exists pg_temp.roster_held`.execute(transaction);
  await sql`create temp table roster_held (sourced_id text, person_ref text, data jsonb, person_id uuid, organization_id uuid) on commit drop`.execute(
    transaction,
  );
  await sql`
    insert into roster_held
    select r.sourced_id, r.person_ref, r.data, p.person_id, o.organization_id
    from roster_record r
    join roster_record p on p.recognizer_id = r.recognizer_id and p.kind = 'person' and p.sourced_id = r.person_ref
      and p.active and (p.data->>'enabled')::boolean and p.person_id is not null
    join roster_record o on o.recognizer_id = r.recognizer_id and o.kind = 'organization' and o.sourced_id = r.organization_ref
      and o.active and o.organization_id is not null
    where r.recognizer_id = ${recognizerId} and r.kind = 'role' and r.active
      and coalesce((r.data->>'beginsOn')::date, '-infinity') <= ${today}::date
      and coalesce((r.data->>'endsOn')::date, 'infinity') > ${today}::date`.execute(transaction);
  await sql`analyze pg_temp.roster_held`.execute(transaction);
}

/**
 * Knows people of the roster by the HR number on record, then by a confirmed address. An address that nobody confirmed is nobody's; where
 * number and address speak of two people, neither is taken.
 *
 * @returns how many are known now who were not before
 */
export async function linkPeople(transaction: Writing, recognizerId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    with waiting as materialized (
      select sourced_id, email, data->>'identifier' as identifier from roster_record
      where recognizer_id = ${recognizerId} and kind = 'person' and active and person_id is null),
    identified as (
      select hr_identifier, (array_agg(educator_id))[1] as person_id from hr_number where recognizer_id = ${recognizerId}
      group by 1 having count(*) = 1),
    found as (
      select w.sourced_id, coalesce(i.person_id, a.person_id) as person_id from waiting w
      left join identified i on i.hr_identifier = w.identifier
      left join email_address a on a.email = w.email and a.verified_at is not null
      where i.person_id is null or a.person_id is null or i.person_id = a.person_id),
    once as (select person_id, min(sourced_id) as sourced_id from found where person_id is not null group by 1 having count(*) = 1)
    update roster_record r set person_id = once.person_id from once
    where r.recognizer_id = ${recognizerId} and r.kind = 'person' and r.sourced_id = once.sourced_id
      and not exists (select from roster_record other where other.recognizer_id = ${recognizerId} and other.person_id = once.person_id)`.execute(
    transaction,
  );
  return Number(numAffectedRows ?? 0);
}

/**
 * Makes those who hold a role in a school its educators, and ends that where they hold none any more. Roles given by hand (coach, reviewer,
 * Human Resources, administrator) are never given or taken by a roster.
 */
async function alignMemberships(transaction: Writing, { recognizerId, importId }: Alignment): Promise<void> {
  await sql`
    with wanted as (select distinct organization_id, person_id from roster_held),
    missing as materialized (
      select w.*, m.roles as roles_before from wanted w
      left join membership m on m.organization_id = w.organization_id and m.person_id = w.person_id
      where not exists (select from roster_membership v
        where v.recognizer_id = ${recognizerId} and v.organization_id = w.organization_id and v.person_id = w.person_id)),
    vouched as (insert into roster_membership (recognizer_id, organization_id, person_id)
      select ${recognizerId}, organization_id, person_id from missing),
    written as (insert into roster_membership_change (recognizer_id, import_id, organization_id, person_id, given, roles_before)
      select ${recognizerId}, ${importId}, organization_id, person_id, true, roles_before from missing)
    insert into membership (organization_id, person_id, roles) select organization_id, person_id, array['educator'] from missing
    on conflict (organization_id, person_id) do update set roles = array_append(membership.roles, 'educator')
      where not 'educator' = any(membership.roles)`.execute(transaction);
  await sql`
    with gone as materialized (
      select v.organization_id, v.person_id, m.roles as roles_before from roster_membership v
      left join membership m on m.organization_id = v.organization_id and m.person_id = v.person_id
      where v.recognizer_id = ${recognizerId} and not exists (select from roster_held held
        where held.organization_id = v.organization_id and held.person_id = v.person_id)),
    no_more as (delete from roster_membership v using gone
      where v.recognizer_id = ${recognizerId} and v.organization_id = gone.organization_id and v.person_id = gone.person_id),
    written as (insert into roster_membership_change (recognizer_id, import_id, organization_id, person_id, given, roles_before)
      select ${recognizerId}, ${importId}, organization_id, person_id, false, roles_before from gone)
    update membership m set roles = array_remove(m.roles, 'educator') from gone
    where m.organization_id = gone.organization_id and m.person_id = gone.person_id and cardinality(array_remove(m.roles, 'educator')) > 0`.execute(
    transaction,
  );
  await endEmptied(transaction, recognizerId, importId);
}

/** A membership cannot be without roles: one that held nothing but `educator` ends. */
async function endEmptied(transaction: Writing, recognizerId: string, importId: string | null): Promise<void> {
  await sql`
    delete from membership m using (
      select distinct organization_id, person_id from roster_membership_change
      where recognizer_id = ${recognizerId} and import_id is not distinct from ${importId} and not given) taken
    where m.organization_id = taken.organization_id and m.person_id = taken.person_id and m.roles = array['educator']
      and not exists (select from roster_membership v where v.recognizer_id = ${recognizerId}
        and v.organization_id = m.organization_id and v.person_id = m.person_id)`.execute(transaction);
}

/**
 * Records employment where the roster says something new: HR number, position, school, the last day. What the roster has not changed
 * since it was told last stays as Human Resources have it; the first time only what is not on record yet is filled in.
 *
 * @returns how many records were made
 */
async function alignEmployment(transaction: Writing, { recognizerId, importId, today, by }: Alignment): Promise<number> {
  await holdIdentifiers(transaction, recognizerId, 'alone');
  await sql`drop table if exists pg_temp.roster_news`.execute(transaction);
  await sql`create temp table roster_news (sourced_id text, person_id uuid, told jsonb, tells jsonb, begins_on date) on commit drop`.execute(
    transaction,
  );
  await sql`
    insert into roster_news
    with main as (
      select distinct on (person_ref) person_ref, data->>'position' as position, organization_id,
        min((data->>'beginsOn')::date) over (partition by person_ref) as begins_on
      from roster_held order by person_ref, (data->>'primary')::boolean desc, sourced_id)
    select * from (
      select p.sourced_id, p.person_id, p.told,
        case when main.person_ref is not null then jsonb_build_object('hrIdentifier', p.data->>'identifier', 'position', main.position,
            'schoolId', main.organization_id, 'ended', false)
          else p.told || '{"ended": true}' end as tells, main.begins_on
      from roster_record p left join main on main.person_ref = p.sourced_id
      where p.recognizer_id = ${recognizerId} and p.kind = 'person' and p.person_id is not null
        and (p.told is not null or main.person_ref is not null)) says
    where tells is distinct from told`.execute(transaction);
  await sql`analyze pg_temp.roster_news`.execute(transaction);
  const { rows } = await sql<{ made: number }>`
    with news as (
      select s.*, e.id as latest_id, e.contract, e.hired_on, e.licence_starts_on, e.licence_ends_on,
        e.hr_identifier as hr_before, e.position as position_before, e.school_id as school_before, e.ended_on as ended_before,
        -- the first time blanks are filled; later what the roster has changed
        case when s.told is null then coalesce(e.hr_identifier, s.tells->>'hrIdentifier')
          when s.tells->>'hrIdentifier' is distinct from s.told->>'hrIdentifier' then coalesce(s.tells->>'hrIdentifier', e.hr_identifier)
          else e.hr_identifier end as hr_after,
        case when s.told is null then coalesce(e.position, s.tells->>'position')
          when s.tells->>'position' is distinct from s.told->>'position' then s.tells->>'position' else e.position end as position_after,
        case when s.told is null then coalesce(e.school_id, (s.tells->>'schoolId')::uuid)
          when s.tells->>'schoolId' is distinct from s.told->>'schoolId' then (s.tells->>'schoolId')::uuid else e.school_id end as school_after,
        case when s.told is not null and s.tells->'ended' = s.told->'ended' then e.ended_on
          when (s.tells->>'ended')::boolean then coalesce(e.ended_on, ${today}::date) when s.told is null then e.ended_on else null end as ended_after
      from roster_news s left join lateral (
        select * from employment e where e.recognizer_id = ${recognizerId} and e.educator_id = s.person_id and e.effective_on <= ${today}::date
        order by e.effective_on desc, e.id desc limit 1) e on true),
    -- once for all: looked up for each person the view would be counted out anew
    numbers as materialized (
      select hr_identifier, array_agg(educator_id) as holders from hr_number where recognizer_id = ${recognizerId} group by 1),
    made as (
      insert into employment (recognizer_id, educator_id, effective_on, hr_identifier, position, contract, school_id, hired_on, ended_on,
        licence_starts_on, licence_ends_on, recorded_by)
      select ${recognizerId}, n.person_id,
        case when n.latest_id is null then least(coalesce(n.begins_on, ${today}::date), ${today}::date) else ${today}::date end,
        case when n.hr_after is distinct from n.hr_before and taken.holders <> array[n.person_id] then n.hr_before else n.hr_after end,
        n.position_after, n.contract, n.school_after, n.hired_on, n.ended_after, n.licence_starts_on, n.licence_ends_on, ${by}::uuid
      from news n left join numbers taken on taken.hr_identifier = n.hr_after
      where (n.hr_after, n.position_after, n.school_after, n.ended_after)
        is distinct from (n.hr_before, n.position_before, n.school_before, n.ended_before)
      returning id, educator_id),
    written as (
      insert into roster_told (recognizer_id, import_id, sourced_id, told_before, employment_id, previous_id)
      select ${recognizerId}, ${importId}::uuid, n.sourced_id, n.told, made.id, n.latest_id
      from news n left join made on made.educator_id = n.person_id)
    select count(*)::int as made from made`.execute(transaction);
  await sql`
    update roster_record r set told = n.tells from roster_news n
    where r.recognizer_id = ${recognizerId} and r.kind = 'person' and r.sourced_id = n.sourced_id`.execute(transaction);
  return rows[0]?.made ?? 0;
}
