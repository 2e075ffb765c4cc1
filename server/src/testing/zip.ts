import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { readZipDirectory } from '../platform/zip/zip-directory.ts';

/** An entry of a made archive; `claimed` is what the central directory says it unpacks to. */
interface Entry {
  name: string;
  content: Buffer | string;
  stored?: boolean;
  claimed?: number;
}

/** A ZIP archive, whole and small. */
export function aZip(entries: Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, claimed } of entries) {
    const plain = Buffer.from(content);
    const packed = stored ? plain : deflateRawSync(plain);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(stored ? 0 : 8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(plain.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(stored ? 0 : 8, 10);
    central.writeUInt32LE(crc32(plain), 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(claimed ?? plain.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** A Word document as far as its directory goes. */
export const aWordDocument = (...more: Entry[]): Buffer =>
  aZip([{ name: '[Content_Types].xml', content: '<Types/>' }, { name: 'word/document.xml', content: '<w:document/>'.repeat(50) }, ...more]);

/** What an archive holds, by name. */
export async function unpacked(archive: Buffer): Promise<Map<string, Buffer>> {
  const read = async (start: number, length: number) => archive.subarray(start, start + length);
  const entries = await readZipDirectory({ size: archive.length, read });
  return new Map(
    entries.map(({ name, offset, compressed, method }) => {
      const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
      const packed = archive.subarray(start, start + compressed);
      return [name, method === 0 ? packed : inflateRawSync(packed)];
    }),
  );
}
