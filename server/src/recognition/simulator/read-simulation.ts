import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { previewRule } from '../incentives/read-incentives.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import type { SimulationResult } from './result.ts';
import { Simulation } from './simulation.ts';

export const runStates = ['new', 'running', 'done', 'failed'] as const;
type RunState = (typeof runStates)[number];

/** A simulation in a list. */
export interface ListedSimulation {
  id: string;
  name: string;
  state: RunState;
  question: string;
  scenarios: string[];
  updatedAt: Date;
  updatedBy: string;
  resultAt: Date | null;
}

/** Simulations of a recognizer, the newest first. */
export async function listSimulations(
  database: Database,
  { recognizerId, cursor, limit }: { recognizerId: string; cursor?: string | undefined; limit: number },
): Promise<{ items: ListedSimulation[]; nextCursor: string | null }> {
  const rows = await database
    .selectFrom('simulation as s')
    .innerJoin('person as p', 'p.id', 's.updated_by')
    .select(['s.id', 's.name', 's.state', 's.inputs', 's.updated_at as updatedAt', 'p.name as updatedBy', 's.result_at as resultAt'])
    .where('s.recognizer_id', '=', recognizerId)
    .$if(cursor !== undefined, (query) => query.where('s.id', '<', cursor ?? ''))
    .orderBy('s.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(({ inputs, state, ...row }) => {
    const { question, scenarios } = inputs as unknown as Simulation;
    return { ...row, state: state as RunState, question, scenarios: scenarios.map(({ name }) => name) };
  });
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** A simulation with its last result. */
export interface ShownSimulation {
  id: string;
  recognizer: { id: string; slug: string; name: string };
  name: string;
  simulation: Simulation;
  revision: number;
  /** What each scenario's rules say, in their order. */
  sentences: string[][];
  state: RunState;
  /** Percent of a run under way. */
  progress: number;
  failure: 'too-large' | 'broken' | null;
  result: SimulationResult | null;
  /** Whether the result follows from the inputs as they stand. */
  isCurrent: boolean;
  resultAt: Date | null;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
}

/**
 * Reads a simulation.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function readSimulation(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  simulationId: string,
): Promise<ShownSimulation> {
  const row = await database
    .selectFrom('simulation as s')
    .innerJoin('person as creator', 'creator.id', 's.created_by')
    .innerJoin('person as editor', 'editor.id', 's.updated_by')
    .select(['s.id', 's.recognizer_id', 's.name', 's.inputs', 's.revision', 's.state', 's.progress', 's.failure', 's.result'])
    .select(['s.result_revision', 's.result_at', 's.created_at', 's.updated_at', 'creator.name as createdBy', 'editor.name as updatedBy'])
    .where('s.id', '=', simulationId)
    .executeTakeFirst();
  if (!row) throw notFound('simulation');
  const { timezone, ...recognizer } = await findRecognizer(database, row.recognizer_id);
  const simulation = Simulation.parse(row.inputs);
  const today = dateIn(timezone, clock());
  const say = ({ rule }: { rule: Simulation['scenarios'][number]['incentives'][number]['rule'] }) =>
    previewRule(database, recognizer.id, rule, today);
  return {
    id: row.id,
    recognizer,
    name: row.name,
    simulation,
    revision: row.revision,
    sentences: await Promise.all(simulation.scenarios.map(({ incentives }) => Promise.all(incentives.map(say)))),
    state: row.state as RunState,
    progress: row.progress,
    failure: row.failure as ShownSimulation['failure'],
    result: row.result as unknown as SimulationResult | null,
    isCurrent: row.result_revision === row.revision,
    resultAt: row.result_at,
    createdAt: row.created_at,
    createdBy: row.createdBy,
    updatedAt: row.updated_at,
    updatedBy: row.updatedBy,
  };
}
