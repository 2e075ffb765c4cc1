import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone, callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import type { Forward } from './forward.ts';
import { triesPerNetwork } from './limits.ts';
import { passkeyOwner } from './policy.ts';
import { passkeysOf } from './queries.ts';
import { Done, done, PasskeyAnswer } from './schemas.ts';

const tags = ['identity'];
/** Options for `navigator.credentials`; the challenge's other half is a cookie. */
const Options = z.looseObject({ challenge: z.string() });
const PasskeyName = z.string().trim().min(1).max(100);
const params = z.object({ passkeyId: z.uuid() });

/** Passkeys: signing in by a device's own lock instead of a password. */
export function passkeyRoutes(server: Server, { database }: Ground, forward: Forward): void {
  server.post(
    '/api/auth/passkey/options',
    {
      config: { access: anyone, ...triesPerNetwork },
      schema: { tags, summary: 'Begin to sign in by a passkey', response: { 200: Options } },
    },
    async (request, reply) =>
      (await forward(request, reply, { method: 'GET', path: '/passkey/generate-authenticate-options' })) as z.infer<typeof Options>,
  );

  server.post(
    '/api/auth/passkey/verify',
    {
      config: { access: anyone, ...triesPerNetwork },
      schema: { tags, summary: 'Sign in by a passkey', body: z.object({ response: PasskeyAnswer }), response: { 200: Done } },
    },
    async (request, reply) => {
      await forward(request, reply, { path: '/passkey/verify-authentication' });
      return done;
    },
  );

  server.get(
    '/api/v1/account/passkeys',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'One’s own passkeys',
        response: {
          200: z.object({
            items: z.array(
              z.object({
                passkeyId: z.uuid(),
                name: z.string().nullable(),
                /** The maker of the device or app that keeps it, where it says so. */
                keptBy: z.string().nullable(),
                isSynced: z.boolean(),
                addedAt: z.iso.datetime(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => ({ items: await passkeysOf(database, callerOf(request).personId) }),
  );

  server.post(
    '/api/v1/account/passkeys/options',
    {
      config: { access: signedIn, ...triesPerNetwork },
      schema: { tags, summary: 'Begin to add a passkey; one must have signed in within the last day', response: { 200: Options } },
    },
    async (request, reply) =>
      (await forward(request, reply, { method: 'GET', path: '/passkey/generate-register-options' })) as z.infer<typeof Options>,
  );

  server.post(
    '/api/v1/account/passkeys',
    {
      config: { access: signedIn, ...triesPerNetwork },
      schema: {
        tags,
        summary: 'Add a passkey',
        body: z.object({ name: PasskeyName, response: PasskeyAnswer }),
        response: { 201: z.object({ passkeyId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { name, response } = request.body;
      const { id } = (await forward(request, reply, { path: '/passkey/verify-registration', body: { name, response } })) as { id: string };
      return reply.code(201).send({ passkeyId: id });
    },
  );

  server.patch(
    '/api/v1/account/passkeys/:passkeyId',
    {
      config: { access: passkeyOwner },
      schema: { tags, summary: 'Rename a passkey', params, body: z.object({ name: PasskeyName }), response: { 200: Done } },
    },
    async (request, reply) => {
      await forward(request, reply, {
        path: '/passkey/update-passkey',
        body: { id: request.params.passkeyId, name: request.body.name },
      });
      return done;
    },
  );

  server.delete(
    '/api/v1/account/passkeys/:passkeyId',
    { config: { access: passkeyOwner }, schema: { tags, summary: 'Remove a passkey', params, response: { 200: Done } } },
    async (request, reply) => {
      await forward(request, reply, { path: '/passkey/delete-passkey', body: { id: request.params.passkeyId } });
      return done;
    },
  );
}
