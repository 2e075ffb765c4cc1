import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { scoringRoles } from '../policy.ts';

/** An evaluator in an issuer's pool. */
export interface PooledEvaluator {
  personId: string;
  name: string;
  isLead: boolean;
  capacity: number;
  /** A calendar day in the issuer's time zone. */
  awayUntil: string | null;
  inHand: number;
  assigned: number;
  /** Decided in the last 30 days. */
  decided: number;
  /** Micro-credentials the evaluator is named for. */
  namedFor: string[];
}

/** Everybody who may score for an issuer, with what they carry. */
export async function poolOf(database: Database, issuerId: string): Promise<PooledEvaluator[]> {
  const { rows } = await sql<PooledEvaluator>`
    select person.id as "personId", person.name, 'evaluation-lead' = any (m.roles) as "isLead", coalesce(l.capacity, 8) as capacity,
      l.away_until::text as "awayUntil",
      (select count(*)::int from evaluation e where e.issuer_id = m.organization_id and e.evaluator_id = person.id and e.state = 'taken') as "inHand",
      (select count(*)::int from evaluation e where e.issuer_id = m.organization_id and e.state = 'waiting' and e.reserved_for = person.id
        and e.reserved_until > now()) as assigned,
      (select count(*)::int from evaluation e where e.issuer_id = m.organization_id and e.evaluator_id = person.id and e.state = 'decided'
        and e.anchor_id is null and e.decided_at > now() - interval '30 days') as decided,
      array(select q.micro_credential_id::text from evaluator_qualification q join micro_credential mc on mc.id = q.micro_credential_id
        where q.person_id = person.id and mc.issuer_id = m.organization_id order by q.granted_at) as "namedFor"
    from membership m join person on person.id = m.person_id
    left join evaluator_load l on l.issuer_id = m.organization_id and l.person_id = m.person_id
    where m.organization_id = ${issuerId} and m.roles && ${[...scoringRoles]}::text[]
    order by person.name, person.id
    limit 500`.execute(database);
  return rows;
}

/** How an evaluator is used: how much at once, from when, and for which micro-credentials by name. */
export interface PoolChange {
  issuerId: string;
  personId: string;
  by: string;
  capacity: number;
  awayUntil: string | null;
  namedFor: string[];
}

/** @throws {Problem} 404 for somebody who does not score here, or a micro-credential of another issuer */
export async function changePool(database: Database, change: PoolChange): Promise<void> {
  const { issuerId, personId, by, capacity, awayUntil, namedFor } = change;
  await database.transaction().execute(async (transaction) => {
    const member = await transaction
      .selectFrom('membership')
      .select('person_id')
      .where('organization_id', '=', issuerId)
      .where('person_id', '=', personId)
      .where(sql<boolean>`roles && ${[...scoringRoles]}::text[]`)
      .executeTakeFirst();
    if (!member) throw notFound('evaluator');
    const own = await transaction.selectFrom('micro_credential').select('id').where('issuer_id', '=', issuerId).execute();
    if (namedFor.some((id) => !own.some((one) => one.id === id))) throw notFound('micro-credential');
    await transaction
      .insertInto('evaluator_load')
      .values({ issuer_id: issuerId, person_id: personId, capacity, away_until: awayUntil })
      .onConflict((conflict) =>
        conflict.columns(['issuer_id', 'person_id']).doUpdateSet({ capacity, away_until: awayUntil, updated_at: sql`now()` }),
      )
      .execute();
    await transaction
      .deleteFrom('evaluator_qualification')
      .where('person_id', '=', personId)
      .where('micro_credential_id', 'in', own.length ? own.map(({ id }) => id) : ['00000000-0000-0000-0000-000000000000'])
      .where(sql<boolean>`not micro_credential_id = any (${namedFor}::uuid[])`)
      .execute();
    if (namedFor.length)
      await transaction
        .insertInto('evaluator_qualification')
        .values([...new Set(namedFor)].map((id) => ({ micro_credential_id: id, person_id: personId, granted_by: by })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await audit(transaction, {
      personId: by,
      action: 'evaluation.pool-changed',
      subjectType: 'person',
      subjectId: personId,
      details: { issuerId, capacity, awayUntil, namedFor },
    });
  });
}

/** An educator who holds a micro-credential and does not evaluate here yet. */
export interface Candidate {
  personId: string;
  name: string;
  awardedAt: Date;
}

/**
 * Educators who hold a micro-credential of this issuer, and may be invited to evaluate it; the latest first.
 *
 * @param only asks about one person
 */
export async function candidatesFor(database: Database, issuerId: string, microCredentialId: string, only?: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select person.id as "personId", person.name, max(award.awarded_at) as "awardedAt"
    from award join person on person.id = award.earner_id
    where award.micro_credential_id = ${microCredentialId} and award.issuer_id = ${issuerId}
      and (${only ?? null}::uuid is null or person.id = ${only ?? null})
      and not exists (select from award_revocation r where r.award_id = award.id)
      and not exists (select from award_suspension s where s.award_id = award.id and s.ended_at is null)
      and not exists (select from membership m where m.organization_id = ${issuerId} and m.person_id = person.id
        and m.roles && ${[...scoringRoles]}::text[])
    group by person.id
    order by max(award.awarded_at) desc
    limit 100`.execute(database);
  return rows;
}
