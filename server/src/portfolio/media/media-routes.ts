import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Server } from '../../platform/http/server.ts';
import { evidenceOwner, fileViewer } from '../policy.ts';
import { recordView } from '../view-log.ts';
import { removeCaptions, setCaptions } from './change-captions.ts';
import { setPoster } from './set-poster.ts';

const tags = ['evidence'];
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;
const FileParams = z.object({ fileId: z.uuid() });
const CaptionParams = z.object({
  evidenceId: z.uuid(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .max(35),
});

/** Pictures and captions beside files. */
export function mediaRoutes(server: Server, { database, storage }: Ground): void {
  server.get(
    '/api/v1/files/:fileId/captions/:captionId',
    {
      config: { access: fileViewer },
      schema: { tags, summary: 'Captions of a recording, as WebVTT', params: FileParams.extend({ captionId: z.uuid() }) },
    },
    async (request, reply) => {
      const { fileId, captionId } = request.params;
      const caption = await database
        .selectFrom('file_caption')
        .select('text')
        .where('id', '=', captionId)
        .where('file_id', '=', fileId)
        .executeTakeFirst();
      if (!caption) throw notFound('caption');
      // they say what is said in it
      if (request.caller) await recordView(database, request.caller.personId, fileId);
      return reply
        .type('text/vtt; charset=utf-8')
        .header('cache-control', 'private, max-age=0, must-revalidate')
        .header('x-content-type-options', 'nosniff')
        .header('cross-origin-resource-policy', 'same-origin')
        .send(caption.text);
    },
  );
  server.put(
    '/api/v1/evidence/:evidenceId/captions/:language',
    {
      config: { access: evidenceOwner },
      schema: {
        tags,
        summary: 'Give a recording captions in a language; submissions keep what they were made with',
        params: CaptionParams,
        body: z.object({ /** WebVTT or SubRip. */ text: z.string().min(1).max(600_000) }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await setCaptions(database, { ...request.params, ...request.body, earnerId: callerOf(request).personId });
      return done;
    },
  );
  server.delete(
    '/api/v1/evidence/:evidenceId/captions/:language',
    {
      config: { access: evidenceOwner },
      schema: { tags, summary: 'Take captions away', params: CaptionParams, response: { 200: Done } },
    },
    async (request) => {
      await removeCaptions(database, { ...request.params, earnerId: callerOf(request).personId });
      return done;
    },
  );
  server.put(
    '/api/v1/evidence/:evidenceId/poster',
    {
      config: { access: evidenceOwner },
      schema: {
        tags,
        summary: 'Offer a picture of a video that the browser drew; taken only while there is none',
        params: z.object({ evidenceId: z.uuid() }),
        body: z.object({ /** JPEG, PNG or WebP in base64. */ picture: z.base64().min(20).max(900_000) }),
        response: { 200: z.object({ taken: z.boolean() }) },
      },
    },
    (request) =>
      setPoster(
        { database, storage },
        {
          earnerId: callerOf(request).personId,
          evidenceId: request.params.evidenceId,
          picture: Buffer.from(request.body.picture, 'base64'),
        },
      ),
  );
}
