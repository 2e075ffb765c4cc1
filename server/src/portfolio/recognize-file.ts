import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { type ByteSource, readStored, readZipDirectory, UnsafeZip, type ZipEntry } from '../platform/zip/zip-directory.ts';
import { fileRefused } from './problems.ts';

/** The kinds of evidence that are files. */
export type FileKind = 'image' | 'document' | 'audio' | 'video';

const taken: Record<FileKind, Record<string, string>> = {
  image: same('image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/heic', 'image/heif'),
  document: same('application/pdf'),
  audio: {
    ...same('audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/wav', 'audio/ogg', 'audio/flac'),
    'audio/x-m4a': 'audio/mp4',
    // recorders of browsers and phones write sound alone into the same containers
    'video/mp4': 'audio/mp4',
    'video/webm': 'audio/webm',
  },
  video: {
    ...same('video/mp4', 'video/quicktime', 'video/webm', 'video/matroska', 'video/3gpp', 'video/mpeg'),
    'video/x-m4v': 'video/mp4',
  },
};
const described: Record<FileKind, string> = {
  image: 'a picture: JPEG, PNG, GIF, WebP, AVIF or HEIC',
  document: 'a document: PDF, Word, Excel, PowerPoint, OpenDocument, plain text, Markdown or CSV',
  audio: 'a sound recording: MP3, M4A, AAC, WAV, OGG or FLAC',
  video: 'a video: MP4, MOV, WebM, MKV, 3GP or MPEG',
};
const headLength = 64 * 1024;
const largestText = 20 * 1024 * 1024;

/**
 * Tells what a file is from its bytes; its name only chooses among kinds of plain text.
 *
 * @param name as it was on the earner's device
 * @returns the media type it is kept and served with
 * @throws {Problem} 415 with what was found and what is taken
 */
export async function recognizeFile(kind: FileKind, name: string, source: ByteSource): Promise<string> {
  const head = await source.read(0, headLength);
  if (head.length >= 4 && head.readUInt32BE(0) === 0x504b0304) {
    const found = await recognizeOffice(source);
    if (kind === 'document') return found;
    throw refuse(kind, 'a document');
  }
  const detected = await fileTypeFromBuffer(head);
  // a large cover picture in front of the sound hides the rest from a look at the beginning
  const mime = detected?.mime.split(';')[0] ?? (head.subarray(0, 3).toString('latin1') === 'ID3' ? 'audio/mpeg' : undefined);
  const as = mime && taken[kind][mime];
  if (as) return as;
  if (kind === 'document') {
    if (mime === 'application/x-cfb')
      throw fileRefused(
        'An old Office format',
        'Word, Excel and PowerPoint files from before 2007 are not taken, because they can hide programs. Save it as .docx, .xlsx, .pptx or PDF.',
      );
    const text = mime ? null : recognizeText(name, head, source.size);
    if (text) return text;
  }
  throw refuse(kind, detected ? `a .${detected.ext} file` : 'something else');
}

const refuse = (kind: FileKind, found: string) =>
  fileRefused('This type of file is not taken', `From its content this is ${found}; what fits here is ${described[kind]}.`);

function same(...types: string[]): Record<string, string> {
  return Object.fromEntries(types.map((type) => [type, type]));
}

/** Office documents are ZIP archives with known entries; any other archive is refused, and so are macros. */
async function recognizeOffice(source: ByteSource): Promise<string> {
  let entries: ZipEntry[];
  try {
    entries = await readZipDirectory(source);
  } catch (error) {
    if (!(error instanceof UnsafeZip)) throw error;
    throw error.reason === 'bomb'
      ? fileRefused(
          'This file is not safe to open',
          'It would unpack to far more than a document holds. Save it anew, or as PDF.',
          'unsafe-archive',
        )
      : fileRefused(
          'This file is damaged',
          'Its end is missing or it is not a whole document. Open it on your device, save it again, and upload that.',
        );
  }
  const names = new Set(entries.map((entry) => entry.name));
  if (entries.some((entry) => /(^|\/)vbaProject\.bin$|^Basic\//i.test(entry.name)))
    throw fileRefused(
      'The document holds macros',
      'Programs inside documents are not taken. Save it without macros (.docx, .xlsx, .pptx) or as PDF.',
    );
  const openXml = 'application/vnd.openxmlformats-officedocument';
  if (names.has('[Content_Types].xml')) {
    if (names.has('word/document.xml')) return `${openXml}.wordprocessingml.document`;
    if (names.has('xl/workbook.xml')) return `${openXml}.spreadsheetml.sheet`;
    if (names.has('ppt/presentation.xml')) return `${openXml}.presentationml.presentation`;
  }
  const [first] = entries;
  if (first?.name === 'mimetype') {
    const declared = (await readStored(source, first, 100)).toString('latin1');
    const match = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)$/.exec(declared);
    if (match && names.has('content.xml')) return declared;
  }
  throw fileRefused('Archives are not taken', 'This is a ZIP archive and no document. Unpack it and upload what is inside one by one.');
}

const textTypes: Record<string, string> = {
  '.txt': 'text/plain',
  '.text': 'text/plain',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.csv': 'text/csv',
};

/** Plain text has no mark of its own: it is UTF-8 without control characters that does not begin like markup or a script. */
function recognizeText(name: string, head: Buffer, size: number): string | null {
  const type = textTypes[extname(name).toLowerCase()];
  if (!type || size > largestText) return null;
  let text: string;
  try {
    // a character may be cut at the end of what was read
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: size > head.length });
  } catch {
    return null;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells binary from text
  if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text)) return null;
  return /^\s*(<(!doctype|html|svg|\?xml|script|head|body|iframe)|#!)/i.test(text) ? null : type;
}
