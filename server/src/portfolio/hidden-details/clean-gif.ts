/** Extensions of programs that make a GIF move; all others tell about it. */
const moving = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/**
 * A GIF without comments and what programs noted in it (XMP), and without what was hung behind its end (GIF89a, 15 to 27).
 *
 * @returns null where it is no whole GIF
 */
export function cleanGif(bytes: Buffer): Buffer | null {
  if (bytes.length < 14) return null;
  let at = 13 + colors(bytes[10] as number);
  const kept = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const from = at;
    const what = bytes[at];
    if (what === 0x3b) return Buffer.concat([...kept, bytes.subarray(at, at + 1)]);
    if (what === 0x21) {
      const label = bytes[at + 1];
      const program = label === 0xff && bytes[at + 2] === 11 ? bytes.toString('latin1', at + 3, at + 14) : null;
      at = afterBlocks(bytes, at + 2);
      if (label === 0xf9 || (program !== null && moving.has(program))) kept.push(bytes.subarray(from, at));
    } else if (what === 0x2c) {
      if (at + 10 > bytes.length) return null;
      // its own colors, then the size of a code
      at = afterBlocks(bytes, at + 10 + colors(bytes[at + 9] as number) + 1);
      kept.push(bytes.subarray(from, at));
    } else return null;
  }
  return null;
}

/** Bytes of the color table that a packed field announces. */
const colors = (packed: number): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

function afterBlocks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] as number);
  return at + 1;
}
