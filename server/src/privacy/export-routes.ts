import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { sendObject } from '../portfolio/index.ts';
import { askForExport } from './export/ask-for-export.ts';
import { DataExport, listExports } from './export/read-exports.ts';
import { exportOwner } from './policy.ts';
import { exportEnded } from './problems.ts';

const tags = ['privacy'];

/** Copies of one's own data. */
export function exportRoutes(server: Server, ground: Ground): void {
  const { database, storage, clock } = ground;

  server.get(
    '/api/v1/account/exports',
    {
      config: { access: signedIn },
      schema: { tags, summary: 'Copies of one’s own data, the newest first', response: { 200: z.object({ items: z.array(DataExport) }) } },
    },
    async (request) => ({ items: await listExports(database, callerOf(request).personId, clock()) }),
  );

  server.post(
    '/api/v1/account/exports',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Ask for a copy of everything one is in; a mail tells when it is ready',
        response: { 202: z.object({ exportId: z.uuid() }) },
      },
    },
    async (request, reply) => reply.code(202).send({ exportId: await askForExport(ground, callerOf(request).personId) }),
  );

  server.get(
    '/api/v1/account/exports/:exportId/file',
    {
      config: { access: exportOwner },
      schema: { tags, summary: 'The copy as a ZIP archive, whole or a range of it', params: z.object({ exportId: z.uuid() }) },
    },
    async (request, reply) => {
      const made = await database
        .selectFrom('data_export')
        .select(['storage_key as key', 'size', 'sha256', 'ends_at as endsAt', 'ready_at as readyAt'])
        .where('id', '=', request.params.exportId)
        .executeTakeFirstOrThrow();
      const { key, size, sha256, endsAt, readyAt } = made;
      // also one that a restored backup names and does not hold
      if (!key || !size || !sha256 || !readyAt || !endsAt || endsAt <= clock() || (await storage.size(key)) !== size) throw exportEnded();
      return sendObject(request, reply, storage, {
        key,
        size,
        tag: sha256.toString('base64url'),
        mediaType: 'application/zip',
        name: `brevet-data-${readyAt.toISOString().slice(0, 10)}.zip`,
        download: true,
      });
    },
  );
}
