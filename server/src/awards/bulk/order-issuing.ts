import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { importHasErrors, nothingToIssue, stillChecking } from '../problems.ts';
import { askForWork } from './ask-for-work.ts';

/**
 * Has the good rows of a checked import issued. Ordered again changes nothing.
 *
 * @param order.skipBad whether to issue although some rows are not good; those stay behind
 * @throws {Problem} 404 `not-found`; 409 `award-import-unchecked`, `award-import-has-errors`, `nothing-to-issue`
 */
export async function orderIssuing(
  { database, jobs, clock }: Pick<Ground, 'database' | 'jobs' | 'clock'>,
  { organizationId, importId, skipBad, by }: { organizationId: string; importId: string; skipBad: boolean; by: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { state } = await transaction
      .selectFrom('award_import')
      .select('state')
      .where('id', '=', importId)
      .where('organization_id', '=', organizationId)
      .forUpdate()
      .executeTakeFirstOrThrow(() => notFound('import'));
    if (state === 'checking') throw stillChecking();
    if (state !== 'checked') return;
    const { good, bad } = await transaction
      .selectFrom('award_import_row')
      .select([
        sql<number>`count(*) filter (where state = 'good')::int`.as('good'),
        sql<number>`count(*) filter (where state = 'bad')::int`.as('bad'),
      ])
      .where('import_id', '=', importId)
      .executeTakeFirstOrThrow();
    if (good === 0) throw nothingToIssue();
    if (bad > 0 && !skipBad) throw importHasErrors(bad, good);
    await transaction
      .updateTable('award_import')
      .set({ state: 'issuing', ordered_by: by, ordered_at: clock() })
      .where('id', '=', importId)
      .execute();
    await audit(transaction, {
      personId: by,
      action: 'award-import.issuing-ordered',
      subjectType: 'award-import',
      subjectId: importId,
      details: { good, bad },
    });
    await askForWork(jobs, importId, transaction);
  });
}
