import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';

/** Puts the totals of each recognizer into one row a month, incentive and unit, while people post. */
export async function foldTotals(database: Database): Promise<void> {
  const { rows } = await sql<{ id: string }>`select distinct recognizer_id as id from ledger_total where shard >= 0`.execute(database);
  for (const { id } of rows) await sql`select fold_ledger_totals(${id})`.execute(database);
}

/** Folds totals every night, so that reading them stays quick. */
export async function startFolding({ database, jobs }: Pick<Ground, 'database' | 'jobs'>): Promise<void> {
  await jobs.every('fold-ledger-totals', '17 8 * * *', () => foldTotals(database));
}
