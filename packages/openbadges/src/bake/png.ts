import { crc32, inflateSync } from 'node:zlib';
import { OpenBadgesError } from '../errors.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** The keyword of each version of Open Badges. */
const KEYWORD = { 2: 'openbadges', 3: 'openbadgecredential' };
const KEYWORDS = Object.values(KEYWORD);

/** Options of baking. @property version 2 for an assertion of Open Badges 2.0; 3 unless told */
export interface BakingOptions {
  version?: 2 | 3;
}

const MAX_CHUNKS = 10_000;
/** Of the badge inside an image; compressed text may not unpack to more. */
const MAX_TEXT_BYTES = 2 * 1024 * 1024;

interface Chunk {
  type: string;
  data: Uint8Array;
  /** Where the chunk starts and ends in the file, with length, type and checksum. */
  start: number;
  end: number;
}

/** Whether the bytes start as a PNG file does. */
export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/**
 * Puts a badge into a PNG image, in an uncompressed `iTXt` chunk after the header. A badge already there is replaced.
 *
 * @param badge  the signed badge as JSON text, or as compact JWS; of version 2.0 also the address of a hosted assertion
 * @throws {OpenBadgesError} `image-unsupported` when it is no PNG, `image-malformed` when it is damaged
 * @see Open Badges 3.0, Baked Badge, PNG; Open Badges 2.0, Baking Specification
 */
export function bakePng(png: Uint8Array, badge: string, { version = 3 }: BakingOptions = {}): Uint8Array {
  const chunks = readChunks(png);
  const kept = chunks.filter((chunk) => !(chunk.type === 'iTXt' && KEYWORDS.includes(keywordOf(chunk.data))));
  const [header, ...rest] = kept.map((chunk) => png.subarray(chunk.start, chunk.end)) as [Uint8Array, ...Uint8Array[]];
  // keyword, separator, not compressed, method 0, no language, no translated keyword, text (PNG 1.2 §4.2.3.3)
  const data = Buffer.concat([Buffer.from(`${KEYWORD[version]}\0\0\0\0\0`, 'latin1'), Buffer.from(badge, 'utf8')]);
  return new Uint8Array(Buffer.concat([SIGNATURE, header, writeChunk('iTXt', data), ...rest]));
}

/**
 * Takes the badge out of a PNG image, of version 3.0 or 2.0.
 *
 * @throws {OpenBadgesError} as `bakePng`, and `image-without-badge`
 */
export function unbakePng(png: Uint8Array): string {
  for (const chunk of readChunks(png)) {
    if (KEYWORDS.includes(keywordOf(chunk.data))) {
      if (chunk.type === 'iTXt') return readInternationalText(chunk.data);
      if (chunk.type === 'tEXt') return Buffer.from(chunk.data.subarray(keywordOf(chunk.data).length + 1)).toString('latin1');
    }
  }
  throw new OpenBadgesError('image-without-badge', 'The image has no badge inside.');
}

function readChunks(png: Uint8Array): Chunk[] {
  if (!isPng(png)) throw new OpenBadgesError('image-unsupported', 'This is not a PNG image.');
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  let start = SIGNATURE.length;
  while (start + 12 <= png.length && chunks.length < MAX_CHUNKS) {
    const end = start + 12 + view.getUint32(start);
    if (end > png.length) throw damaged();
    if (view.getUint32(end - 4) !== crc32(png.subarray(start + 4, end - 4))) throw damaged();
    const type = String.fromCharCode(...png.subarray(start + 4, start + 8));
    chunks.push({ type, data: png.subarray(start + 8, end - 4), start, end });
    if (chunks.length === 1 && type !== 'IHDR') throw damaged();
    if (type === 'IEND') return chunks;
    start = end;
  }
  throw damaged();
}

function writeChunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** The keyword is at most 79 letters and ends with a zero. */
function keywordOf(data: Uint8Array): string {
  const end = data.subarray(0, 80).indexOf(0);
  return end < 0 ? '' : String.fromCharCode(...data.subarray(0, end));
}

function readInternationalText(data: Uint8Array): string {
  const flags = keywordOf(data).length + 1;
  const language = data.indexOf(0, flags + 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0) throw damaged();
  const text = data.subarray(translated + 1);
  try {
    const plain = data[flags] === 1 ? inflateSync(text, { maxOutputLength: MAX_TEXT_BYTES }) : text;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch (cause) {
    throw new OpenBadgesError('image-malformed', 'The badge inside the image cannot be read.', {}, { cause });
  }
}

function damaged(): OpenBadgesError {
  return new OpenBadgesError('image-malformed', 'The PNG image is damaged.');
}
