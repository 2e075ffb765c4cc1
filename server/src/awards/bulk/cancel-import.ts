import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { nothingToCancel } from '../problems.ts';
import { askForWork } from './ask-for-work.ts';

/**
 * Has nothing more issued from an import; what is issued stays. A batch under way comes to its end first. Cancelled again changes nothing.
 *
 * @throws {Problem} 404 `not-found`; 409 `nothing-to-cancel`
 */
export async function cancelImport(
  { database, jobs, clock }: Pick<Ground, 'database' | 'jobs' | 'clock'>,
  { organizationId, importId, by }: { organizationId: string; importId: string; by: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { state } = await transaction
      .selectFrom('award_import')
      .select('state')
      .where('id', '=', importId)
      .where('organization_id', '=', organizationId)
      .forUpdate()
      .executeTakeFirstOrThrow(() => notFound('import'));
    if (state === 'cancelled') return;
    const { left, issued } = await transaction
      .selectFrom('award_import_row')
      .select([
        sql<number>`count(*) filter (where state in ('good', 'waiting'))::int`.as('left'),
        sql<number>`count(*) filter (where state = 'issued')::int`.as('issued'),
      ])
      .where('import_id', '=', importId)
      .executeTakeFirstOrThrow();
    if (state === 'issued' && left === 0) throw nothingToCancel();
    await transaction
      .updateTable('award_import')
      .set({ state: 'cancelled', cancelled_by: by, cancelled_at: clock() })
      .where('id', '=', importId)
      .execute();
    await audit(transaction, {
      personId: by,
      action: 'award-import.cancelled',
      subjectType: 'award-import',
      subjectId: importId,
      details: { left, issued },
    });
    // whose awards were made is told so
    await askForWork(jobs, importId, transaction);
  });
}
