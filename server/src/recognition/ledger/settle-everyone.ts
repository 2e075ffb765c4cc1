import { sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { othersSettled, settle } from './settle.ts';

const queue = 'settle-ledgers';
/** Educators in one transaction: enough to be quick, few enough that nobody waits long for their locks. */
const batch = 200;

interface Progress {
  recognizerId: string;
  reason: string;
  /** The last educator that was settled. */
  after: string | null;
}

/** Has every ledger of a recognizer brought to the facts, batch by batch, on any node. */
export async function settleEveryone(
  { jobs }: Pick<Ground, 'jobs'>,
  transaction: Writing,
  recognizerId: string,
  reason: string,
): Promise<void> {
  await jobs.send(queue, { recognizerId, reason, after: null } satisfies Progress, { transaction });
}

/** Starts working on what `settleEveryone` asked for; a batch and the job of the next one share a transaction. */
export async function startSettling(ground: Ground): Promise<void> {
  await ground.jobs.work<Progress>(queue, async ({ recognizerId, reason, after }) => {
    // somebody's first claim may be on its way by what held before: only then is everybody known
    if (after === null) await othersSettled(ground.database, recognizerId);
    await ground.database.transaction().execute(async (transaction) => {
      const educatorIds = await educatorsAfter(transaction, recognizerId, after, batch);
      const last = educatorIds.at(-1);
      if (!last) return;
      await settle(ground, transaction, { recognizerId, educatorIds, reason });
      if (educatorIds.length === batch)
        await ground.jobs.send(queue, { recognizerId, reason, after: last } satisfies Progress, { transaction });
    });
  });
}

/** Educators that have facts or entries with a recognizer, by id. */
export async function educatorsAfter(database: Database, recognizerId: string, after: string | null, limit: number): Promise<string[]> {
  const from = after ?? '00000000-0000-0000-0000-000000000000';
  // each side walks an index; distinct ids of a million rows are never gathered
  const { rows } = await sql<{ id: string }>`
    with recursive claimed as (
      (select educator_id as id from claim where recognizer_id = ${recognizerId} and educator_id > ${from} and state = 'posted' order by educator_id limit 1)
      union all
      select (select educator_id from claim where recognizer_id = ${recognizerId} and educator_id > claimed.id and state = 'posted' order by educator_id limit 1)
      from claimed where claimed.id is not null),
    entered as (
      (select educator_id as id from ledger_entry where recognizer_id = ${recognizerId} and educator_id > ${from} order by educator_id limit 1)
      union all
      select (select educator_id from ledger_entry where recognizer_id = ${recognizerId} and educator_id > entered.id order by educator_id limit 1)
      from entered where entered.id is not null),
    started as (
      (select educator_id as id from starting_balance where recognizer_id = ${recognizerId} and educator_id > ${from} order by educator_id limit 1)
      union all
      select (select educator_id from starting_balance where recognizer_id = ${recognizerId} and educator_id > started.id order by educator_id limit 1)
      from started where started.id is not null)
    select id from (
      (select id from claimed limit ${limit}) union (select id from entered limit ${limit}) union (select id from started limit ${limit})) everybody
    where id is not null order by id limit ${limit}`.execute(database);
  return rows.map(({ id }) => id);
}
