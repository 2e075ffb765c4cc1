import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { type Authentication, typedAddressHeader } from './authentication.ts';
import { findOwner } from './find-owner.ts';
import type { Forward } from './forward.ts';
import { triesPerAccount, triesPerNetwork } from './limits.ts';
import { organizationsOf } from './queries.ts';
import { Done, done, Email, NewPassword, NextPath, PersonName, SignedToken } from './schemas.ts';
import { signUp } from './sign-up.ts';

const tags = ['identity'];

/** Sign-up, confirmation, sign-in, sign-out, password reset: each declared here, carried out by better-auth. */
export function signInRoutes(server: Server, ground: Ground, authentication: Authentication, forward: Forward): void {
  const { database } = ground;

  server.post(
    '/api/auth/sign-up/email',
    {
      config: { access: anyone, ...triesPerAccount },
      schema: {
        tags,
        summary: 'Open an account; a confirmation is sent by e-mail. Answers alike whether the address is known or not',
        body: z.object({ name: PersonName, email: Email, password: NewPassword, next: NextPath.optional() }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { next, ...account } = request.body;
      await signUp(ground, authentication, request.body, () =>
        forward(request, reply, { path: '/sign-up/email', body: next ? { ...account, callbackURL: next } : account }),
      );
      return done;
    },
  );

  server.post(
    '/api/auth/verify-email',
    {
      config: { access: anyone, ...triesPerNetwork },
      schema: {
        tags,
        summary: 'Confirm the address one signed up with, by the mailed token; signs in',
        body: z.object({ token: SignedToken }),
        response: { 200: z.object({ done: z.literal(true), signedIn: z.boolean() }) },
      },
    },
    async (request, reply) => {
      await forward(request, reply, { method: 'GET', path: `/verify-email?token=${encodeURIComponent(request.body.token)}` });
      // an address confirmed before signs nobody in: the link has done its work
      return { done: true as const, signedIn: reply.getHeader('set-cookie') !== undefined };
    },
  );

  server.post(
    '/api/auth/send-verification-email',
    {
      config: { access: anyone, ...triesPerAccount },
      schema: {
        tags,
        summary: 'Send the confirmation again; answers alike for every address',
        body: z.object({ email: Email, next: NextPath.optional() }),
        response: { 200: Done },
      },
    },
    async ({ body: { email, next } }) => {
      const owner = await findOwner(database, email);
      if (owner && !owner.isConfirmed) await authentication.sendConfirmation({ name: owner.name, email }, next);
      return done;
    },
  );

  server.post(
    '/api/auth/sign-in/email',
    {
      config: { access: anyone, ...triesPerAccount },
      schema: {
        tags,
        summary: 'Sign in with any of one’s confirmed addresses and the password',
        body: z.object({ email: Email, password: z.string().max(200) }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const owner = await findOwner(database, email);
      await forward(request, reply, { path: '/sign-in/email', body: { email: owner?.primaryEmail ?? email, password } });
      return done;
    },
  );

  server.post(
    '/api/auth/sign-out',
    { config: { access: anyone }, schema: { tags, summary: 'Sign out of this browser', response: { 200: Done } } },
    async (request, reply) => {
      await forward(request, reply, { path: '/sign-out', body: {} });
      return done;
    },
  );

  server.post(
    '/api/auth/request-password-reset',
    {
      config: { access: anyone, ...triesPerAccount },
      schema: {
        tags,
        summary: 'Ask for a link to choose a new password; answers alike for every address',
        body: z.object({ email: Email }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { email } = request.body;
      const owner = await findOwner(database, email);
      await forward(request, reply, {
        path: '/request-password-reset',
        body: { email: owner?.primaryEmail ?? email },
        headers: { [typedAddressHeader]: email },
      });
      return done;
    },
  );

  server.post(
    '/api/auth/reset-password',
    {
      config: { access: anyone, ...triesPerNetwork },
      schema: {
        tags,
        summary: 'Choose a new password by the mailed token; signs out everywhere',
        body: z.object({ token: SignedToken, newPassword: NewPassword }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      await forward(request, reply, { path: '/reset-password' });
      return done;
    },
  );

  server.get(
    '/api/v1/session',
    {
      config: { access: anyone },
      schema: {
        tags,
        summary: 'Who is signed in, and for which organizations',
        response: {
          200: z.object({
            person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }).nullable(),
            memberships: z.array(
              z.object({
                organizationId: z.uuid(),
                slug: z.string(),
                name: z.string(),
                isIssuer: z.boolean(),
                isRecognizer: z.boolean(),
                roles: z.array(z.string()),
              }),
            ),
          }),
        },
      },
    },
    async ({ caller }) => ({
      person: caller ? { id: caller.personId, name: caller.name, email: caller.email } : null,
      memberships: caller ? await organizationsOf(database, caller) : [],
    }),
  );
}
