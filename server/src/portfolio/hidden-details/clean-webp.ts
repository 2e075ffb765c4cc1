import { exifMark, onlyOrientation, readOrientation } from './orientation.ts';

const picture = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Of VP8X: which chunks are to be expected (RFC 9649, 2.7.1). */
const hasExif = 0x08;
const hasXmp = 0x04;

/**
 * A WebP without Exif, XMP and chunks nobody knows (RFC 9649, 2).
 *
 * @returns null where it is no whole WebP
 */
export function cleanWebp(bytes: Buffer): Buffer | null {
  if (bytes.length < 20 || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return null;
  const kept: Buffer[] = [];
  let orientation = 1;
  for (let at = 12; at + 8 <= end; ) {
    const size = bytes.readUInt32LE(at + 4);
    const next = at + 8 + size + (size % 2);
    if (at + 8 + size > end) return null;
    const type = bytes.toString('latin1', at, at + 4);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (picture.has(type)) kept.push(bytes.subarray(at, Math.min(next, end)));
    if (type === 'EXIF') orientation = readOrientation(content.subarray(0, 6).equals(exifMark) ? content.subarray(6) : content);
    at = next;
  }
  const [first] = kept;
  if (first?.toString('latin1', 0, 4) === 'VP8X') {
    const head = Buffer.from(first);
    head[8] = ((head[8] as number) & ~hasExif & ~hasXmp) | (orientation === 1 ? 0 : hasExif);
    kept[0] = head;
    if (orientation !== 1) kept.push(chunk('EXIF', onlyOrientation(orientation)));
  }
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept]);
  return chunk('RIFF', body);
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
