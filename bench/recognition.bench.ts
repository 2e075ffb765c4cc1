import { enter } from '../e2e/harness/enter.ts';
import { keepFigures } from '../server/src/recognition/insight/keep-figures.ts';
import { verifyLedger } from '../server/src/recognition/ledger/verify-ledger.ts';
import type { BenchRun } from './bench.ts';
import { type BenchServer, benchServer } from './bench-server.ts';
import { type GeneratedDistrict, generatedDistrict } from './generated-district.ts';
import { againstHello, figure, type Load, send } from './measure.ts';

export const about = 'the ledger of 100,000 educators with 1,000,000 awards: recomputed, stated, summed up, looked over';

export async function run(how: BenchRun): Promise<void> {
  const [small, large] = how.isQuick ? [200, 2000] : [1000, 100_000];
  const bench = await how.step('starting a server on an empty folder', () => benchServer());
  try {
    const district = await generatedDistrict(bench.database);
    const grow = async (educators: number) => {
      await how.step(`posting up to ${educators * 10} awards`, () => district.growTo(educators));
      await how.step('entering what they are worth', () => district.enter());
    };
    await grow(small);
    const few = await recompute(bench, district);
    const before = await steady(statements(bench, district, await sessionOf(bench, district)), how);
    await grow(large);
    const many = await how.step('recomputing everything', () => recompute(bench, district));
    const ratio = many.seconds / many.awards / (few.seconds / few.awards);
    figure(`recognition.recompute-${many.awards}`, many.seconds, 's', ratio, `an-award-of-${few.awards}`);
    const session = await sessionOf(bench, district);
    const after = await steady(statements(bench, district, session), how);
    figure(
      `recognition.statement.at-${many.awards}.p50`,
      after.p50,
      'ms',
      after.p50 / before.p50,
      `recognition.statement.at-${few.awards}.p50`,
    );
    figure(
      `recognition.statement.at-${many.awards}.p99`,
      after.p99,
      'ms',
      after.p99 / before.p99,
      `recognition.statement.at-${few.awards}.p99`,
    );
    const { url } = bench.server;
    await againstHello('recognition.statement', url, statements(bench, district, session), how);
    const at = `/api/v1/organizations/${district.recognizerId}`;
    const always = (path: string): Load => ({ url, visitor: () => ({ next: () => ({ path: at + path, headers: { cookie: session } }) }) });
    await againstHello('recognition.totals', url, always('/ledger/totals'), how);
    const counting = performance.now();
    await how.step('counting what the dashboard shows', () =>
      keepFigures({ database: bench.database, clock: () => new Date() }, district.recognizerId),
    );
    figure(`recognition.count-figures-${many.awards}`, (performance.now() - counting) / 1000, 's', 1, 'itself');
    await againstHello('recognition.dashboard', url, always('/insight'), how);
    const { p50, p99 } = await steady(always('/insight'), how);
    figure('recognition.dashboard.alone.p50', p50, 'ms', 1, 'itself');
    figure('recognition.dashboard.alone.p99', p99, 'ms', 1, 'itself');
  } finally {
    await bench.close();
  }
}

async function recompute({ database }: BenchServer, { educatorIds }: GeneratedDistrict): Promise<{ seconds: number; awards: number }> {
  const began = performance.now();
  const { awards, educators, differences } = await verifyLedger(database, ({ what }) => console.error(what));
  if (differences || educators !== educatorIds.length)
    throw new Error(`${differences} differences over ${educators} educators: the ledger is wrong.`);
  return { seconds: (performance.now() - began) / 1000, awards };
}

const sessionOf = ({ database, dataFolder, server }: BenchServer, { hrId }: GeneratedDistrict): Promise<string> =>
  enter(database, { dataFolder, url: server.url }, hrId);

/** Human Resources open one educator's statement after the other. */
function statements({ server }: BenchServer, { recognizerId, educatorIds }: GeneratedDistrict, cookie: string): Load {
  let opened = 0;
  return {
    url: server.url,
    visitor: () => ({
      next() {
        opened += 1;
        const educatorId = educatorIds[(opened * 7919) % educatorIds.length];
        return { path: `/api/v1/organizations/${recognizerId}/educators/${educatorId}/statement`, headers: { cookie } };
      },
    }),
  };
}

/** Two people at a time: the time of an answer, not of a queue. */
async function steady(load: Load, { isQuick }: BenchRun) {
  await send({ ...load, connections: 2 }, 1);
  return send({ ...load, connections: 2 }, isQuick ? 1 : 6);
}
