/** Bytes that can be read anywhere, without holding them whole. */
export interface ByteSource {
  size: number;
  /** Exactly `length` bytes from `start`; fewer only past the end. */
  read(start: number, length: number): Promise<Buffer>;
}

export interface ZipEntry {
  name: string;
  compressed: number;
  uncompressed: number;
  /** 0 stored, 8 deflated. */
  method: number;
  /** CRC-32 of what it unpacks to. */
  checksum: number;
  /** Where its local header begins. */
  offset: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
/** No document of people comes near these. */
const most = { entries: 10_000, directory: 4 * 1024 * 1024, uncompressed: 2 * 1024 ** 3, ratio: 150, small: 16 * 1024 * 1024 };

/** The archive is not whole, or made to burst. */
export class UnsafeZip extends Error {
  override name = 'UnsafeZip';
  readonly reason: 'damaged' | 'bomb';
  constructor(reason: 'damaged' | 'bomb') {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Reads a ZIP archive's central directory (APPNOTE 6.3.10, 4.3.12 and 4.3.16) and nothing else: no entry is ever unpacked.
 *
 * @throws {UnsafeZip} `bomb` when entries would unpack to far more than they are, or lie over each other; `damaged` otherwise
 */
export async function readZipDirectory(source: ByteSource): Promise<ZipEntry[]> {
  const tailStart = Math.max(0, source.size - 65_557);
  const tail = await source.read(tailStart, source.size - tailStart);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endMark) end -= 1;
  if (end < 0) throw new UnsafeZip('damaged');
  const count = tail.readUInt16LE(end + 10);
  const size = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  // ZIP64 (all ones) is for archives larger than any document
  if (count > most.entries || size > most.directory) throw new UnsafeZip('bomb');
  if (start + size > tailStart + end) throw new UnsafeZip('damaged');
  const directory = await source.read(start, size);
  if (directory.length !== size) throw new UnsafeZip('damaged');
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > size || directory.readUInt32LE(at) !== entryMark) throw new UnsafeZip('damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    const nameEnd = at + 46 + nameLength;
    if (nameEnd > size) throw new UnsafeZip('damaged');
    entries.push({
      name: directory.toString('utf8', at + 46, nameEnd),
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      compressed: directory.readUInt32LE(at + 20),
      uncompressed: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  requireBounded(entries, source.size);
  return entries;
}

function requireBounded(entries: ZipEntry[], size: number): void {
  const compressed = entries.reduce((sum, entry) => sum + entry.compressed, 0);
  const uncompressed = entries.reduce((sum, entry) => sum + entry.uncompressed, 0);
  const overlapping = compressed > size;
  const bursting = uncompressed > most.small && uncompressed > compressed * most.ratio;
  if (overlapping || bursting || uncompressed > most.uncompressed) throw new UnsafeZip('bomb');
}

/** The content of an entry that is stored as it is, at most `limit` bytes; empty where it is packed. */
export async function readStored(source: ByteSource, entry: ZipEntry, limit: number): Promise<Buffer> {
  if (entry.method !== 0) return Buffer.alloc(0);
  const header = await source.read(entry.offset, 30);
  if (header.length < 30) return Buffer.alloc(0);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  return source.read(start, Math.min(limit, entry.uncompressed));
}
