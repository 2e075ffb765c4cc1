import type { ByteSource } from '../../platform/zip/zip-directory.ts';
import { type Blank, zeros } from './blanks.ts';

/** Elements by their ids (RFC 9559, 5.1). */
const segment = 0x18538067;
const cluster = 0x1f43b675;
const descended = new Set([segment, 0x1549a966 /* Info */, 0x1654ae6b /* Tracks */, 0xae /* TrackEntry */]);
/** What tells about a recording: tags, attachments, its title and file, when it was made, names of tracks. */
const telling = new Set([0x1254c367, 0x1941a469, 0x7ba9, 0x7384, 0x73a4, 0x4461, 0x536e, 0x3c83ab, 0x3cb923]);
/** With which programs it was made; they must be there and may say nothing. */
const programs = new Set([0x4d80, 0x5741]);
const mostElements = 50_000;
const largestElement = 256 * 1024 * 1024;

/** Blanks what a Matroska or WebM file tells of itself, in place: elements become void, so that nothing behind them moves. */
export async function blankMatroska(source: ByteSource): Promise<Blank[]> {
  const blanks: Blank[] = [];
  let at = 0;
  for (let count = 0; count < mostElements && at < source.size; count += 1) {
    const head = await source.read(at, 12);
    const id = readId(head);
    const size = id && readSize(head, id.length);
    if (!id || !size) break;
    const body = at + id.length + size.length;
    // a recorder that did not know how long it would be: what follows is inside
    if (descended.has(id.value) || size.value === null) {
      at = body;
      continue;
    }
    const end = body + size.value;
    if (end > source.size) break;
    if (size.value <= largestElement && id.value !== cluster) {
      if (telling.has(id.value)) blanks.push(...asVoid(at, end));
      if (programs.has(id.value)) blanks.push(zeros(body, size.value));
    }
    at = end;
  }
  return blanks;
}

function readId(head: Buffer): { value: number; length: number } | null {
  const [first = 0] = head;
  const length = Math.clz32(first) - 23;
  if (length < 1 || length > 4 || head.length < length) return null;
  return { value: head.readUIntBE(0, length), length };
}

/** RFC 8794, 4; all ones are a size nobody knows. */
function readSize(head: Buffer, at: number): { value: number | null; length: number } | null {
  const length = Math.clz32(head[at] ?? 0) - 23;
  if (length < 1 || length > 8 || head.length < at + length) return null;
  let value = BigInt((head[at] as number) & (0xff >> length));
  for (let index = 1; index < length; index += 1) value = (value << 8n) | BigInt(head[at + index] as number);
  return { value: value === (1n << BigInt(7 * length)) - 1n ? null : Number(value), length };
}

/** RFC 8794, 11.3.2: an element that says nothing, of exactly this length. */
function asVoid(start: number, end: number): Blank[] {
  const length = end - start;
  const bytes = Buffer.alloc(length);
  bytes[0] = 0xec;
  if (length - 2 < 127) bytes[1] = 0x80 | (length - 2);
  else {
    bytes[1] = 0x01;
    bytes.writeUIntBE(length - 9, 3, 6);
  }
  return [{ start, bytes }];
}
