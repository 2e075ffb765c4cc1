import { chance } from '../e2e/harness/chance.ts';
import type { BenchRun } from './bench.ts';
import { type BenchServer, benchServer } from './bench-server.ts';
import { type GeneratedCatalog, generatedCatalog } from './generated-catalog.ts';
import { againstHello, figure, type Load, type Rate, send } from './measure.ts';
import { asking } from './queries.ts';

export const about = 'catalog search at 10,000 definitions, and how it grows from 1,000 to 100,000';

export async function run(how: BenchRun): Promise<void> {
  const [small, middle, large] = how.isQuick ? [500, 1000, 2000] : [1000, 10_000, 100_000];
  const bench = await how.step('starting a server on an empty folder', () => benchServer());
  const catalog = generatedCatalog();
  const grow = (count: number) => how.step(`publishing up to ${count} definitions`, () => catalog.growTo(bench.database, count));
  const grown = async () => {
    await send(searches(bench, catalog, true), how.isQuick ? 0.5 : 2);
    return steady(bench, catalog, how);
  };
  try {
    await grow(small);
    const before = await grown();
    figure(`search.at-${small}.p99`, before.p99, 'ms', 1, `search.at-${small}.p99`);
    await grow(middle);
    await againstHello('search', bench.server.url, searches(bench, catalog, false), how);
    await againstHello('search.new', bench.server.url, searches(bench, catalog, true), how);
    const between = await grown();
    figure(`search.at-${middle}.p99`, between.p99, 'ms', between.p99 / before.p99, `search.at-${small}.p99`);
    await grow(large);
    const after = await grown();
    figure(`search.at-${large}.p50`, after.p50, 'ms', after.p50 / before.p50, `search.at-${small}.p50`);
    figure(`search.at-${large}.p99`, after.p99, 'ms', after.p99 / before.p99, `search.at-${small}.p99`);
  } finally {
    await bench.close();
  }
}

/** Two people at a time, so that the time of an answer is that of the search and not of the queue before it; the middle of three rounds. */
async function steady(bench: BenchServer, catalog: GeneratedCatalog, { isQuick }: BenchRun): Promise<Rate> {
  const rounds: Rate[] = [];
  for (let round = 0; round < 3; round += 1)
    rounds.push(await send({ ...searches(bench, catalog, true), connections: 2 }, isQuick ? 1 : 5));
  rounds.sort((one, other) => one.p99 - other.p99);
  return rounds[1] as Rate;
}

let people = 0;

/** Everybody asks as people do, each connection one person. */
function searches(bench: BenchServer, catalog: GeneratedCatalog, isNew: boolean): Load {
  return {
    url: bench.server.url,
    visitor() {
      people += 1;
      const person = asking(catalog, chance(people), isNew);
      let following: string | null = null;
      return {
        next: () => ({ path: person.next(following) }),
        told(_status, body) {
          following = /"nextCursor":"([^"]+)"/.exec(body)?.[1] ?? null;
        },
      };
    },
  };
}
