import { inflateRawSync } from 'node:zlib';
import { PDFDocument as ReadPdf } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import PdfKit from 'pdfkit';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZipDirectory } from '../../platform/zip/zip-directory.ts';
import { aPerson } from '../../testing/builders.ts';
import { storageOf } from '../../testing/portfolio.ts';
import { type S3Peer, s3Peer } from '../../testing/s3-peer.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { tus, upload } from '../../testing/uploads.ts';
import { aWordDocument, aZip } from '../../testing/zip.ts';
import { type Blank, blanked } from './blanks.ts';

/** What cameras and programs write of themselves; none of it may be served. */
const planted = ['Emma-Miller-Room-12', '39.3910,-76.6060', 'iPhone-of-Ms-Miller'] as const;
const [author, place, device] = planted;
const said = planted.join(' ');

const noise = (width = 40, height = 30) =>
  sharp(Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at * 7919) % 251)), { raw: { width, height, channels: 3 } });
const noted = (picture: Sharp, orientation = 6) =>
  picture
    .withExif({
      IFD0: { Artist: author, Make: device, Orientation: String(orientation) },
      IFD3: { GPSLatitudeRef: 'N', GPSAreaInformation: place },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><author>${said}</author></x:xmpmeta>`);

const box = (type: string, ...content: (Buffer | string)[]) => {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
};
/** A phone's video as far as its boxes go: picture, then a track that notes where the phone was. */
function aPhoneVideo() {
  const ftyp = box('ftyp', Buffer.from('69736f6d0000020069736f6d69736f32', 'hex'));
  const pixels = Buffer.alloc(5000, 0x55);
  const track = (handler: string, at: number, size: number) =>
    box(
      'trak',
      box('tkhd', numbers(0, 3_900_000_000, 3_900_000_000, 1)),
      box(
        'mdia',
        box('hdlr', numbers(0, 0), handler, numbers(0, 0, 0), device),
        box('minf', box('stbl', box('stsz', numbers(0, size, 1)), box('stsc', numbers(0, 1, 1, 1, 1)), box('stco', numbers(0, 1, at)))),
      ),
    );
  const data = ftyp.length + 8;
  return Buffer.concat([
    ftyp,
    box('mdat', pixels, Buffer.from(said)),
    box(
      'moov',
      box('mvhd', numbers(0, 3_900_000_000, 3_900_000_000, 1000, 61_500)),
      track('vide', data, pixels.length),
      track('meta', data + pixels.length, said.length),
      box('udta', box('©xyz', place), box('©nam', author)),
      box('meta', numbers(0), author),
    ),
    box('uuid', said),
  ]);
}
const element = (id: string, ...content: (Buffer | string)[]) => {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return Buffer.concat([Buffer.from(id, 'hex'), size, body]);
};
const aWebm = () =>
  Buffer.concat([
    element('1a45dfa3', element('4282', 'webm')),
    element(
      '18538067',
      element('1549a966', element('7ba9', author), element('4d80', device), element('5741', device), element('4461', '12345678')),
      element('1654ae6b', element('ae', element('d7', '\x01'), element('536e', author))),
      element('1f43b675', element('a3', Buffer.alloc(900, 0x55))),
      element('1254c367', element('7373', said)),
      element('1941a469', Buffer.from(said.repeat(10))),
    ),
  ]);
const chunk = (type: string, content: Buffer | string) => {
  const body = Buffer.from(content);
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
};
const aWave = () => {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  return chunk(
    'RIFF',
    Buffer.concat([
      Buffer.from('WAVE'),
      chunk('fmt ', format),
      chunk('LIST', `INFOIART${said}`),
      chunk('data', Buffer.alloc(800, 1)),
      chunk('bext', said),
    ]),
  );
};
const anMp3 = () => {
  const tags = Buffer.alloc(300);
  tags.write(`TPE1${said}`, 'latin1');
  const first = Buffer.alloc(128);
  first.write(`TAG${author}`, 'latin1');
  return Buffer.concat([
    Buffer.from('ID3'),
    Buffer.from([4, 0, 0, 0, 0, 2, 44]),
    tags,
    Buffer.concat(Array.from({ length: 20 }, () => Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413)]))),
    first,
  ]);
};
const aFlac = () => {
  const block = (type: number, content: string | Buffer) => {
    const body = Buffer.from(content);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(body.length, 0);
    head[0] = type;
    return Buffer.concat([head, body]);
  };
  return Buffer.concat([Buffer.from('fLaC'), block(0, Buffer.alloc(34, 1)), block(4, said), block(0x86, said), Buffer.alloc(900, 0x55)]);
};
const anOgg = () => {
  const page = (number: number, content: Buffer) => {
    const pieces = [...Array.from({ length: Math.floor(content.length / 255) }, () => 255), content.length % 255];
    const head = Buffer.alloc(27);
    head.write('OggS', 'latin1');
    head.writeUInt32LE(number, 18);
    head[26] = pieces.length;
    return Buffer.concat([head, Buffer.from(pieces), content]);
  };
  const text = (words: string) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(words.length, 0);
    return Buffer.concat([size, Buffer.from(words)]);
  };
  const count = Buffer.from([2, 0, 0, 0]);
  return Buffer.concat([
    page(0, Buffer.from(`OpusHead${'\x01'.repeat(11)}`)),
    page(
      1,
      Buffer.concat([Buffer.from('OpusTags'), text(device), count, text(`ARTIST=${author}`), text(`LOCATION=${place}${'.'.repeat(300)}`)]),
    ),
    page(2, Buffer.alloc(900, 0x55)),
  ]);
};
async function aPdf(): Promise<Buffer> {
  const pdf = new PdfKit({ info: { Author: author, Title: said, Creator: device } });
  pdf
    .text('How we sorted shadows')
    .image(await noted(noise()).jpeg().toBuffer())
    .note(80, 80, 20, 20, 'Nice', { T: author } as never);
  const pieces: Buffer[] = [];
  pdf.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  pdf.end();
  await ended;
  return Buffer.concat(pieces);
}
const aGif = async () => {
  const gif = await noise().gif().toBuffer();
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, said.length]), Buffer.from(said), Buffer.from([0])]);
  // in front of the end, and behind it
  return Buffer.concat([gif.subarray(0, -1), comment, gif.subarray(-1), Buffer.from(said)]);
};
const aWord = async () =>
  aWordDocument(
    { name: 'docProps/core.xml', content: `<cp:coreProperties><dc:creator>${said}</dc:creator></cp:coreProperties>` },
    { name: 'docProps/app.xml', content: `<Properties><Company>${author}</Company></Properties>`, stored: true },
    {
      name: 'word/comments.xml',
      content: `<w:comments><w:comment w:author="${author}" w:initials="${device}"/>Good question</w:comments>`,
    },
    { name: 'word/media/image1.jpeg', content: await noted(noise()).jpeg().toBuffer(), stored: true },
  );
const anOpenDocument = () =>
  aZip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
    { name: 'content.xml', content: `<office:document-content><dc:creator>${author}</dc:creator>Shadows</office:document-content>` },
    { name: 'meta.xml', content: `<office:document-meta><meta:initial-creator>${said}</meta:initial-creator></office:document-meta>` },
  ]);

/** What a file says, also where it is packed. */
async function everything(mediaType: string, bytes: Buffer): Promise<string> {
  const parts = [bytes];
  if (mediaType.startsWith('application/vnd.')) {
    for (const { offset, method, compressed } of await entriesOf(bytes)) {
      const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
      const packed = bytes.subarray(start, start + compressed);
      parts.push(method === 8 ? inflateRawSync(packed) : packed);
    }
  }
  if (mediaType === 'application/pdf') {
    const pdf = await ReadPdf.load(bytes, { updateMetadata: false });
    parts.push(Buffer.from(await pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })));
    parts.push(Buffer.from([pdf.getAuthor(), pdf.getTitle(), pdf.getCreator()].join(' ')));
  }
  return Buffer.concat(parts).toString('latin1');
}
const entriesOf = (bytes: Buffer) =>
  readZipDirectory({ size: bytes.length, read: async (start, length) => bytes.subarray(start, start + length) });

async function kept(app: TestApp, send: Send, kind: string, bytes: Buffer) {
  const { location, uploadId, sent } = await upload(send, { name: 'lesson', kind, bytes });
  expect(sent.statusCode, sent.body).toBe(204);
  const told = await send('HEAD', location, undefined, tus);
  expect(told.headers).toMatchObject({ 'upload-offset': String(bytes.length), 'upload-length': String(bytes.length) });
  const item = (await send('POST', '/api/v1/evidence', { title: 'A lesson', source: { kind: 'upload', uploadId } })).json();
  const served = await send('GET', item.file.address);
  await app.settled();
  return { item, served: served.rawPayload, original: await storageOf(app).size(uploadId) };
}

const files: [about: string, kind: string, make: () => Buffer | Promise<Buffer>][] = [
  ['a photograph (JPEG)', 'image', () => noted(noise()).jpeg().toBuffer()],
  ['a moving photograph', 'image', async () => Buffer.concat([await noted(noise()).jpeg().toBuffer(), aPhoneVideo()])],
  ['a progressive JPEG', 'image', () => noted(noise()).jpeg({ progressive: true }).toBuffer()],
  ['a PNG', 'image', () => noted(noise()).png().toBuffer()],
  ['a WebP', 'image', () => noted(noise()).webp().toBuffer()],
  ['an AVIF', 'image', () => noted(noise(), 1).avif().toBuffer()],
  ['a GIF', 'image', aGif],
  ['a PDF', 'document', aPdf],
  ['a Word document', 'document', aWord],
  ['an OpenDocument text', 'document', anOpenDocument],
  ['a phone’s video', 'video', aPhoneVideo],
  ['a WebM', 'video', aWebm],
  ['a WAV', 'audio', aWave],
  ['an MP3', 'audio', anMp3],
  ['a FLAC', 'audio', aFlac],
  ['an Ogg', 'audio', anOgg],
];

describe.each(['a disk', 'a bucket'])('what hides in an upload to %s', (store) => {
  let app: TestApp;
  let peer: S3Peer | undefined;
  let send: Send;
  beforeAll(async () => {
    peer = store === 'a bucket' ? await s3Peer() : undefined;
    app = await testApp({ env: peer?.env ?? {} });
    send = await app.as((await aPerson(app.database)).id);
  });
  afterAll(async () => {
    expect(app.jobErrors).toEqual([]);
    await app.close();
    await peer?.close();
  });

  it.each(files)('is not in what is kept and served of %s', async (_about, kind, make) => {
    const bytes = await make();
    const before = await everything('', bytes);
    const { item, served, original } = await kept(app, send, kind, bytes);
    const { mediaType, hiddenDetails } = item.file;
    expect(hiddenDetails).toBe('removed');
    const after = await everything(mediaType, served);
    for (const word of planted) expect(after).not.toContain(word);
    expect(before === after).toBe(false);
    // what arrived is gone
    expect(original).toBeNull();
    const file = await app.database.selectFrom('file').selectAll().where('id', '=', item.file.id).executeTakeFirstOrThrow();
    expect(await storageOf(app).size(file.storage_key)).toBe(file.size);
    expect(served.length).toBe(file.size);
  });

  it.each(files.filter(([about]) => about !== 'a PDF'))(
    'is removed once: %s that was cleaned has nothing left',
    async (_about, kind, make) => {
      const { served } = await kept(app, send, kind, await make());
      const again = await kept(app, send, kind, served);
      expect(again.item.file.hiddenDetails).toBe('none');
    },
  );

  it('goes without a trace in the picture: its pixels and the way up stay', async () => {
    for (const make of [
      () => noted(noise()).jpeg(),
      () => noted(noise()).png(),
      () => noted(noise()).webp({ lossless: true }),
      () => noted(noise(), 1).avif(),
      () => noise().gif(),
    ]) {
      const bytes = await make().toBuffer();
      const { served } = await kept(app, send, 'image', bytes);
      expect((await sharp(served).metadata()).orientation ?? 1).toBe((await sharp(bytes).metadata()).orientation ?? 1);
      expect(await sharp(served).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
    }
  });

  it('goes without moving anything in a video', async () => {
    const bytes = aPhoneVideo();
    const { served } = await kept(app, send, 'video', bytes);
    expect(served.length).toBe(bytes.length);
    const picture = bytes.indexOf(Buffer.alloc(5000, 0x55));
    expect(served.subarray(0, picture + 5000)).toEqual(bytes.subarray(0, picture + 5000));
  });

  it('is not looked for in the sound of a recording that does not say how long it is', async () => {
    for (const size of [0, 0xffffffff]) {
      const wave = aWave();
      const head = wave.subarray(0, 44);
      head.write('data', 36, 'latin1');
      head.writeUInt32LE(size, 40);
      const bytes = Buffer.concat([head, Buffer.from('loud'), Buffer.alloc(3_000_000), Buffer.from(said)]);
      expect((await kept(app, send, 'audio', bytes)).served).toEqual(bytes);
    }
  });

  it('leaves a PDF and a document as they read', async () => {
    const pdf = await ReadPdf.load((await kept(app, send, 'document', await aPdf())).served);
    expect(pdf.getPageCount()).toBe(1);
    const word = await aWord();
    const { served } = await kept(app, send, 'document', word);
    const [before, after] = [await entriesOf(word), await entriesOf(served)];
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    expect(await everything('application/vnd.', served)).toContain('Good question');
  });

  it.each([
    ['a PDF under a password', 'document', Buffer.from('%PDF-1.7\nnothing that is one\n%%EOF')],
    [
      'a damaged photograph',
      'image',
      Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(300, 7)]),
    ],
  ])('is told to be there still where %s cannot be read', async (_about, kind, bytes) => {
    const { item, served } = await kept(app, send, kind, bytes);
    expect(item.file.hiddenDetails).toBe('unreadable');
    expect(served).toEqual(bytes);
  });
});

describe('blanks', () => {
  it('are written over a stream in pieces of any size, and nowhere else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.array(fc.tuple(fc.nat(40), fc.nat(30)), { maxLength: 8 }),
        fc.integer({ min: 1, max: 70 }),
        async (content, gaps, size) => {
          const bytes = Buffer.from(content);
          const expected = Buffer.from(bytes);
          const blanks: Blank[] = [];
          let at = 0;
          for (const [gap, length] of gaps) {
            const start = at + gap;
            at = start + length;
            if (at > bytes.length) break;
            blanks.push({ start, bytes: Buffer.alloc(length, 0xee) });
            expected.fill(0xee, start, at);
          }
          const through = blanked(blanks.reverse());
          for (let piece = 0; piece < bytes.length; piece += size) through.write(bytes.subarray(piece, piece + size));
          through.end();
          expect(Buffer.concat(await through.toArray())).toEqual(expected);
        },
      ),
    );
  });

  it('of no file bring the reader down, whatever its bytes', async () => {
    const { blankMovie, blankStill } = await import('./blank-boxes.ts');
    const { blankMatroska } = await import('./blank-matroska.ts');
    const { blankFlac, blankOgg, blankTags, blankWave } = await import('./blank-sound.ts');
    const { cleanerOf } = await import('./clean-bytes.ts');
    const seeds = [aPhoneVideo(), aWebm(), aWave(), anMp3(), aFlac(), anOgg(), await noted(noise(), 1).avif().toBuffer()];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
        fc.nat(),
        async (seed, changes, cut) => {
          const bytes = Buffer.from(seed.subarray(0, seed.length - (cut % Math.min(seed.length, 500))));
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const source = { size: bytes.length, read: async (start: number, length: number) => bytes.subarray(start, start + length) };
          for (const blank of [blankMovie, blankStill, blankMatroska, blankFlac, blankOgg, blankTags, blankWave])
            for (const { start, bytes: over } of await blank(source)) expect(start + over.length).toBeLessThanOrEqual(bytes.length);
          for (const type of ['image/jpeg', 'image/png', 'image/webp', 'image/gif']) await cleanerOf(type)?.(bytes);
        },
      ),
      { numRuns: 300 },
    );
  });
});
