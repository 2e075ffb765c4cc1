import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { neutralName } from './file-name.ts';
import { fileViewer } from './policy.ts';
import { fileErased, fileHeldBack } from './problems.ts';
import { sendObject } from './send-object.ts';
import { recordView } from './view-log.ts';

const FileParams = z.object({ fileId: z.uuid() });

/** Uploaded bytes and what was made of them, to those who may see them, never under the owner's own file name for anybody else. */
export function fileRoutes(server: Server, { database, storage }: Ground): void {
  server.get(
    '/api/v1/files/:fileId',
    {
      config: { access: fileViewer },
      schema: {
        tags: ['evidence'],
        summary: 'The bytes of a file, whole or a range of them',
        params: FileParams,
        querystring: z.object({ download: z.stringbool().default(false) }),
      },
    },
    async (request, reply) => {
      const { fileId } = request.params;
      const file = await database.selectFrom('file').selectAll().where('id', '=', fileId).executeTakeFirst();
      if (!file) throw notFound('file');
      if (file.erased_at) throw fileErased();
      if (file.damage === 'infected') throw fileHeldBack();
      // a look at a copy that the browser kept is a look, too
      if (request.caller) await recordView(database, request.caller.personId, fileId);
      const mediaType = file.media_type;
      const name = file.owner_id === request.caller?.personId ? file.name : neutralName({ id: fileId, mediaType });
      const { download } = request.query;
      return sendObject(request, reply, storage, {
        key: file.storage_key,
        size: file.size,
        tag: file.sha256.toString('base64url'),
        mediaType,
        name,
        download,
      });
    },
  );
  for (const { purpose, summary } of [
    { purpose: 'poster', summary: 'A small picture of a file: a frame of a video, a photograph made small' },
    { purpose: 'pdf', summary: 'An office document as PDF, to be looked at in the page' },
  ] as const)
    server.get(
      `/api/v1/files/:fileId/${purpose}`,
      { config: { access: fileViewer }, schema: { tags: ['evidence'], summary, params: FileParams } },
      async (request, reply) => {
        const { fileId } = request.params;
        const made = await database
          .selectFrom('file_rendition')
          .innerJoin('file', 'file.id', 'file_rendition.file_id')
          .select(['file_rendition.storage_key as key', 'file_rendition.media_type as mediaType', 'file_rendition.size', 'file.damage'])
          .where('file_id', '=', fileId)
          .where('purpose', '=', purpose)
          .executeTakeFirst();
        if (!made) throw notFound(purpose);
        if (made.damage === 'infected') throw fileHeldBack();
        // it shows what the file shows
        if (request.caller) await recordView(database, request.caller.personId, fileId);
        const name = neutralName({ id: fileId, mediaType: made.mediaType });
        return sendObject(request, reply, storage, { ...made, tag: made.key.slice(0, 16), name, download: false });
      },
    );
}
