import type { ByteSource } from '../../platform/zip/zip-directory.ts';
import { type Blank, zeros } from './blanks.ts';

/** Chunks of a WAV that are its sound; all others tell about it, or nobody knows. */
const sound = new Set(['fmt ', 'data', 'fact', 'cue ', 'smpl', 'JUNK', 'PAD ']);
/** Pieces that are walked through; no recording of people has as many. */
const mostPieces = 1000;
const largestTag = 256 * 1024 * 1024;

/** Blanks the tags of an MP3 or AAC, in place: ID3v2 before the sound, APE and ID3v1 behind it. */
export async function blankTags(source: ByteSource): Promise<Blank[]> {
  const blanks: Blank[] = [];
  const head = await source.read(0, 10);
  if (head.length === 10 && head.toString('latin1', 0, 3) === 'ID3') {
    // a size of four times seven bits; without flags all of it is room left free
    const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] as number) & 127), 0);
    const footer = (head[5] as number) & 0x10 ? 10 : 0;
    blanks.push(zeros(5, 1), zeros(10, Math.min(size + footer, source.size - 10)));
  }
  let end = source.size;
  if (end >= 128 && (await source.read(end - 128, 3)).toString('latin1') === 'TAG') {
    blanks.push(zeros(end - 125, 125));
    end -= 128;
  }
  const ape = end >= 32 ? await source.read(end - 32, 32) : Buffer.alloc(0);
  if (ape.toString('latin1', 0, 8) === 'APETAGEX') {
    // with the header before it, which the size leaves out
    const size = Math.min(ape.readUInt32LE(12) + 32, end, largestTag);
    blanks.push(zeros(end - size, size));
  }
  return blanks;
}

/** Blanks the chunks of a WAV that are not its sound, in place. */
export async function blankWave(source: ByteSource): Promise<Blank[]> {
  const blanks: Blank[] = [];
  let at = 12;
  for (let count = 0; count < mostPieces && at + 8 <= source.size; count += 1) {
    const head = await source.read(at, 8);
    const size = head.readUInt32LE(4);
    const type = head.toString('latin1', 0, 4);
    // a recorder that did not know how long it would be: all that follows is sound
    if (!/^[\x20-\x7e]{4}$/.test(type) || (type === 'data' && (size === 0 || at + 8 + size > source.size))) break;
    const length = Math.min(size, source.size - at - 8);
    if (!sound.has(type) && length <= largestTag) blanks.push({ start: at, bytes: Buffer.from('JUNK', 'latin1') }, zeros(at + 8, length));
    at += 8 + size + (size % 2);
  }
  return blanks;
}

/** FLAC's metadata blocks (RFC 9639, 8): applications, comments and pictures become padding. */
export async function blankFlac(source: ByteSource): Promise<Blank[]> {
  const blanks: Blank[] = [];
  let at = 4;
  for (let count = 0; count < mostPieces && at + 4 <= source.size; count += 1) {
    const head = await source.read(at, 4);
    const [first = 0] = head;
    const length = head.readUIntBE(1, 3);
    const type = first & 0x7f;
    if ((type === 2 || type === 4 || type === 6) && at + 4 + length <= source.size)
      blanks.push({ start: at, bytes: Buffer.from([(first & 0x80) | 1]) }, zeros(at + 4, length));
    at += 4 + length;
    if (first & 0x80) break;
  }
  return blanks;
}

const mostOfOgg = 8 * 1024 * 1024;

/**
 * Ogg: the comments of Vorbis and Opus are written over with blanks of the same length, and the pages that hold them get new checksums
 * (RFC 3533, 6; RFC 7845, 5.2).
 */
export async function blankOgg(source: ByteSource): Promise<Blank[]> {
  const bytes = Buffer.from(await source.read(0, Math.min(source.size, mostOfOgg)));
  const before = Buffer.from(bytes);
  const pages = readPages(bytes);
  const found = pages.findIndex(({ body, end }) => {
    const begins = bytes.toString('latin1', body, Math.min(end, body + 8));
    return begins.startsWith('\x03vorbis') || begins === 'OpusTags';
  });
  const first = pages[found];
  if (!first) return [];
  // the packet goes on through pages until a piece is shorter than 255
  const held: number[] = [];
  const places: number[] = [];
  for (let index = found; index < pages.length; index += 1) {
    const page = pages[index] as Page;
    held.push(index);
    let at = page.body;
    let ended = false;
    for (const piece of page.pieces) {
      for (let offset = 0; offset < piece; offset += 1) places.push(at + offset);
      at += piece;
      ended = piece < 255;
      if (ended) break;
    }
    if (ended) break;
  }
  blankComments(bytes, places, bytes[first.body] === 3 ? 7 : 8);
  for (const index of held) {
    const { start, end } = pages[index] as Page;
    bytes.writeUInt32LE(0, start + 22);
    bytes.writeUInt32LE(oggChecksum(bytes.subarray(start, end)), start + 22);
  }
  return held.flatMap((index) => {
    const { start, end } = pages[index] as Page;
    const now = bytes.subarray(start, end);
    return now.equals(before.subarray(start, end)) ? [] : [{ start, bytes: now }];
  });
}

interface Page {
  start: number;
  body: number;
  end: number;
  /** Lengths of the pieces of packets. */
  pieces: number[];
}

function readPages(bytes: Buffer): Page[] {
  const pages: Page[] = [];
  for (let start = 0; start + 27 <= bytes.length && bytes.toString('latin1', start, start + 4) === 'OggS'; ) {
    const body = start + 27 + (bytes[start + 26] as number);
    const pieces = [...bytes.subarray(start + 27, body)];
    const end = body + pieces.reduce((sum, piece) => sum + piece, 0);
    if (end > bytes.length) break;
    pages.push({ start, body, end, pieces });
    start = end;
  }
  return pages;
}

/** A comment is NAME=value, and stays one: X= and spaces. Each has its length before it. */
function blankComments(bytes: Buffer, places: readonly number[], from: number): void {
  const length = (at: number) => [3, 2, 1, 0].reduce((sum, offset) => sum * 256 + (bytes[places[at + offset] ?? -1] ?? 0), 0);
  let at = from;
  const write = (size: number, text: string) => {
    for (let offset = 0; offset < size; offset += 1) {
      const place = places[at + offset];
      if (place !== undefined) bytes[place] = text.charCodeAt(offset) || 0x20;
    }
    at += size;
  };
  const room = () => Math.min(length(at), places.length);
  const vendor = room();
  at += 4;
  write(vendor, '');
  const count = Math.min(length(at), places.length);
  at += 4;
  for (let index = 0; index < count && at + 4 <= places.length; index += 1) {
    const size = room();
    at += 4;
    write(size, 'X=');
  }
}

/** CRC-32 as Ogg counts it: polynomial 04c11db7, not reflected, beginning with nothing. */
function oggChecksum(page: Buffer): number {
  let sum = 0;
  for (const byte of page) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
