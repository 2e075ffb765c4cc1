import { sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { EmployingOrganization, PersonAtWork } from '../conflicts.ts';
import { scoringRoles } from '../policy.ts';
import { settingsFrom } from '../settings/settings.ts';
import { type AssignableEvaluator, assign } from './assign.ts';
import type { WaitingReading } from './eligible.ts';
import { leaseEnd } from './lease.ts';

/** How many readings one round looks at. */
const roundSize = 500;

/**
 * Assigns what waits in every issuer whose submissions are assigned by load and due date. An assigned reading waits for its evaluator first;
 * taken in time or not, it never waits longer than a lease.
 *
 * @returns how many were assigned
 */
export async function assignWaiting(database: Database, now: Date): Promise<number> {
  const issuers = await database
    .selectFrom('evaluation')
    .innerJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
    .select('evaluation.issuer_id as issuerId')
    .distinct()
    .where('evaluation.state', '=', 'waiting')
    .where(isBalanced)
    .where(isUnreserved(now))
    .execute();
  let assigned = 0;
  for (const { issuerId } of issuers)
    assigned += await database.transaction().execute((transaction) => assignIn(transaction, issuerId, now));
  return assigned;
}

const isBalanced = sql<boolean>`reading_plan.settings->>'assignment' = 'balanced'`;
const isUnreserved = (now: Date) => sql<boolean>`(evaluation.reserved_for is null or evaluation.reserved_until <= ${now})`;

async function assignIn(transaction: Writing, issuerId: string, now: Date): Promise<number> {
  // one node at a time: a reading is never assigned twice
  await sql`select pg_advisory_xact_lock(hashtext('evaluation.assign'), hashtext(${issuerId}))`.execute(transaction);
  const waiting = await transaction
    .selectFrom('evaluation')
    .innerJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
    .select([
      'evaluation.id',
      'evaluation.submission_id',
      'evaluation.earner_id',
      'evaluation.micro_credential_id',
      'evaluation.reading',
      'evaluation.due_at',
      'evaluation.for_leads',
      'evaluation.named_only',
      'evaluation.calibrated_only',
      'evaluation.reserved_for',
      'evaluation.reserved_until',
      'reading_plan.settings',
      sql<string[]>`array(select other.evaluator_id::text from evaluation other where other.submission_id = evaluation.submission_id
        and other.id <> evaluation.id and other.evaluator_id is not null)`.as('readers'),
      // others of the same submission that wait for somebody
      sql<string[]>`array(select other.reserved_for::text from evaluation other where other.submission_id = evaluation.submission_id
        and other.id <> evaluation.id and other.state = 'waiting' and other.reserved_until > ${now})`.as('awaited'),
    ])
    .where('evaluation.issuer_id', '=', issuerId)
    .where('evaluation.state', '=', 'waiting')
    .where(isBalanced)
    .where(isUnreserved(now))
    .orderBy('evaluation.due_at')
    .orderBy('evaluation.id')
    .limit(roundSize)
    .forUpdate('evaluation')
    .skipLocked()
    .execute();
  if (!waiting.length) return 0;
  const pool = await loadPool(transaction, issuerId, now);
  const earners = [...new Set(waiting.flatMap(({ earner_id }) => (earner_id ? [earner_id] : [])))];
  const { people, groups, recognized, organizations } = await loadPeopleAtWork(transaction, [
    ...pool.map(({ personId }) => personId),
    ...earners,
  ]);
  const at = (personId: string): PersonAtWork => ({
    personId,
    memberOf: people.get(personId) ?? [],
    groups: groups.get(personId) ?? [],
    recognized: recognized.get(personId) ?? [],
  });
  const readings = waiting.flatMap((row): WaitingReading[] =>
    row.earner_id && row.submission_id
      ? [
          {
            id: row.id,
            submissionId: row.submission_id,
            issuerId,
            microCredentialId: row.micro_credential_id,
            earner: at(row.earner_id),
            reading: row.reading,
            dueAt: row.due_at,
            forLeads: row.for_leads,
            namedOnly: row.named_only,
            calibratedOnly: row.calibrated_only,
            readers: [...row.readers, ...row.awaited],
            reservedFor: row.reserved_for,
            reservedUntil: row.reserved_until,
          },
        ]
      : [],
  );
  const evaluators = pool.map((one): AssignableEvaluator => ({ ...one, issuerId, ...at(one.personId) }));
  const made = assign(readings, evaluators, organizations, now);
  for (const { readingId, personId } of made) {
    const row = waiting.find(({ id }) => id === readingId);
    if (!row) continue;
    await transaction
      .updateTable('evaluation')
      .set({ reserved_for: personId, reserved_until: leaseEnd(settingsFrom(row.settings), { activeAt: now, dueAt: row.due_at }) })
      .where('id', '=', readingId)
      .execute();
  }
  return made.length;
}

/** Everybody who may score for an issuer and is there, with what is carried and what is open to them. */
async function loadPool(transaction: Writing, issuerId: string, now: Date): Promise<Omit<AssignableEvaluator, 'issuerId' | 'memberOf'>[]> {
  return transaction
    .selectFrom('membership')
    .innerJoin('organization', 'organization.id', 'membership.organization_id')
    .leftJoin('evaluator_load', (join) =>
      join
        .onRef('evaluator_load.issuer_id', '=', 'membership.organization_id')
        .onRef('evaluator_load.person_id', '=', 'membership.person_id'),
    )
    .select([
      'membership.person_id as personId',
      sql<boolean>`'evaluation-lead' = any (membership.roles)`.as('isLead'),
      sql<number>`coalesce(evaluator_load.capacity, 8)`.as('capacity'),
      sql<number>`(select count(*)::int from evaluation where
        (evaluation.state = 'taken' and evaluation.evaluator_id = membership.person_id)
        or (evaluation.state = 'waiting' and evaluation.reserved_for = membership.person_id and evaluation.reserved_until > ${now}))`.as(
        'load',
      ),
      sql<string[]>`array(select micro_credential_id::text from evaluator_qualification q where q.person_id = membership.person_id)`.as(
        'namedFor',
      ),
      sql<string[]>`array(select micro_credential_id::text from calibration c
        where c.person_id = membership.person_id and c.met_at is not null)`.as('calibratedFor'),
    ])
    .where('membership.organization_id', '=', issuerId)
    .where(sql<boolean>`membership.roles && ${[...scoringRoles]}::text[]`)
    .where(
      sql<boolean>`(evaluator_load.away_until is null or evaluator_load.away_until <= (${now}::timestamptz at time zone organization.timezone)::date)`,
    )
    .orderBy('membership.person_id')
    .execute();
}

/** What the conflict rule looks at: memberships, groups, whose work was recognized, and every organization that it walks through. */
export async function loadPeopleAtWork(
  database: Database,
  personIds: readonly string[],
): Promise<{
  people: Map<string, string[]>;
  groups: Map<string, string[]>;
  recognized: Map<string, string[]>;
  organizations: EmployingOrganization[];
}> {
  const memberships = await database
    .selectFrom('membership')
    .select(['person_id', 'organization_id'])
    .where('person_id', 'in', personIds.length ? [...personIds] : ['00000000-0000-0000-0000-000000000000'])
    .execute();
  const { rows: organizations } = await sql<EmployingOrganization>`
    with recursive above as (
      select id, is_recognizer, parent_id from organization where id = any (${[...new Set(memberships.map((m) => m.organization_id))]}::uuid[])
      union
      select o.id, o.is_recognizer, o.parent_id from above join organization o on o.id = above.parent_id
    )
    select id, is_recognizer as "isRecognizer", parent_id as "parentId" from above`.execute(database);
  const people = new Map<string, string[]>();
  for (const { person_id, organization_id } of memberships) people.set(person_id, [...(people.get(person_id) ?? []), organization_id]);
  const members = await database
    .selectFrom('group_member')
    .select(['person_id', 'group_id'])
    .where('person_id', 'in', personIds.length ? [...personIds] : ['00000000-0000-0000-0000-000000000000'])
    .where('left_at', 'is', null)
    .execute();
  const groups = new Map<string, string[]>();
  for (const { person_id, group_id } of members) groups.set(person_id, [...(groups.get(person_id) ?? []), group_id]);
  const declared = await database
    .selectFrom('declared_conflict')
    .select(['evaluator_id', 'earner_id'])
    .where('evaluator_id', 'in', personIds.length ? [...personIds] : ['00000000-0000-0000-0000-000000000000'])
    .execute();
  const recognized = new Map<string, string[]>();
  for (const { evaluator_id, earner_id } of declared) recognized.set(evaluator_id, [...(recognized.get(evaluator_id) ?? []), earner_id]);
  return { people, groups, recognized, organizations };
}
