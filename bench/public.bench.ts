import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { benchServer } from './bench-server.ts';
import { againstHello } from './measure.ts';

/** Public pages and search over the demo's catalog, each against hello-JSON of the same server in the same run. */
export async function run(): Promise<void> {
  const bench = await benchServer((dataFolder) => {
    const demo = resolve(import.meta.dirname, '../server/src/operations/demo.ts');
    const { status, stderr } = spawnSync(process.execPath, [demo, '--load-only'], {
      env: { ...process.env, BREVET_DATA: dataFolder },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`The demo could not be loaded: ${stderr}`);
  });
  const { url } = bench.server;
  try {
    await againstHello('page.home', url, { url: `${url}/` });
    await againstHello('page.micro-credential', url, { url: `${url}/micro-credentials/grit-and-resilience` });
    await againstHello('catalog.search.kept', url, { url: `${url}/api/v1/micro-credentials?q=memory` });
    let count = 0;
    await againstHello('catalog.search.new', url, {
      url,
      // a text never asked before: nothing is answered from what is kept
      setupRequest: (request) => {
        count += 1;
        return { ...request, path: `/api/v1/micro-credentials?q=${encodeURIComponent(`memory ${count}`)}` };
      },
    });
  } finally {
    await bench.close();
  }
}
