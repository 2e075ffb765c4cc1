import { Worker } from 'node:worker_threads';
import { OpenBadgesError, unbake } from '@brevet/openbadges';
import sharp from 'sharp';

/** Pixels of the longer side in which a code is looked for: a small picture evens out noise, a large one shows a small code. */
const sides = [700, 1600];
/** A search that takes longer is given up. */
const maxMilliseconds = 10_000;
/** A picture that claims to be larger is not unpacked. */
const maxPixels = 50_000_000;

/** Whether bytes are a picture that holds no badge itself, so that at most a code in it can lead to one. */
export function isPlainPicture(file: Uint8Array): boolean {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => file[index] === byte);
  const isPng = begins(0x89, 0x50, 0x4e, 0x47);
  const isPhoto = begins(0xff, 0xd8, 0xff) || (begins(0x52, 0x49, 0x46, 0x46) && Buffer.from(file.subarray(8, 12)).toString() === 'WEBP');
  if (!isPng) return isPhoto;
  try {
    unbake(file);
    return false;
  } catch (error) {
    return error instanceof OpenBadgesError && error.code === 'image-without-badge';
  }
}

/**
 * Reads the QR code in a photo or picture.
 *
 * @returns what the code says; null when there is none or the picture cannot be read
 */
export async function readQr(picture: Uint8Array): Promise<string | null> {
  for (const side of sides) {
    const pixels = await pixelsOf(picture, side);
    const said = pixels && (await findQr(pixels));
    if (said) return said.trim();
  }
  return null;
}

interface Pixels {
  pixels: Uint8ClampedArray;
  width: number;
  height: number;
}

async function pixelsOf(picture: Uint8Array, side: number): Promise<Pixels | null> {
  try {
    const { data, info } = await sharp(picture, { limitInputPixels: maxPixels })
      .rotate() // as the camera was held
      .flatten({ background: '#fff' })
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { pixels: new Uint8ClampedArray(data), width: info.width, height: info.height };
  } catch {
    return null; // a broken picture holds no code
  }
}

function findQr(workerData: Pixels): Promise<string | null> {
  return new Promise((settle, refuse) => {
    const worker = new Worker(new URL('./find-qr.ts', import.meta.url), { workerData, resourceLimits: { maxOldGenerationSizeMb: 256 } });
    const tooLong = setTimeout(() => void worker.terminate(), maxMilliseconds);
    worker.once('message', settle);
    worker.once('error', refuse);
    worker.once('exit', () => {
      clearTimeout(tooLong);
      settle(null);
    });
  });
}
