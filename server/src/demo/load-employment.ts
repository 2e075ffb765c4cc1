import { z } from 'zod';
import type { App } from '../app.ts';
import { EmploymentRecord, recordEmployment } from '../recognition/index.ts';
import { readDemoFile } from './demo-content.ts';

/** What the demo's districts have on record of their people; who is meant is named by e-mail's owner in `people.json`. */
const DemoEmployment = z.array(
  z.object({
    recognizer: z.string(),
    effectiveOn: z.iso.date(),
    records: z.array(z.looseObject({ person: z.string() })),
  }),
);

/**
 * Records the employment of the demo's people, HR numbers included; a district that has records already is left as it is.
 *
 * @param emails address by the person's key
 * @returns how many records are new
 */
export async function loadEmployment({ ground }: App, emails: ReadonlyMap<string, string>): Promise<number> {
  let recorded = 0;
  for (const { recognizer, effectiveOn, records } of DemoEmployment.parse(readDemoFile('employment.json'))) {
    const { id: recognizerId } = await ground.database
      .selectFrom('organization')
      .select('id')
      .where('slug', '=', recognizer)
      .executeTakeFirstOrThrow();
    const known = await ground.database.selectFrom('employment').select('id').where('recognizer_id', '=', recognizerId).executeTakeFirst();
    if (known) continue;
    await ground.database.transaction().execute(async (transaction) => {
      for (const { person, ...facts } of records) {
        const { id: educatorId } = await transaction
          .selectFrom('person')
          .select('id')
          .where('email', '=', emails.get(person) ?? person)
          .executeTakeFirstOrThrow();
        const record = EmploymentRecord.parse({ educatorId, effectiveOn, ...facts });
        await recordEmployment(ground, transaction, { ...record, recognizerId, recordedBy: null });
        recorded += 1;
      }
    });
  }
  return recorded;
}
