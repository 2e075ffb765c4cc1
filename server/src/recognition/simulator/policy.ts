import type { Database } from '../../platform/database/database.ts';
import { type AccessQuestion, holdersOf, isId } from '../../platform/http/access.ts';
import { posting, postingAllows } from '../policy.ts';

async function ofSimulation({ simulationId }: AccessQuestion['params'], database: Database): Promise<string | null> {
  if (!isId(simulationId)) return null;
  const found = await database.selectFrom('simulation').select('recognizer_id').where('id', '=', simulationId).executeTakeFirst();
  return found?.recognizer_id ?? null;
}

/** Those who may see what is paid: a simulation shows what single educators would get. */
export const simulationKeepers = holdersOf('simulation-keepers', postingAllows, posting, ofSimulation, 'hide');
