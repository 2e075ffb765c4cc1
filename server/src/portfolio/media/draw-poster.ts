import sharp from 'sharp';

/** The longest edge of a poster, in pixels: enough for a desk, little for a phone. */
const longestEdge = 1280;
/** Pictures above this are no photographs; decoding them would take the memory of the node. */
const mostPixels = 120_000_000;

/** A picture made small, as WebP, upright and without what cameras note about place and time. */
export interface Poster {
  bytes: Buffer;
  mediaType: 'image/webp';
  /** Of the picture it was made from, in pixels, upright. */
  width: number;
  height: number;
}

/**
 * Draws a poster from a picture; of a moving one from its first frame.
 *
 * @param picture bytes, or the path of a file
 * @returns null where it cannot be read as a picture
 */
export async function drawPoster(picture: Uint8Array | string): Promise<Poster | null> {
  try {
    const source = sharp(picture, { limitInputPixels: mostPixels, failOn: 'truncated' }).timeout({ seconds: 30 }).autoOrient();
    const { autoOrient } = await source.metadata();
    const { data } = await source
      .resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, mediaType: 'image/webp', width: autoOrient.width, height: autoOrient.height };
  } catch {
    // damaged, too large, or of a kind this build does not read (HEIC): it goes without
    return null;
  }
}
