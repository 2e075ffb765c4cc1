import { crc32 } from 'node:zlib';
import { onlyOrientation, readOrientation } from './orientation.ts';

/** Chunks that are the picture: its pixels, colors, size and movement (PNG, third edition, 5.6). */
const picture = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '));

/**
 * A PNG without texts, Exif, times, what programs keep for themselves, and what was hung behind its end.
 *
 * @returns null where it is no whole PNG
 */
export function cleanPng(bytes: Buffer): Buffer | null {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (picture.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'eXIf') {
      const orientation = readOrientation(bytes.subarray(at + 8, end - 4));
      if (orientation !== 1) kept.push(chunk('eXIf', onlyOrientation(orientation)));
    }
    if (type === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const made = Buffer.alloc(body.length + 8);
  made.writeUInt32BE(content.length, 0);
  body.copy(made, 4);
  made.writeUInt32BE(crc32(body), body.length + 4);
  return made;
}
