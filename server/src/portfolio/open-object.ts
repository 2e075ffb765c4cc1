import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileAway } from './problems.ts';

/**
 * Waits until a stream of the store has begun: what is not there is found out while the answer can still say so.
 *
 * @throws {Problem} 503 `file-away`
 */
export async function opened(bytes: Readable): Promise<Readable> {
  try {
    await once(bytes, 'readable');
    return bytes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw fileAway();
    throw error;
  }
}
