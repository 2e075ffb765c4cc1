import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onePixel } from '../testing/portfolio.ts';
import { aWordDocument, aZip } from '../testing/zip.ts';
import { type FileKind, recognizeFile } from './recognize-file.ts';

const recognize = (kind: FileKind, name: string, bytes: Buffer) =>
  recognizeFile(kind, name, { size: bytes.length, read: async (start, length) => bytes.subarray(start, start + length) });
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('a file', () => {
  it.each<[FileKind, string, Buffer, string]>([
    ['image', 'board.png', onePixel, 'image/png'],
    ['image', 'board.exe', onePixel, 'image/png'],
    ['document', 'plan.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'application/pdf'],
    ['document', 'plan.docx', aWordDocument(), word],
    [
      'document',
      'plan.odt',
      aZip([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
        { name: 'content.xml', content: '<office/>' },
      ]),
      'application/vnd.oasis.opendocument.text',
    ],
    ['document', 'notes.txt', Buffer.from('Was wir übten:\r\n\t- fragen'), 'text/plain'],
    ['document', 'notes.MD', Buffer.from('# Notes'), 'text/markdown'],
    ['document', 'marks.csv', Buffer.from('week;right\n1;12'), 'text/csv'],
    ['audio', 'talk.webm', Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'), 'audio/webm'],
    ['audio', 'talk.mp3', Buffer.concat([Buffer.from('ID3\x04\x00\x00\x00\x7f\x7f\x7f', 'latin1'), Buffer.alloc(70_000)]), 'audio/mpeg'],
    ['video', 'lesson.mp4', Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'), 'video/mp4'],
  ])('for %s named %s is told from its bytes', async (kind, name, bytes, mediaType) =>
    expect(await recognize(kind, name, bytes)).toBe(mediaType),
  );

  const executable = Buffer.concat([Buffer.from('MZ\x90\x00', 'latin1'), Buffer.alloc(300, 1)]);
  const bomb = aWordDocument({ name: 'word/media/image1.bin', content: Buffer.alloc(40_000_000) });
  const lying = aWordDocument({ name: 'word/media/image1.bin', content: 'x', claimed: 0xfffffff0 });
  it.each<[string, FileKind, string, Buffer, string]>([
    ['a renamed executable', 'document', 'plan.pdf', executable, 'file-refused'],
    ['a program for Linux', 'image', 'board.png', Buffer.from('\x7fELF\x02\x01\x01'.padEnd(80, '\0'), 'latin1'), 'file-refused'],
    [
      'a vector drawing, which can hold scripts',
      'image',
      'board.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'file-refused',
    ],
    ['a web page named as text', 'document', 'notes.txt', Buffer.from('\n<!DOCTYPE html><script>alert(1)</script>'), 'file-refused'],
    ['a shell script named as text', 'document', 'notes.txt', Buffer.from('#!/bin/sh\nrm -rf /'), 'file-refused'],
    ['text with zero bytes', 'document', 'notes.txt', Buffer.from('a\0b'), 'file-refused'],
    ['text of another encoding', 'document', 'notes.txt', Buffer.from([0x66, 0xfc, 0x72, 0x20]), 'file-refused'],
    ['text of unknown ending', 'document', 'notes.bat', Buffer.from('del *.*'), 'file-refused'],
    ['a zip bomb as document', 'document', 'plan.docx', bomb, 'unsafe-archive'],
    ['a zip that says it unpacks to 4 GB', 'document', 'plan.docx', lying, 'unsafe-archive'],
    ['a truncated document', 'document', 'plan.docx', aWordDocument().subarray(0, -30), 'file-refused'],
    ['macros', 'document', 'plan.docx', aWordDocument({ name: 'word/vbaProject.bin', content: 'x' }), 'file-refused'],
    ['any other archive', 'document', 'all.zip', aZip([{ name: 'a.txt', content: 'a' }]), 'file-refused'],
    ['a document as picture', 'image', 'board.png', aWordDocument(), 'file-refused'],
    ['an old Office file', 'document', 'plan.doc', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1200, '0'), 'hex'), 'file-refused'],
    ['a picture as video', 'video', 'lesson.mp4', onePixel, 'file-refused'],
  ])('that is %s is refused', async (_about, kind, name, bytes, code) =>
    expect(recognize(kind, name, bytes)).rejects.toMatchObject({ status: 415, code, message: expect.stringMatching(/.{20,}/) }),
  );

  it('of any bytes at all is recognized or refused, never a failure of ours', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom<FileKind>('image', 'document', 'audio', 'video'),
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), tail])),
          // a real archive with some bytes changed
          fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 6 }).map((changes) => {
            const bytes = aWordDocument();
            for (const [at, value] of changes) bytes[at % bytes.length] = value;
            return bytes;
          }),
        ),
        async (kind, bytes) => {
          const told = await recognize(kind, 'notes.txt', Buffer.from(bytes)).catch((problem: { status: number }) => problem.status);
          expect(typeof told === 'string' || told === 415).toBe(true);
        },
      ),
      { numRuns: 500 },
    ));
});
