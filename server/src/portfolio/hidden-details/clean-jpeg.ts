import { exifMark, onlyOrientation, readOrientation } from './orientation.ts';

/**
 * A JPEG without what cameras and programs noted in it (Exif, XMP, IPTC, comments, previews) and without what was hung behind its end, as
 * moving pictures and depth maps are, with places of their own. Its pixels, colors and the way up stay as they are, bit by bit (ITU-T T.81, B).
 *
 * @returns null where it is no whole JPEG
 */
export function cleanJpeg(bytes: Buffer): Buffer | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  const kept: Buffer[] = [];
  let orientation = 1;
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return whole(kept, orientation);
    if (at + 4 > bytes.length) return null;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length || end < at + 4) return null;
    const segment = bytes.subarray(at, end);
    if (marker === 0xe1 && segment.subarray(4, 10).equals(exifMark)) orientation = readOrientation(segment.subarray(10));
    const pictured = isPicture(marker, segment);
    if (pictured) kept.push(pictured);
    at = end;
    // entropy-coded data goes on to the next marker that is neither stuffed nor a restart
    if (marker === 0xda) {
      const scan = endOfScan(bytes, at);
      kept.push(bytes.subarray(at, scan));
      at = scan;
    }
  }
  return kept.length ? whole(kept, orientation) : null;
}

function whole(kept: Buffer[], orientation: number): Buffer {
  const parts: Buffer[] = [Buffer.from([0xff, 0xd8])];
  // JFIF asks to be first
  const [first] = kept;
  if (first?.[1] === 0xe0) parts.push(kept.shift() as Buffer);
  if (orientation !== 1) {
    const exif = Buffer.concat([exifMark, onlyOrientation(orientation)]);
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(exif.length + 2, 2);
    parts.push(head, exif);
  }
  return Buffer.concat([...parts, ...kept, Buffer.from([0xff, 0xd9])]);
}

/** What of a segment is the picture; null where it only tells about it. */
function isPicture(marker: number, segment: Buffer): Buffer | null {
  const begins = (mark: string) => segment.toString('latin1', 4, 4 + mark.length) === mark;
  if (marker === 0xfe) return null;
  if (marker === 0xe0) {
    if (!begins('JFIF\0') || segment.length < 18) return null;
    // without the preview it may carry
    const head = Buffer.from(segment.subarray(0, 18));
    head.writeUInt16BE(16, 2);
    head.writeUInt16BE(0, 16);
    return head;
  }
  if (marker === 0xe2) return begins('ICC_PROFILE\0') ? segment : null;
  if (marker === 0xee) return begins('Adobe') ? segment : null;
  return marker > 0xe0 && marker <= 0xef ? null : segment;
}

function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] as number;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
