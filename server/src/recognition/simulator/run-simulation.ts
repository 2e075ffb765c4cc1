import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Facts } from '../ledger/facts.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import { loadRules } from '../ledger/load-rules.ts';
import { educatorsAfter } from '../ledger/settle-everyone.ts';
import { educatorsNow, loadList } from './basis.ts';
import { PlayTooLarge, playThrough } from './play-through.ts';
import { nothingToEarn, simulationAtWork } from './problems.ts';
import { Simulation } from './simulation.ts';

const queue = 'run-simulation';
/** Educators whose facts are loaded at a time. */
const batch = 500;
/** A run that has not moved for so long was lost with its node. */
const lostAfter = '2 minutes';

/**
 * Has a simulation played through by a job; while it is under way, again changes nothing. One at a time of each recognizer.
 *
 * @throws {Problem} 404 `not-found`; 409 `simulation-at-work`, `nothing-to-earn`
 */
export async function orderRun(
  { database, jobs, clock }: Pick<Ground, 'database' | 'jobs' | 'clock'>,
  simulationId: string,
): Promise<void> {
  const found = await database
    .selectFrom('simulation')
    .select(['recognizer_id', 'inputs'])
    .where('id', '=', simulationId)
    .executeTakeFirst();
  if (!found) throw notFound('simulation');
  const { recognizer_id: recognizerId, inputs } = found;
  if (Simulation.parse(inputs).basis.kind === 'curve' && (await loadList(database, recognizerId)).length === 0) throw nothingToEarn();
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`simulations/${recognizerId}`}, 0))`.execute(transaction);
    const { rows } = await sql<{ id: string }>`select id from simulation where recognizer_id = ${recognizerId} and state = 'running'
      and progressed_at > ${clock()}::timestamptz - ${lostAfter}::interval`.execute(transaction);
    if (rows.some(({ id }) => id === simulationId)) return;
    if (rows.length) throw simulationAtWork();
    const ordered = await transaction
      .updateTable('simulation')
      .set({ state: 'running', run: sql`run + 1`, progress: 0, progressed_at: clock(), failure: null })
      .where('id', '=', simulationId)
      .returning('run')
      .executeTakeFirst();
    if (ordered) await jobs.send(queue, { simulationId, run: ordered.run }, { transaction, key: simulationId });
  });
}

/** Starts playing through what `orderRun` asked for. */
export async function startSimulations(ground: Ground): Promise<void> {
  await ground.jobs.work<{ simulationId: string; run: number }>(queue, ({ simulationId, run }) => runSimulation(ground, simulationId, run));
}

async function runSimulation({ database, clock }: Pick<Ground, 'database' | 'clock'>, simulationId: string, run: number): Promise<void> {
  const ours = { id: simulationId, run, state: 'running' };
  const of = () => database.updateTable('simulation').where((row) => row.and(ours));
  const row = await database
    .selectFrom('simulation')
    .select(['recognizer_id as recognizerId', 'inputs', 'revision'])
    .where((eb) => eb.and(ours))
    .executeTakeFirst();
  // deleted, or overtaken by a later order
  if (!row) return;
  const { recognizerId, revision } = row;
  const began = performance.now();
  let moved = 0;
  const progress = async (share: number) => {
    if (performance.now() - moved < 500) return;
    moved = performance.now();
    await of()
      .set({ progress: Math.min(99, Math.round(100 * share)), progressed_at: clock() })
      .execute();
  };
  try {
    const simulation = Simulation.parse(row.inputs);
    const [{ terms }, list, educators] = await Promise.all([
      loadRules(database, recognizerId),
      loadList(database, recognizerId),
      educatorsNow(database, recognizerId),
    ]);
    const facts = simulation.basis.kind === 'history' ? factsOf(database, recognizerId, educators, progress) : null;
    const result = await playThrough({ simulation, terms, list, educators }, facts, progress);
    await of()
      .set({
        state: 'done',
        progress: 100,
        result: JSON.stringify(result),
        result_revision: revision,
        result_at: clock(),
        took_ms: Math.round(performance.now() - began),
      })
      .execute();
  } catch (error) {
    const isTooLarge = error instanceof PlayTooLarge;
    await of()
      .set({ state: 'failed', failure: isTooLarge ? 'too-large' : 'broken' })
      .execute();
    if (!isTooLarge) throw error;
  }
}

/** The facts of everybody, portion by portion. */
async function* factsOf(
  database: Database,
  recognizerId: string,
  educators: number,
  progress: (share: number) => Promise<void>,
): AsyncGenerator<readonly Facts[]> {
  let [after, seen]: [string | null, number] = [null, 0];
  for (;;) {
    const ids: string[] = await educatorsAfter(database, recognizerId, after, batch);
    after = ids.at(-1) ?? null;
    if (after === null) return;
    yield [...(await loadFacts(database, recognizerId, ids)).values()];
    seen += ids.length;
    await progress(seen / Math.max(seen + 1, educators));
  }
}
