import { chance } from '../e2e/harness/chance.ts';
import { enter } from '../e2e/harness/enter.ts';
import { earnOn, person } from '../e2e/operating/people-at-work.ts';
import { aMember, aPerson } from '../server/src/testing/builders.ts';
import { aMicroCredential } from '../server/src/testing/catalog.ts';
import type { BenchRun } from './bench.ts';
import { type BenchServer, benchServer } from './bench-server.ts';
import { generatedCatalog } from './generated-catalog.ts';
import { againstHello, type Load } from './measure.ts';

export const about = 'home, micro-credential and badge page as strangers see them';

export async function run(how: BenchRun): Promise<void> {
  const bench = await how.step('starting a server on an empty folder', () => benchServer());
  const { url } = bench.server;
  const catalog = generatedCatalog();
  try {
    const count = how.isQuick ? 500 : 10_000;
    await how.step(`publishing ${count} definitions`, () => catalog.growTo(bench.database, count));
    const badges = await how.step('earning badges', () => earnBadges(bench, how.isQuick ? 2 : 12));
    await againstHello('page.home', url, { url: `${url}/` }, how);
    const slugs = catalog.published.map(({ slug }) => slug);
    // pages stay kept until what they show changes: on a day of school each has been looked at before
    await how.step('looking at every micro-credential once', () => lookAtEach(url, slugs));
    // a few are looked at by everybody, most by hardly anybody
    await againstHello('page.micro-credential', url, visits(url, '/micro-credentials/', slugs), how);
    await againstHello('page.micro-credential.new', url, visits(url, '/micro-credentials/', slugs, true), how);
    await againstHello('page.badge', url, visits(url, '/badges/', badges), how);
    await againstHello('page.badge.new', url, visits(url, '/badges/', badges, true), how);
  } finally {
    await bench.close();
  }
}

const by = chance(7);
let serial = 0;

/** @param isNew every address differs, so that each page is made for its visitor */
function visits(url: string, path: string, names: string[], isNew = false): Load {
  return {
    url,
    visitor: () => ({ next: () => ({ path: `${path}${names[by.zipf(names.length)]}${isNew ? `?asked=${serial++}` : ''}` }) }),
  };
}

async function lookAtEach(url: string, slugs: string[]): Promise<void> {
  const left = [...slugs];
  const look = async () => {
    for (let slug = left.pop(); slug; slug = left.pop()) await (await fetch(`${url}/micro-credentials/${slug}`)).arrayBuffer();
  };
  await Promise.all(Array.from({ length: 8 }, look));
}

/** Badges as they come about: worked for, submitted, scored, signed. */
async function earnBadges(bench: BenchServer, count: number): Promise<string[]> {
  const { database, dataFolder, server } = bench;
  const where = { dataFolder, url: server.url };
  const { issuerId } = await aMicroCredential(database);
  const chosen: string[] = [];
  while (chosen.length < count) chosen.push((await aMicroCredential(database, { issuerId })).microCredentialId);
  const as = async (id: string) => person(() => server.url, await enter(database, where, id));
  const earner = await as((await aPerson(database)).id);
  const evaluator = await as((await aMember(database, issuerId, 'evaluator')).id);
  await earnOn(earner, evaluator, chosen, () => false, { saves: new Map(), files: new Map(), passes: new Set(), count: 0 });
  for (;;) {
    const awards = await database.selectFrom('award').select('id').execute();
    if (awards.length === count) return awards.map(({ id }) => id);
    await new Promise((again) => setTimeout(again, 100));
  }
}
