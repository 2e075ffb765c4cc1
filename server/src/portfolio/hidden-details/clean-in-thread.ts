import { Worker } from 'node:worker_threads';

/** Seconds that a file may take. */
const patience = 60;

/**
 * Cleans a picture or document in a thread of its own: it holds up nobody, and a file made to burst takes down that thread alone.
 *
 * @returns the cleaned bytes; null where it could not be read, in time and memory
 */
export function cleanInThread(mediaType: string, bytes: Uint8Array): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./clean-worker.ts', import.meta.url), {
      workerData: { mediaType, bytes },
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    const end = (cleaned: Buffer | null) => {
      clearTimeout(timer);
      resolve(cleaned);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(null), patience * 1000);
    worker.on('message', (cleaned: Uint8Array | null) =>
      end(cleaned && Buffer.from(cleaned.buffer, cleaned.byteOffset, cleaned.byteLength)),
    );
    worker.on('error', () => end(null));
    worker.on('exit', () => end(null));
  });
}
