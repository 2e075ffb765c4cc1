import { parentPort, workerData } from 'node:worker_threads';
import type { Facts, TermsVersion } from '../ledger/facts.ts';
import type { Listed } from './careers.ts';
import type { SimulationResult } from './result.ts';
import { simulateCurve } from './simulate-curve.ts';
import { simulateHistory } from './simulate-history.ts';
import type { Simulation } from './simulation.ts';

/**
 * Plays a simulation through in a thread of its own, so that nobody's request waits for it. See run-simulation.ts.
 *
 * What is expected is played at once. Of what was, the facts come in portions, each of which is acknowledged, then null.
 */

/** What the thread is begun with. */
export interface Play {
  simulation: Simulation;
  terms: readonly TermsVersion[];
  /** What can be earned. */
  list: readonly Listed[];
  /** Who is employed today. */
  educators: number;
}

/** What the thread says. */
export type Said = { progress: number } | { taken: true } | { result: SimulationResult };

const say = (said: Said) => parentPort?.postMessage(said);
const { simulation, terms, list, educators } = workerData as Play;
const { basis } = simulation;
if (basis.kind === 'curve') say({ result: simulateCurve({ simulation, basis, list, terms }, (progress) => say({ progress })) });
else {
  const history = simulateHistory(simulation, { terms, educators });
  parentPort?.on('message', (portion: readonly Facts[] | null) => {
    if (portion === null) {
      say({ result: history.result() });
      parentPort?.close();
      return;
    }
    history.add(portion);
    say({ taken: true });
  });
}
