import { z } from 'zod';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { isEducatorOf } from '../claims/submit-claim.ts';
import { lockLedger, settle } from '../ledger/settle.ts';
import { notAnEducatorHere } from '../problems.ts';

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
    hiredOn: Day,
    endedOn: Day,
    licenceStartsOn: Day,
    licenceEndsOn: Day,
  })
  .refine(({ licenceStartsOn, licenceEndsOn }) => !licenceStartsOn || !licenceEndsOn || licenceStartsOn < licenceEndsOn, {
    message: 'ends before it starts',
    path: ['licenceEndsOn'],
  })
  .meta({ id: 'EmploymentRecord' });

/**
 * Records employment and brings the educator's ledger along. Records are never changed: a correction is a later record for the same day.
 *
 * @throws {Problem} 422 `not-an-educator-here`
 */
export async function recordEmployment(
  ground: Pick<Ground, 'events'>,
  transaction: Writing,
  { recognizerId, recordedBy, ...record }: z.infer<typeof EmploymentRecord> & { recognizerId: string; recordedBy: string | null },
): Promise<{ id: string }> {
  const { educatorId } = record;
  if (!(await isEducatorOf(transaction, recognizerId, educatorId))) throw notAnEducatorHere();
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
