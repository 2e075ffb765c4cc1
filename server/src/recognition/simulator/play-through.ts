import { Worker } from 'node:worker_threads';
import type { Facts } from '../ledger/facts.ts';
import type { Play, Said } from './play.ts';
import type { SimulationResult } from './result.ts';

/** What is not done by then is given up. */
const maxMilliseconds = 240_000;
const maxMegabytes = 1024;

/** A simulation that would take more time or memory than one of many users may. */
export class PlayTooLarge extends Error {
  override name = 'PlayTooLarge';
}

/**
 * Plays a simulation through in a thread of its own.
 *
 * @param facts of what was; null for what is to be expected
 * @throws {PlayTooLarge}
 */
export async function playThrough(
  play: Play,
  facts: AsyncIterable<readonly Facts[]> | null,
  progress: (share: number) => Promise<void>,
): Promise<SimulationResult> {
  const worker = new Worker(new URL('./play.ts', import.meta.url), {
    workerData: play,
    resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
  });
  let taken = () => {};
  const ended = new Promise<SimulationResult>((settle, refuse) => {
    worker.on('message', (said: Said) => {
      if ('result' in said) settle(said.result);
      else if ('taken' in said) taken();
      else progress(said.progress).catch(refuse);
    });
    worker.once('error', (error) => refuse('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new PlayTooLarge() : error));
    worker.once('exit', () => refuse(new PlayTooLarge()));
  });
  const tooLong = setTimeout(() => void worker.terminate(), maxMilliseconds);
  try {
    for await (const portion of facts ?? []) {
      const isTaken = new Promise<void>((settle) => {
        taken = settle;
      });
      worker.postMessage(portion);
      await Promise.race([isTaken, ended]);
    }
    if (facts) worker.postMessage(null);
    return await ended;
  } finally {
    clearTimeout(tooLong);
    // an end that nobody waits for any more is none to complain of
    ended.catch(() => undefined);
    await worker.terminate();
  }
}
