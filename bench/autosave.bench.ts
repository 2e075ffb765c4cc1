import { chance } from '../e2e/harness/chance.ts';
import { enter } from '../e2e/harness/enter.ts';
import { person } from '../e2e/operating/people-at-work.ts';
import { aPerson } from '../server/src/testing/builders.ts';
import { aMicroCredential } from '../server/src/testing/catalog.ts';
import type { BenchRun } from './bench.ts';
import { type BenchServer, benchServer } from './bench-server.ts';
import { demoDefinitions, type Texts, texts } from './generated-texts.ts';
import { againstHello, sendsOf, type Visitor } from './measure.ts';

export const about = 'saving what an earner types, on the disk before it is acknowledged';

const writers = 16;

/** One earner's open answer. */
interface Draft {
  cookie: string;
  path: string;
}

export async function run(how: BenchRun): Promise<void> {
  const bench = await how.step('starting a server on an empty folder', () => benchServer());
  const { url } = bench.server;
  const writing = texts(demoDefinitions(), chance(3));
  try {
    const drafts = await how.step('earners begin a journey each', () => begin(bench, writers * sendsOf(how)));
    await againstHello('autosave', url, { url, connections: writers, method: 'PUT', visitor: () => types(drafts.pop(), writing) }, how);
  } finally {
    await bench.close();
  }
}

/** Types on: a sentence more with each save; a page is full after some fifty and begun anew. */
function types(draft: Draft | undefined, writing: Texts): Visitor {
  if (!draft) throw new Error('There are more writers than journeys.');
  const { cookie, path } = draft;
  let revision = 0;
  let text = '';
  return {
    next() {
      text = text.length > 4000 ? '' : `${text} ${writing.sentence(12)}`;
      return { path, headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify({ text, revision }) };
    },
    told(status, body) {
      if (status === 200) revision = (JSON.parse(body) as { revision: number }).revision;
    },
  };
}

async function begin({ database, dataFolder, server }: BenchServer, count: number): Promise<Draft[]> {
  const { microCredentialId } = await aMicroCredential(database);
  const drafts: Draft[] = [];
  while (drafts.length < count) {
    const cookie = await enter(database, { dataFolder, url: server.url }, (await aPerson(database)).id);
    const { body } = await person(() => server.url, cookie).ask<{ journeyId: string }>('POST', '/api/v1/journeys', { microCredentialId });
    drafts.push({ cookie, path: `/api/v1/journeys/${body.journeyId}/answers/overview/context` });
  }
  return drafts;
}
