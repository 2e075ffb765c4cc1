import { sql } from 'kysely';
import { z } from 'zod';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { isEducatorOf } from '../claims/submit-claim.ts';
import { lockLedger, settle } from '../ledger/settle.ts';
import { hrIdentifierTaken, notAnEducatorHere, notASchoolHere } from '../problems.ts';

const Words = z.string().trim().min(1).max(100).nullable().default(null);
const Day = z.iso.date().nullable().default(null);

/** What holds of an educator's employment from a day on. */
export const EmploymentRecord = z
  .object({
    educatorId: z.uuid(),
    effectiveOn: z.iso.date(),
    hrIdentifier: Words,
    position: Words,
    contract: Words,
    schoolId: z.uuid().nullable().default(null).meta({ description: 'The recognizing entity itself, or what belongs to it' }),
    hiredOn: Day,
    endedOn: Day,
    licenceStartsOn: Day,
    licenceEndsOn: Day,
  })
  .refine(({ licenceStartsOn, licenceEndsOn }) => !licenceStartsOn || !licenceEndsOn || licenceStartsOn < licenceEndsOn, {
    message: 'ends before it starts',
    path: ['licenceEndsOn'],
  })
  .refine(({ hiredOn, endedOn }) => !hiredOn || !endedOn || hiredOn <= endedOn, { message: 'lies before the hiring', path: ['endedOn'] })
  .meta({ id: 'EmploymentRecord' });

/**
 * Records employment and brings the educator's ledger along. Records are never changed: a correction is a later record for the same day.
 *
 * @throws {Problem} 409 `hr-identifier-taken`; 422 `not-an-educator-here`, `not-a-school-here`
 */
export async function recordEmployment(
  ground: Pick<Ground, 'events'>,
  transaction: Writing,
  { recognizerId, recordedBy, ...record }: z.infer<typeof EmploymentRecord> & { recognizerId: string; recordedBy: string | null },
): Promise<{ id: string }> {
  const { educatorId } = record;
  if (!(await isEducatorOf(transaction, recognizerId, educatorId))) throw notAnEducatorHere();
  if (record.schoolId && !(await belongsTo(transaction, recognizerId, record.schoolId))) throw notASchoolHere();
  if (record.hrIdentifier) await holdIdentifier(transaction, { recognizerId, educatorId, hrIdentifier: record.hrIdentifier });
  await lockLedger(transaction, recognizerId, educatorId);
  const recorded = await transaction
    .insertInto('employment')
    .values({
      recognizer_id: recognizerId,
      educator_id: educatorId,
      effective_on: record.effectiveOn,
      hr_identifier: record.hrIdentifier,
      position: record.position,
      contract: record.contract,
      school_id: record.schoolId,
      hired_on: record.hiredOn,
      ended_on: record.endedOn,
      licence_starts_on: record.licenceStartsOn,
      licence_ends_on: record.licenceEndsOn,
      recorded_by: recordedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await settle(ground, transaction, { recognizerId, educatorIds: [educatorId], reason: 'Counted anew: the employment record changed.' });
  return recorded;
}

/** Whether an organization is the recognizer or belongs to it. */
async function belongsTo(transaction: Writing, recognizerId: string, organizationId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive above as (
      select id, parent_id from organization where id = ${organizationId}
      union select o.id, o.parent_id from organization o join above on o.id = above.parent_id)
    select from above where id = ${recognizerId}`.execute(transaction);
  return rows.length > 0;
}

/**
 * Keeps a file from giving somebody a number that is being recorded for another.
 *
 * @param how whoever gives many numbers at once does it alone
 */
export async function holdIdentifiers(transaction: Writing, recognizerId: string, how: 'alone' | 'with others'): Promise<void> {
  const lock = sql.raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
  await sql`select ${lock}(hashtextextended(${`hr-identifiers/${recognizerId}`}, 0))`.execute(transaction);
}

/** Payroll pays by this number: two people never hold the same one. */
async function holdIdentifier(
  transaction: Writing,
  { recognizerId, educatorId, hrIdentifier }: { recognizerId: string; educatorId: string; hrIdentifier: string },
): Promise<void> {
  await holdIdentifiers(transaction, recognizerId, 'with others');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`hr-identifier/${recognizerId}/${hrIdentifier}`}, 0))`.execute(transaction);
  const { rows } = await sql<{ name: string }>`
    select p.name from (select distinct educator_id from employment
      where recognizer_id = ${recognizerId} and hr_identifier = ${hrIdentifier} and educator_id <> ${educatorId}) other
    join hr_number n on n.recognizer_id = ${recognizerId} and n.educator_id = other.educator_id
    join person p on p.id = other.educator_id
    where n.hr_identifier = ${hrIdentifier} limit 1`.execute(transaction);
  const [holder] = rows;
  if (holder) throw hrIdentifierTaken(hrIdentifier, holder.name);
}
