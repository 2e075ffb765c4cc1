import { parentPort, workerData } from 'node:worker_threads';
import jsqr from 'jsqr';

/** Looks for a QR code in pixels (RGBA), in a thread of its own: it may take seconds where there is none. See read-qr.ts. */
const { pixels, width, height } = workerData as { pixels: Uint8ClampedArray; width: number; height: number };
parentPort?.postMessage(jsqr.default(pixels, width, height)?.data ?? null);
