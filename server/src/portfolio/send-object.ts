import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../platform/http/problem.ts';
import type { ByteRange, Storage } from '../platform/storage/storage.ts';
import { opened } from './open-object.ts';

/** An object of the store, as it is answered. */
export interface SentObject {
  key: string;
  /** Bytes. */
  size: number;
  /** Changes when the bytes do; without quotes. */
  tag: string;
  mediaType: string;
  /** The name it is saved under. */
  name: string;
  download: boolean;
}

/** What a browser shows by itself without running anything; all else is downloaded. */
const shownInPage = /^(image\/(jpeg|png|gif|webp|avif)|audio\/|video\/|application\/pdf|text\/)/;

/**
 * Answers with an object of the store, whole or the range that is asked for; 304 where the browser has it. It comes locked in: whatever
 * it is, nothing in it runs in our origin.
 *
 * @throws {Problem} 416 `range-beyond-end`; 503 `file-away`
 */
export async function sendObject(
  request: FastifyRequest,
  reply: FastifyReply,
  storage: Storage,
  object: SentObject,
): Promise<FastifyReply> {
  const { key, size, tag } = object;
  const etag = `"${tag}"`;
  const known = request.headers['if-none-match'] === etag;
  const { range: asked, 'if-range': unless } = request.headers;
  const range = known || (unless && unless !== etag) ? null : readRange(asked, size);
  if (range === 'beyond') {
    reply.header('content-range', `bytes */${size}`);
    throw new Problem(416, 'range-beyond-end', 'That part does not exist', `The file has ${size} bytes.`);
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  // HEAD is answered by the same route: an empty stream leaves the length as it is
  const bytes = known || request.method === 'HEAD' ? Readable.from([]) : await opened(storage.read(key, { start, end }));
  describe(reply, object);
  reply.header('etag', etag);
  if (known) return reply.code(304).send();
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  reply.header('content-length', end - start + 1);
  return reply.send(bytes);
}

function describe(reply: FastifyReply, { mediaType, name, download }: SentObject): void {
  const shown = shownInPage.test(mediaType) && !download;
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  // Markdown and CSV are texts to look at; browsers would save them under their own types
  const type = mediaType.startsWith('text/') ? `${shown ? 'text/plain' : mediaType}; charset=utf-8` : mediaType;
  reply
    .type(type)
    .header('content-disposition', `${shown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, max-age=0, must-revalidate')
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    // browsers show PDF only without sandbox; a PDF runs nothing in our origin, and everything else is locked in
    .header(
      'content-security-policy',
      mediaType === 'application/pdf'
        ? "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
        : "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; frame-ancestors 'self'; sandbox",
    );
}

/** RFC 9110, 14.2: one range; several, or anything unreadable, is answered with the whole. */
export function readRange(header: string | undefined, size: number): ByteRange | 'beyond' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, from = '', to = ''] = match;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'beyond' : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  if (start >= size) return 'beyond';
  if (to !== '' && Number(to) < start) return null;
  return { start, end: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}
