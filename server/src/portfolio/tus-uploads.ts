import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ServerOptions, Server as TusServer } from '@tus/server';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { Problem } from '../platform/http/problem.ts';
import { beginUpload } from './begin-upload.ts';
import { finishUpload } from './finish-upload.ts';
import { largestFile } from './limits.ts';
import { fileTooLarge } from './problems.ts';
import { UploadBusy, uploadLeases } from './upload-lease.ts';

/** What a browser says of a file before sending it (`Upload-Metadata`). */
const Announced = z.object({
  filename: z
    .string()
    .min(1)
    .max(255)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the database takes no zero byte, and a name has no line breaks
    .transform((name) => name.replace(/[\u0000-\u001f\u007f]/g, '')),
  kind: z.enum(['image', 'document', 'audio', 'video']),
});

/** Answers one request of the tus protocol for a caller. */
export type AnswerTus = (request: FastifyRequest, callerId: string | null) => Promise<Response>;

export const uploadsPath = '/api/v1/uploads';

/**
 * The tus protocol (1.0.0, with creation, creation-with-upload and termination) over our storage, with our rows as its records.
 *
 * @returns answers to send on; failures are thrown as problems
 */
export function tusUploads(ground: Pick<Ground, 'database' | 'jobs' | 'config' | 'storage' | 'scan'>): AnswerTus {
  const { database, storage } = ground;
  const store = storage.uploads({
    async find(key) {
      const row = await database.selectFrom('upload').select(['size', 'created_at']).where('id', '=', key).executeTakeFirst();
      return row && { size: row.size, createdAt: row.created_at };
    },
    async forget(key) {
      await database.deleteFrom('upload').where('id', '=', key).where('file_id', 'is', null).execute();
    },
  });
  store.extensions = ['creation', 'creation-with-upload', 'termination'];
  const owners = new WeakMap<object, string>();
  const failures = new WeakMap<object, unknown>();
  const ownerOf = (request: object) => owners.get(request) ?? '';
  const options: ServerOptions & { datastore: typeof store } = {
    path: uploadsPath,
    datastore: store,
    maxSize: largestFile,
    relativeLocation: true,
    lockDrainTimeout: 500,
    locker: uploadLeases(database),
    disableTerminationForFinishedUploads: true,
    namingFunction: () => randomBytes(16).toString('hex'),
    async onUploadCreate(request, upload) {
      const announced = Announced.safeParse(upload.metadata ?? {});
      if (!announced.success || !upload.size)
        throw new Problem(
          400,
          'invalid-upload',
          'The upload is not announced well',
          'Upload-Length must be above 0 and Upload-Metadata must name filename and kind (image, document, audio or video).',
        );
      const { filename: name, kind } = announced.data;
      await beginUpload(ground, { id: upload.id, ownerId: ownerOf(request), name, size: upload.size, kind });
      return {};
    },
    async onUploadFinish(request, upload) {
      await finishUpload(ground, ownerOf(request), upload.id);
      return {};
    },
    onResponseError(request, error) {
      failures.set(request, error);
      return undefined;
    },
  };
  const tus = new TusServer(options);

  return async (request, callerId) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value);
    // any other type was parsed, or refused, by the server already
    const hasBody = request.headers['content-type'] === 'application/offset+octet-stream';
    const asked = new Request(`http://brevet${request.url}`, {
      method: request.method,
      headers,
      ...(hasBody ? { body: Readable.toWeb(request.raw), duplex: 'half' } : {}),
    } as RequestInit);
    if (callerId) owners.set(asked, callerId);
    const response = await tus.handleWeb(asked);
    if (response.status >= 400) throw asProblem(failures.get(asked), response.status, await response.text());
    return response;
  };
}

const explained: Record<number, [code: string, title: string, detail: string]> = {
  400: ['invalid-upload', 'The upload request is not well formed', 'See the tus protocol, version 1.0.0.'],
  403: [
    'invalid-upload',
    'The upload request is not well formed',
    'Upload-Offset and Content-Type: application/offset+octet-stream are needed.',
  ],
  404: ['not-found', 'Not found', 'There is no such upload. Begin again.'],
  409: ['wrong-offset', 'Another place is next', 'Ask with HEAD how far the upload has come, then go on from there.'],
  410: ['upload-gone', 'The upload is gone', 'Unfinished uploads are kept for a week. Begin again.'],
  412: ['invalid-upload', 'The upload request is not well formed', 'The header Tus-Resumable: 1.0.0 is needed.'],
  415: ['invalid-upload', 'The upload request is not well formed', 'Content-Type: application/offset+octet-stream is needed.'],
};

function asProblem(failure: unknown, status: number, text: string): unknown {
  if (failure instanceof Problem) return failure;
  if (failure instanceof UploadBusy)
    return new Problem(423, 'upload-busy', 'The upload is being written', 'Another connection still sends to it. Try again in a moment.');
  if (failure instanceof Error) return failure;
  if (status === 413) return fileTooLarge();
  // extensions we do not offer
  if (status === 501) return new Problem(400, 'invalid-upload', 'The upload request is not well formed', text.trim());
  const [code, title, detail] = explained[status] ?? [];
  if (code && title && detail) return new Problem(status === 403 || status === 412 ? 400 : status, code, title, detail);
  return new Error(`tus failed: ${status} ${text}`);
}
