import type { ByteSource } from '../../platform/zip/zip-directory.ts';
import { type Blank, zeros } from './blanks.ts';

/** A box of the ISO base media file format (ISO/IEC 14496-12, 4.2). */
interface Box {
  type: string;
  start: number;
  /** Where its content begins. */
  body: number;
  end: number;
}

/** Boxes whose content is further boxes. */
const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'moof', 'traf', 'mvex']);
/** Boxes that tell about a recording: names, places, programs, cover pictures, moving pictures behind a photograph. */
const telling = new Set(['udta', 'meta', 'uuid', 'mpvd', 'sefd', 'XMP_', 'free', 'skip']);
/** Whole boxes are read no further than this; no recording of people comes near. */
const largestBox = 256 * 1024 * 1024;
const mostBoxes = 100_000;

/**
 * Blanks what an MP4, MOV, 3GP or M4A tells of itself, in place: the boxes become free space, so that nothing behind them moves. Times when
 * it was made become none, handlers lose their names, and tracks of measurements (where the phone was, second by second) go with their data.
 */
export async function blankMovie(source: ByteSource): Promise<Blank[]> {
  const blanks: Blank[] = [];
  let count = 0;
  const walk = async (from: number, to: number): Promise<void> => {
    for await (const box of boxes(source, from, to)) {
      count += 1;
      if (count > mostBoxes) return;
      if (telling.has(box.type)) blanks.push(...asFreeSpace(box));
      else if (box.type === 'trak' && (await isMeasurements(source, box)))
        blanks.push(...(await samplesOf(source, box)), ...asFreeSpace(box));
      else if (box.type === 'mvhd' || box.type === 'tkhd' || box.type === 'mdhd') blanks.push(...(await withoutTimes(source, box)));
      // version, flags, two types and reserved fields stand before the name
      else if (box.type === 'hdlr' && box.end - box.body > 24) blanks.push(zeros(box.body + 24, box.end - box.body - 24));
      else if (containers.has(box.type)) await walk(box.body, box.end);
    }
  };
  await walk(0, source.size);
  return blanks;
}

/**
 * Blanks Exif and XMP in a HEIC, HEIF or AVIF, in place (ISO/IEC 23008-12, A.2); the way up stands apart from them, as a property.
 */
export async function blankStill(source: ByteSource): Promise<Blank[]> {
  const blanks: Blank[] = [];
  for await (const box of boxes(source, 0, source.size)) {
    if (box.type !== 'meta') {
      if (telling.has(box.type)) blanks.push(...asFreeSpace(box));
      continue;
    }
    const inner = new Map<string, Box>();
    for await (const part of boxes(source, box.body + 4, box.end)) inner.set(part.type, part);
    const [items, places] = [inner.get('iinf'), inner.get('iloc')];
    if (!items || !places) continue;
    const told = await tellingItems(source, items);
    const data = inner.get('idat');
    for (const { item, start, length } of await extents(source, places, data ? data.body : 0))
      if (told.has(item) && start + length <= source.size) blanks.push({ start, bytes: emptyItem(told.get(item) === 'Exif', length) });
  }
  return blanks;
}

async function* boxes(source: ByteSource, from: number, to: number): AsyncGenerator<Box> {
  let at = from;
  for (let count = 0; count < mostBoxes && at + 8 <= to; count += 1) {
    const head = await source.read(at, 16);
    if (head.length < 8) return;
    const type = head.toString('latin1', 4, 8);
    let size = head.readUInt32BE(0);
    let body = at + 8;
    if (size === 1) {
      if (head.length < 16) return;
      size = Number(head.readBigUInt64BE(8));
      body = at + 16;
    } else if (size === 0) size = to - at;
    // from here on these are no boxes
    if (size < body - at || at + size > to) return;
    yield { type, start: at, body, end: at + size };
    at += size;
  }
}

const content = async (source: ByteSource, { body, end }: Box): Promise<Buffer> =>
  end - body > largestBox ? Buffer.alloc(0) : source.read(body, end - body);

function asFreeSpace({ start, body, end }: Box): Blank[] {
  if (end - body > largestBox) return [{ start: start + 4, bytes: Buffer.from('free', 'latin1') }];
  return [{ start: start + 4, bytes: Buffer.from('free', 'latin1') }, zeros(body, end - body)];
}

/** When it was made and changed, seconds since 1904, in 4 or 8 bytes each. */
async function withoutTimes(source: ByteSource, box: Box): Promise<Blank[]> {
  const head = await source.read(box.body, 1);
  const length = head[0] === 1 ? 16 : 8;
  return box.body + 4 + length <= box.end ? [zeros(box.body + 4, length)] : [];
}

async function child(source: ByteSource, box: Box, ...path: string[]): Promise<Box | null> {
  let within = box;
  for (const type of path) {
    let found: Box | null = null;
    for await (const inner of boxes(source, within.body, within.end)) if (inner.type === type) found ??= inner;
    if (!found) return null;
    within = found;
  }
  return within;
}

