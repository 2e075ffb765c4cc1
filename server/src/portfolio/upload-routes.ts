import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone, callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { finishUpload } from './finish-upload.ts';
import { uploadOwner } from './policy.ts';
import { uploadUnfinished } from './problems.ts';
import { type AnswerTus, tusUploads, uploadsPath } from './tus-uploads.ts';

const tags = ['uploads'];
const UploadParams = z.object({ uploadId: z.string() });

/** Resumable uploads by the tus protocol. A finished upload becomes evidence by `POST /api/v1/evidence`. */
export function uploadRoutes(server: Server, ground: Ground): void {
  const answer = tusUploads(ground);
  // the bytes go straight to the store, however many they are
  server.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  const answered = async (request: FastifyRequest, reply: FastifyReply) => {
    await send(answer, request, reply, callerOf(request).personId);
    return reply;
  };

  server.options(
    uploadsPath,
    { config: { access: anyone }, schema: { tags, summary: 'What of the tus protocol is offered' } },
    async (request, reply) => {
      await send(answer, request, reply, null);
      return reply;
    },
  );
  server.post(
    uploadsPath,
    {
      config: { access: signedIn },
      schema: { tags, summary: 'Begin an upload (tus creation); the answer’s Location is where its bytes go' },
    },
    answered,
  );
  server.head(
    `${uploadsPath}/:uploadId`,
    { config: { access: uploadOwner }, schema: { tags, summary: 'How far an upload has come', params: UploadParams } },
    async (request, reply) => {
      // a crash between the last byte and the file: whoever asks next completes it
      const finished = await finishUpload(ground, callerOf(request).personId, request.params.uploadId).catch((error: unknown) => {
        if ((error as { code?: string }).code !== uploadUnfinished().code) throw error;
        return null;
      });
      if (!finished) return answered(request, reply);
      // its bytes may be gone already: what is kept is a cleaned copy of them
      return reply
        .header('tus-resumable', '1.0.0')
        .header('upload-offset', finished.uploadSize)
        .header('upload-length', finished.uploadSize)
        .header('cache-control', 'no-store')
        .send();
    },
  );
  server.patch(
    `${uploadsPath}/:uploadId`,
    { config: { access: uploadOwner }, schema: { tags, summary: 'Send bytes from an offset on', params: UploadParams } },
    answered,
  );
  server.delete(
    `${uploadsPath}/:uploadId`,
    { config: { access: uploadOwner }, schema: { tags, summary: 'Give up an unfinished upload', params: UploadParams } },
    answered,
  );
}

async function send(answer: AnswerTus, request: FastifyRequest, reply: FastifyReply, callerId: string | null): Promise<void> {
  try {
    const response = await answer(request, callerId);
    reply.code(response.status);
    for (const [name, value] of response.headers) if (!name.startsWith('access-control-')) reply.header(name, value);
    reply.send(response.status === 204 || request.method === 'HEAD' ? null : await response.text());
  } catch (error) {
    // the phone lost its network: what arrived is kept and there is nobody to answer
    if (request.raw.destroyed && !request.raw.complete) return;
    // bytes we will not read would hold the connection
    if (!request.raw.complete) reply.header('connection', 'close');
    throw error;
  }
}
