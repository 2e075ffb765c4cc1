import { sql } from 'kysely';
import { chance } from '../e2e/harness/chance.ts';
import { enter } from '../e2e/harness/enter.ts';
import { person } from '../e2e/operating/people-at-work.ts';
import { simulateEvaluation } from '../server/src/testing/evaluation-simulation.ts';
import type { BenchRun } from './bench.ts';
import { benchServer } from './bench-server.ts';
import { againstHello, figure } from './measure.ts';

export const about =
  '5,000 submissions read by 50 evaluators through the API: none lost, none double, how even the load, how fast the queue';

export async function run(how: BenchRun): Promise<void> {
  const bench = await how.step('starting a server on an empty folder', () => benchServer());
  const { url } = bench.server;
  const { next } = chance(11);
  const cookieOf = (personId: string) => enter(bench.database, { dataFolder: bench.dataFolder, url }, personId);
  const [submissions, evaluators] = how.isQuick ? [200, 10] : [5000, 50];
  try {
    const simulated = await how.step(`${evaluators} evaluators read ${submissions} submissions`, () =>
      simulateEvaluation({
        database: bench.database,
        submissions,
        evaluators,
        random: next,
        async enter(personId) {
          const { ask } = person(() => url, await cookieOf(personId));
          return ask;
        },
        async whileWaiting({ personId, issuerId }) {
          // what PostgreSQL does by itself within a minute; until then it plans for tables that were empty
          await sql`analyze`.execute(bench.database);
          const headers = { cookie: await cookieOf(personId) };
          const asks = (path: string) => ({ url, visitor: () => ({ next: () => ({ path, headers }) }) });
          await againstHello('evaluation.desk', url, asks('/api/v1/desk'), how);
          await againstHello('evaluation.queue', url, asks(`/api/v1/organizations/${issuerId}/queue`), how);
        },
      }),
    );
    const { lost, double, readTwice, conflicts, readings, adjudications, loads, seconds } = simulated;
    const wrong = { lost, double, readTwice, conflicts };
    for (const [name, count] of Object.entries(wrong))
      figure(`evaluation.${name}`, count, 'submissions', count / submissions, 'submissions');
    figure('evaluation.readings', readings, 'readings', readings / submissions, 'submissions');
    figure('evaluation.adjudications', adjudications, 'readings', adjudications / readings, 'readings');
    const mean = readings / evaluators;
    for (const [name, load] of [
      ['least', loads[0] ?? 0],
      ['median', loads[Math.floor(loads.length / 2)] ?? 0],
      ['most', loads.at(-1) ?? 0],
    ] as const)
      figure(`evaluation.load.${name}`, load, 'readings', load / mean, 'mean load');
    figure('evaluation.submitting', submissions / seconds.submitting, 'submissions/s', seconds.submitting, 'seconds');
    figure('evaluation.deciding', readings / seconds.evaluating, 'readings/s', seconds.evaluating, 'seconds');
    if (Object.values(wrong).some((count) => count > 0)) throw new Error(`The simulation found: ${JSON.stringify(wrong)}`);
  } finally {
    await bench.close();
  }
}
