import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { readZipDirectory, type ZipEntry } from '../../platform/zip/zip-directory.ts';
import { cleanGif } from './clean-gif.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPng } from './clean-png.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Parts that hold nothing but who, when and with what; a reader expects them, so empty ones stand in their place. */
const empty: Record<string, string> = {
  'docProps/core.xml': `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`,
  'docProps/app.xml': `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`,
  'docProps/custom.xml': `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>`,
  'meta.xml': `${declaration}<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"/>`,
};
/** Who commented and changed, by the parts that say so. */
const authors: { parts: RegExp; find: RegExp; write: string }[] = [
  { parts: /^word\/.*\.xml$/, find: /(\sw(?:\d+)?:author=)(?:"[^"]*"|'[^']*')/g, write: '$1"Author"' },
  { parts: /^word\/.*\.xml$/, find: /(\sw:initials=)(?:"[^"]*"|'[^']*')/g, write: '$1"A"' },
  { parts: /^word\/people\.xml$/, find: /(\sw15:userId=)(?:"[^"]*"|'[^']*')/g, write: '$1""' },
  { parts: /^ppt\/(commentAuthors|authors)\.xml$/, find: /(\s(?:name|initials|userId)=)(?:"[^"]*"|'[^']*')/g, write: '$1"Author"' },
  { parts: /^xl\/(comments\d*|comments\/.*)\.xml$/, find: /<author>[^<]*<\/author>/g, write: '<author>Author</author>' },
  { parts: /^xl\/persons\/.*\.xml$/, find: /(\s(?:displayName|userId)=)(?:"[^"]*"|'[^']*')/g, write: '$1"Author"' },
  // where it lay on the device, folder by folder
  { parts: /^xl\/workbook\.xml$/, find: /(<x15ac:absPath\s[^>]*\burl=)(?:"[^"]*"|'[^']*')/g, write: '$1""' },
  { parts: /^(content|styles)\.xml$/, find: /<dc:creator>[^<]*<\/dc:creator>/g, write: '<dc:creator>Author</dc:creator>' },
  {
    parts: /^(content|styles)\.xml$/,
    find: /<meta:creator-initials>[^<]*<\/meta:creator-initials>/g,
    write: '<meta:creator-initials>A</meta:creator-initials>',
  },
];
/** A part above this many bytes is no text of people; it stays packed as it is. */
const largestPart = 100 * 1024 * 1024;

/**
 * An office document (OOXML or OpenDocument) without its properties, without the names of who commented and changed, and with its pictures
 * cleaned. Everything else is the bytes that came.
 *
 * @throws {UnsafeZip} where it is no whole archive
 */
export async function cleanOffice(bytes: Buffer): Promise<Buffer> {
  const entries = await readZipDirectory({
    size: bytes.length,
    read: async (start, length) => bytes.subarray(start, start + length),
  });
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { packed, ...facts } = cleanEntry(bytes, entry);
    const name = Buffer.from(entry.name);
    const head = localHead(name, { ...entry, ...facts, compressed: packed.length });
    parts.push(head, packed);
    directory.push(directoryHead(name, { ...entry, ...facts, compressed: packed.length, offset }));
    offset += head.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

function cleanEntry(bytes: Buffer, entry: ZipEntry): { packed: Buffer; method: number; checksum: number; uncompressed: number } {
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  const packed = bytes.subarray(start, start + entry.compressed);
  const as = { packed, method: entry.method, checksum: entry.checksum, uncompressed: entry.uncompressed };
  const change = changeOf(entry.name);
  if (!change || entry.uncompressed > largestPart) return as;
  const before = entry.method === 8 ? inflateRawSync(packed, { maxOutputLength: entry.uncompressed + 1 }) : packed;
  const after = change(before);
  if (!after || after.equals(before)) return as;
  return { packed: deflateRawSync(after), method: 8, checksum: crc32(after), uncompressed: after.length };
}

function changeOf(name: string): ((content: Buffer) => Buffer | null) | null {
  const nothing = empty[name];
  if (nothing) return () => Buffer.from(nothing);
  if (/\.jpe?g$/i.test(name)) return cleanJpeg;
  if (/\.png$/i.test(name)) return cleanPng;
  if (/\.gif$/i.test(name)) return cleanGif;
  const told = authors.filter(({ parts }) => parts.test(name));
  if (!told.length) return null;
  return (content) => Buffer.from(told.reduce((text, { find, write }) => text.replace(find, write), content.toString('utf8')));
}

/** APPNOTE 6.3.10, 4.3.7: names are UTF-8, times are none. */
function localHead(name: Buffer, entry: ZipEntry): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  facts(entry, name).copy(head, 6);
  return Buffer.concat([head, name]);
}

/** APPNOTE 6.3.10, 4.3.12. */
function directoryHead(name: Buffer, entry: ZipEntry): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  facts(entry, name).copy(head, 8);
  head.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([head, name]);
}

/** What both heads say alike: flags, method, a date that says nothing, checksum, sizes and the name's length. */
function facts({ method, checksum, compressed, uncompressed }: ZipEntry, name: Buffer): Buffer {
  const said = Buffer.alloc(22);
  said.writeUInt16LE(0x0800, 0);
  said.writeUInt16LE(method, 2);
  // the first of January 1980, the earliest there is
  said.writeUInt16LE(0x21, 6);
  said.writeUInt32LE(checksum, 8);
  said.writeUInt32LE(compressed, 12);
  said.writeUInt32LE(uncompressed, 16);
  said.writeUInt16LE(name.length, 20);
  return said;
}
