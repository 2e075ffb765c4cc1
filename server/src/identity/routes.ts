import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import type { Authentication } from './authentication.ts';
import { forward } from './forward.ts';

const Email = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase());
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;

/** Sign-up, sign-in, sign-out, password reset: each declared here, carried out by better-auth. */
export function identityRoutes(server: Server, { config }: Ground, authentication: Authentication): void {
  const tags = ['identity'];
  const limited = { rateLimit: { max: 20, timeWindow: '1 minute' } };

  server.post(
    '/api/auth/sign-up/email',
    {
      config: { access: anyone, ...limited },
      schema: {
        tags,
        summary: 'Open an account; a confirmation is sent by e-mail',
        body: z.object({ name: z.string().trim().min(1).max(200), email: Email, password: z.string().min(10).max(200) }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      await forward(authentication, config.url, request, reply, '/sign-up/email');
      return done;
    },
  );
  server.post(
    '/api/auth/sign-in/email',
    {
      config: { access: anyone, ...limited },
      schema: {
        tags,
        summary: 'Sign in with e-mail and password',
        body: z.object({ email: Email, password: z.string().max(200) }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      await forward(authentication, config.url, request, reply, '/sign-in/email');
      return done;
    },
  );
  server.post(
    '/api/auth/sign-out',
    { config: { access: anyone }, schema: { tags, summary: 'Sign out of this browser', response: { 200: Done } } },
    async (request, reply) => {
      await forward(authentication, config.url, request, reply, '/sign-out');
      return done;
    },
  );
  server.get(
    '/api/v1/session',
    {
      config: { access: anyone },
      schema: {
        tags,
        summary: 'Who is signed in',
        response: {
          200: z.object({
            person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }).nullable(),
            memberships: z.array(z.object({ organizationId: z.uuid(), roles: z.array(z.string()) })),
          }),
        },
      },
    },
    async ({ caller }) => ({
      person: caller ? { id: caller.personId, name: caller.name, email: caller.email } : null,
      memberships: caller?.memberships ?? [],
    }),
  );
}
