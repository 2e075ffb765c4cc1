import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { askForWork } from './ask-for-work.ts';
import { discard, rosterLock } from './discard.ts';
import { rosterCannotMove, rosterHasProblems, rosterNotTheLast } from './problems.ts';
import { standingImport } from './undo-import.ts';

interface Order {
  recognizerId: string;
  importId: string;
  by: string;
}

/**
 * Has an import applied that was looked at; again changes nothing.
 *
 * @throws {Problem} 404 `not-found`; 409 `roster-has-problems`, `roster-cannot-move`
 */
export async function orderApplying({ database, jobs }: Pick<Ground, 'database' | 'jobs'>, order: Order): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await rosterLock(transaction, order.recognizerId);
    const { state, problems } = await transaction
      .selectFrom('roster_import')
      .select(['state', 'problems'])
      .where('id', '=', order.importId)
      .where('recognizer_id', '=', order.recognizerId)
      .executeTakeFirstOrThrow(() => notFound('import'));
    if (state === 'applying' || state === 'applied') return;
    if (state !== 'checked') throw rosterCannotMove(state);
    if (problems > 0) throw rosterHasProblems(problems);
    await transaction
      .updateTable('roster_import')
      .set({ state: 'applying', applied_by: order.by })
      .where('id', '=', order.importId)
      .execute();
    await askForWork(jobs, order.importId, transaction);
  });
}

/**
 * Has the last applied import taken back; again changes nothing.
 *
 * @throws {Problem} 404 `not-found`; 409 `roster-not-the-last`, `roster-cannot-move`
 */
export async function orderUndoing({ database, jobs }: Pick<Ground, 'database' | 'jobs'>, order: Order): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await rosterLock(transaction, order.recognizerId);
    const { state } = await transaction
      .selectFrom('roster_import')
      .select('state')
      .where('id', '=', order.importId)
      .where('recognizer_id', '=', order.recognizerId)
      .executeTakeFirstOrThrow(() => notFound('import'));
    if (state === 'undoing' || state === 'undone') return;
    if (state !== 'applied') throw rosterCannotMove(state);
    if ((await standingImport(transaction, order.recognizerId)) !== order.importId) throw rosterNotTheLast();
    // the preview of another speaks of the roster as it stands now
    const { rows: open } = await sql<{ id: string; state: string }>`select id, state from roster_import
      where recognizer_id = ${order.recognizerId} and state in ('reading', 'checking', 'checked', 'applying', 'undoing')`.execute(
      transaction,
    );
    for (const { id, state: at } of open) {
      if (at !== 'checked') throw rosterCannotMove(at);
      await discard(transaction, id);
    }
    await transaction
      .updateTable('roster_import')
      .set({ state: 'undoing', undone_by: order.by })
      .where('id', '=', order.importId)
      .execute();
    await askForWork(jobs, order.importId, transaction);
  });
}

/**
 * Lets go of an import that was not applied; again changes nothing.
 *
 * @throws {Problem} 404 `not-found`; 409 `roster-cannot-move`
 */
export async function discardImport({ database }: Pick<Ground, 'database'>, { recognizerId, importId }: Omit<Order, 'by'>): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await rosterLock(transaction, recognizerId);
    const { state } = await transaction
      .selectFrom('roster_import')
      .select('state')
      .where('id', '=', importId)
      .where('recognizer_id', '=', recognizerId)
      .executeTakeFirstOrThrow(() => notFound('import'));
    if (state === 'discarded') return;
    if (state !== 'checked') throw rosterCannotMove(state);
    await discard(transaction, importId);
  });
}
