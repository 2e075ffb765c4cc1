import { parentPort, workerData } from 'node:worker_threads';
import { cleanerOf } from './clean-bytes.ts';

/** What a stranger's file does to the program that reads it stays in this thread. */
const { mediaType, bytes } = workerData as { mediaType: string; bytes: Uint8Array };
const cleaned = await cleanerOf(mediaType)?.(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
parentPort?.postMessage(cleaned ?? null);
