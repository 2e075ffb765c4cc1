import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound, Problem } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import type { ByteRange, Storage } from '../platform/storage/storage.ts';
import { neutralName } from './file-name.ts';
import { opened } from './open-object.ts';
import { fileViewer } from './policy.ts';

/** What a browser shows by itself without running anything; all else is downloaded. */
const shownInPage = /^(image\/(jpeg|png|gif|webp|avif)|audio\/|video\/|application\/pdf|text\/plain)/;

/** Uploaded bytes, to those who may see them, never under the owner's own file name for anybody else. */
export function fileRoutes(server: Server, { database }: Ground, storage: Storage): void {
  server.get(
    '/api/v1/files/:fileId',
    {
      config: { access: fileViewer },
      schema: {
        tags: ['evidence'],
        summary: 'The bytes of a file, whole or a range of them',
        params: z.object({ fileId: z.uuid() }),
        querystring: z.object({ download: z.stringbool().default(false) }),
      },
    },
    async (request, reply) => {
      const { fileId } = request.params;
      const file = await database.selectFrom('file').selectAll().where('id', '=', fileId).executeTakeFirst();
      if (!file) throw notFound('file');
      const mine = file.owner_id === request.caller?.personId;
      const etag = `"${file.sha256.toString('base64url')}"`;
      // a look at a copy that the browser kept is a look, too
      if (request.caller) await recordView(database, request.caller.personId, fileId);
      const known = request.headers['if-none-match'] === etag;
      const { range: asked, 'if-range': unless } = request.headers;
      const range = known || (unless && unless !== etag) ? null : readRange(asked, file.size);
      if (range === 'beyond') {
        reply.header('content-range', `bytes */${file.size}`);
        throw new Problem(416, 'range-beyond-end', 'That part does not exist', `The file has ${file.size} bytes.`);
      }
      const { start, end } = range ?? { start: 0, end: file.size - 1 };
      // HEAD is answered by this route too: an empty stream leaves the length as it is
      const bytes = known || request.method === 'HEAD' ? Readable.from([]) : await opened(storage.read(file.storage_key, { start, end }));
      describe(reply, { id: fileId, mediaType: file.media_type, ownName: mine ? file.name : null, download: request.query.download });
      reply.header('etag', etag);
      if (known) return reply.code(304).send();
      if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${file.size}`);
      reply.header('content-length', end - start + 1);
      return reply.send(bytes);
    },
  );
}

function describe(reply: FastifyReply, file: { id: string; mediaType: string; ownName: string | null; download: boolean }): void {
  const shown = shownInPage.test(file.mediaType) && !file.download;
  const name = file.ownName ?? neutralName(file);
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  reply
    .type(file.mediaType.startsWith('text/') ? `${file.mediaType}; charset=utf-8` : file.mediaType)
    .header('content-disposition', `${shown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, max-age=0, must-revalidate')
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    // browsers show PDF only without sandbox; a PDF runs nothing in our origin, and everything else is locked in
    .header(
      'content-security-policy',
      file.mediaType === 'application/pdf'
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

/** Students appear: who looked is recorded, unless it is the earner; once an hour a person and item, for a video is read in many pieces. */
export async function recordView(database: Database, personId: string, fileId: string): Promise<void> {
  await sql`insert into audit_entry (person_id, action, subject_type, subject_id, details)
    select ${personId}::uuid, 'evidence.viewed', 'evidence', item.id, json_build_object('fileId', item.file_id)
    from evidence_item item
    where item.file_id = ${fileId} and item.earner_id <> ${personId}
      and (item.shows_students or exists (select from submission_file held where held.file_id = item.file_id and held.shows_students))
      and not exists (select from audit_entry earlier
        where earlier.subject_type = 'evidence' and earlier.subject_id = item.id and earlier.person_id = ${personId}
          and earlier.action = 'evidence.viewed' and earlier.at > now() - interval '1 hour')`.execute(database);
}