/** A track of neither picture nor sound nor text: phones and cameras note there where they were. */
async function isMeasurements(source: ByteSource, track: Box): Promise<boolean> {
  const handler = await child(source, track, 'mdia', 'hdlr');
  return handler !== null && (await source.read(handler.body + 8, 4)).toString('latin1') === 'meta';
}

/** Where a track's samples lie (8.6 and 8.7): chunk by chunk, as many samples in each as the list says. */
async function samplesOf(source: ByteSource, track: Box): Promise<Blank[]> {
  const table = await child(source, track, 'mdia', 'minf', 'stbl');
  if (!table) return [];
  const read = async (type: string) => {
    const box = await child(source, table, type);
    return box ? content(source, box) : Buffer.alloc(0);
  };
  const [sizes, perChunk, narrow, wide] = [await read('stsz'), await read('stsc'), await read('stco'), await read('co64')];
  const offsets = wide.length ? wide : narrow;
  const width = wide.length ? 8 : 4;
  if (sizes.length < 12 || perChunk.length < 20 || offsets.length < 8) return [];
  const same = sizes.readUInt32BE(4);
  const sizeOf = (sample: number) => same || (16 + sample * 4 <= sizes.length ? sizes.readUInt32BE(12 + sample * 4) : 0);
  const chunks = Math.min(offsets.readUInt32BE(4), Math.floor((offsets.length - 8) / width));
  const runs = Math.min(perChunk.readUInt32BE(4), Math.floor((perChunk.length - 8) / 12));
  const blanks: Blank[] = [];
  let sample = 0;
  let run = 0;
  let budget = largestBox;
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    while (run + 1 < runs && perChunk.readUInt32BE(8 + (run + 1) * 12) <= chunk + 1) run += 1;
    const held = Math.min(perChunk.readUInt32BE(8 + run * 12 + 4), 1_000_000);
    let length = 0;
    for (let count = 0; count < held; count += 1, sample += 1) length += sizeOf(sample);
    const at = 8 + chunk * width;
    const start = width === 8 ? Number(offsets.readBigUInt64BE(at)) : offsets.readUInt32BE(at);
    budget -= length;
    if (budget < 0) return blanks;
    if (start + length <= source.size) blanks.push(zeros(start, length));
  }
  return blanks;
}

/** Ids of items that hold Exif, or something of another type (XMP), by what they are (8.11.6). */
async function tellingItems(source: ByteSource, items: Box): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  const wide = (await source.read(items.body, 1))[0] !== 0;
  for await (const entry of boxes(source, items.body + (wide ? 8 : 6), items.end)) {
    const head = await source.read(entry.body, 14);
    const version = head[0] ?? 0;
    if (entry.type !== 'infe' || version < 2 || head.length < 14) continue;
    const long = version === 3;
    const type = head.toString('latin1', long ? 10 : 8, long ? 14 : 12);
    if (type === 'Exif' || type === 'mime') found.set(long ? head.readUInt32BE(4) : head.readUInt16BE(4), type);
  }
  return found;
}

/** Where items lie (8.11.3). */
async function extents(source: ByteSource, box: Box, dataStart: number): Promise<{ item: number; start: number; length: number }[]> {
  const bytes = await content(source, box);
  const version = bytes[0] ?? 0;
  const [offsetSize, lengthSize] = [(bytes[4] ?? 0) >> 4, (bytes[4] ?? 0) & 15];
  const [baseSize, indexSize] = [(bytes[5] ?? 0) >> 4, version > 0 ? (bytes[5] ?? 0) & 15 : 0];
  // sizes are 0, 4 or 8; anything else is no such box
  if (bytes.length < 8 || [offsetSize, lengthSize, baseSize, indexSize].some((size) => size % 4 !== 0 || size > 8)) return [];
  let at = 6;
  const number = (size: number) => {
    const value = size === 0 || at + size > bytes.length ? 0 : readNumber(bytes, at, size);
    at += size;
    return value;
  };
  const found: { item: number; start: number; length: number }[] = [];
  const count = number(version < 2 ? 2 : 4);
  for (let index = 0; index < count && at < bytes.length; index += 1) {
    const item = number(version < 2 ? 2 : 4);
    const method = version > 0 ? number(2) & 15 : 0;
    number(2);
    const base = number(baseSize);
    const pieces = number(2);
    for (let piece = 0; piece < pieces && at < bytes.length; piece += 1) {
      number(indexSize);
      const offset = number(offsetSize);
      const length = number(lengthSize);
      if (method === 0) found.push({ item, start: base + offset, length });
      if (method === 1 && dataStart) found.push({ item, start: dataStart + base + offset, length });
    }
  }
  return found;
}

const readNumber = (bytes: Buffer, at: number, size: number): number =>
  size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size);

/** Exif without a single note, where there is room for saying so; of texts, spaces. */
function emptyItem(isExif: boolean, length: number): Buffer {
  if (!isExif) return Buffer.alloc(length, 0x20);
  const bytes = Buffer.alloc(length);
  Buffer.from('000000004d4d002a00000008000000000000', 'hex').copy(bytes);
  return bytes;
}
