import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type ByteSource, UnsafeZip, type ZipEntry } from './zip-directory.ts';

/** A file of this machine as a source of bytes; close it when done. */
export async function openFileSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    async read(start, length) {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - start)));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}

/**
 * The content of an entry, piece by piece, never more of it than the directory promised.
 *
 * @param path where the archive lies
 * @param source the same archive
 * @returns a stream that fails with {@link UnsafeZip}: `bomb` when more comes than was promised, `damaged` when other bytes come
 * @throws {UnsafeZip} `damaged` where there is no such entry, or it is packed in a way we do not read
 */
export async function unpackEntry(path: string, source: ByteSource, entry: ZipEntry): Promise<Readable> {
  const header = await source.read(entry.offset, 30);
  // APPNOTE 6.3.10, 4.3.7; bit 0 of the flags: encrypted (4.4.4)
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50 || header.readUInt16LE(6) & 1) throw new UnsafeZip('damaged');
  if (entry.method !== 0 && entry.method !== 8) throw new UnsafeZip('damaged');
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const counted = count(entry);
  if (entry.compressed === 0) return counted.end();
  const packed = createReadStream(path, { start, end: start + entry.compressed - 1 });
  const relay = (error: Error) => counted.destroy(error);
  packed.on('error', relay);
  if (entry.method === 0) return packed.pipe(counted);
  const inflate = createInflateRaw();
  inflate.on('error', () => relay(new UnsafeZip('damaged')));
  // whoever stops reading early stops the unpacking
  counted.on('close', () => {
    packed.destroy();
    inflate.destroy();
  });
  return packed.pipe(inflate).pipe(counted);
}

/** Lets through what was promised and refuses the rest (APPNOTE 6.3.10, 4.4.7 and 4.4.9). */
function count({ uncompressed, checksum }: ZipEntry): Transform {
  let size = 0;
  let sum = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      size += piece.length;
      sum = crc32(piece, sum);
      if (size > uncompressed) done(new UnsafeZip('bomb'));
      else done(null, piece);
    },
    flush(done) {
      done(size === uncompressed && sum === checksum ? null : new UnsafeZip('damaged'));
    },
  });
}
