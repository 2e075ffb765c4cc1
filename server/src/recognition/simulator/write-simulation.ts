import { sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import { editConflict, notFound } from '../../platform/http/problem.ts';
import { checkNames } from '../incentives/publish-incentive.ts';
import { findRecognizer } from '../recognizer.ts';
import { simulationsFull } from './problems.ts';
import type { Simulation } from './simulation.ts';

/** As many as an organization keeps. */
const most = 200;

interface Written {
  name: string;
  simulation: Simulation;
  by: string;
}

/**
 * Keeps a new simulation of a recognizer.
 *
 * @returns its id
 * @throws {Problem} 409 `not-a-recognizer`, `simulations-full`; 422 `rule-names-unknown`
 */
export async function keepSimulation(
  transaction: Writing,
  { recognizerId, name, simulation, by }: Written & { recognizerId: string },
): Promise<string> {
  await findRecognizer(transaction, recognizerId);
  await checkRules(transaction, recognizerId, simulation);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`simulations/${recognizerId}`}, 0))`.execute(transaction);
  const { kept } = await transaction
    .selectFrom('simulation')
    .select((select) => select.fn.countAll<number>().as('kept'))
    .where('recognizer_id', '=', recognizerId)
    .executeTakeFirstOrThrow();
  if (kept >= most) throw simulationsFull(most);
  const { id } = await transaction
    .insertInto('simulation')
    .values({ recognizer_id: recognizerId, name, inputs: JSON.stringify(simulation), created_by: by, updated_by: by })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Saves a simulation that was edited from a known revision; a result that is there stays until it is played through again.
 *
 * @throws {Problem} 404 `not-found`; 409 `edit-conflict`; 422 `rule-names-unknown`
 */
export async function saveSimulation(
  transaction: Writing,
  { simulationId, revision, name, simulation, by }: Written & { simulationId: string; revision: number },
): Promise<{ revision: number }> {
  const current = await transaction
    .selectFrom('simulation')
    .select(['recognizer_id', 'name', 'inputs', 'revision'])
    .where('id', '=', simulationId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('simulation'));
  if (current.revision !== revision)
    throw editConflict({ name: current.name, simulation: current.inputs as unknown, revision: current.revision });
  await checkRules(transaction, current.recognizer_id, simulation);
  await transaction
    .updateTable('simulation')
    .set({ name, inputs: JSON.stringify(simulation), revision: revision + 1, updated_by: by, updated_at: sql`now()` })
    .where('id', '=', simulationId)
    .execute();
  return { revision: revision + 1 };
}

/** Deletes a simulation; again changes nothing. Nothing ever followed from it. */
export async function deleteSimulation(database: Database, simulationId: string): Promise<void> {
  await database.deleteFrom('simulation').where('id', '=', simulationId).execute();
}

async function checkRules(database: Database, recognizerId: string, { scenarios }: Simulation): Promise<void> {
  for (const { incentives } of scenarios) for (const { rule } of incentives) await checkNames(database, recognizerId, rule);
}
