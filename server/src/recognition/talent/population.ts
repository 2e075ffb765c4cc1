import { type RawBuilder, sql } from 'kysely';

/**
 * Educators of a recognizer and its schools, each once for every school (`seat`), those of no school under the recognizer itself; and who of
 * them agreed to be shown by name (`agreed`).
 */
export const population = (recognizerId: string): RawBuilder<unknown> => sql`
  own as (
    select id from organization where id = ${recognizerId}
    union select o.id from organization o join own on o.parent_id = own.id),
  staff as (
    select m.person_id, m.organization_id from membership m join own on own.id = m.organization_id where m.roles @> array['educator']),
  seat as materialized (
    select person_id, organization_id as school_id from staff where organization_id <> ${recognizerId}
    union select person_id, organization_id from staff s where not exists (
      select from staff elsewhere where elsewhere.person_id = s.person_id and elsewhere.organization_id <> ${recognizerId})),
  agreed as (select person_id from talent_consent where recognizer_id = ${recognizerId} and shown)`;

/** Awards that stand, and that their earners do not hide. */
export const standingAwards: RawBuilder<unknown> = sql`
  select a.id, a.earner_id, a.micro_credential_id, a.stack_id, a.awarded_at from award a
  where not exists (select from award_revocation r where r.award_id = a.id)
    and not exists (select from award_suspension s where s.award_id = a.id and s.ended_at is null)
    and not exists (select from award_showing s where s.award_id = a.id and not s.shown)`;
