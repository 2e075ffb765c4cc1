import { createServer } from 'node:net';

/** A port of 127.0.0.1 that is free just now. */
export const freePort = (): Promise<number> => listenOnce(0);

/** A free port below those that systems hand out by themselves, so that it is still free when it is wanted again. */
export async function keptPort(): Promise<number> {
  for (;;) {
    const wanted = 12_000 + Math.floor(Math.random() * 18_000);
    const port = await listenOnce(wanted).catch(() => null);
    if (port) return port;
  }
}

function listenOnce(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
