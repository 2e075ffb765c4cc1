import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { erasureBegun, noErasure } from '../problems.ts';

/**
 * Takes an erasure back: by the mailed link, signed in or not, or by its person.
 *
 * @throws {Problem} 404 for an unknown link; 409 `erasure-begun`, `no-erasure`
 */
export async function takeBack(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  by: { tokenHash: Buffer } | { personId: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const held = await transaction
      .selectFrom('erasure')
      .select(['id', 'state', 'person_id as personId'])
      .where((eb) => ('tokenHash' in by ? eb('token_hash', '=', by.tokenHash) : eb('person_id', '=', by.personId)))
      .orderBy('id', 'desc')
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
    if (!held) throw 'tokenHash' in by ? notFound('erasure') : noErasure();
    if (held.state === 'taken-back') throw noErasure();
    if (held.state !== 'waiting') throw erasureBegun();
    await transaction.updateTable('erasure').set({ state: 'taken-back', ended_at: clock() }).where('id', '=', held.id).execute();
    await audit(transaction, { personId: held.personId, action: 'erasure.taken-back', subjectType: 'person', subjectId: held.personId });
  });
}
