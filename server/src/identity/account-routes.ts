import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { changeProfile } from './change-profile.ts';
import type { Forward } from './forward.ts';
import { triesPerPerson } from './limits.ts';
import { passwordChangedMail } from './mails.ts';
import { sessionOwner } from './policy.ts';
import { readAccount, sessionsOf } from './queries.ts';
import { Done, done, NewPassword, PersonName } from './schemas.ts';

const tags = ['identity'];
const Address = z.object({ addressId: z.uuid(), email: z.string(), isPrimary: z.boolean(), isConfirmed: z.boolean() });
const Account = z.object({
  personId: z.uuid(),
  name: z.string(),
  headline: z.string().nullable(),
  email: z.string(),
  addresses: z.array(Address),
});

/** One's own account: name, password, sessions. */
export function accountRoutes(server: Server, { config, database, mail }: Ground, forward: Forward): void {
  server.get(
    '/api/v1/account',
    { config: { access: signedIn }, schema: { tags, summary: 'One’s own account and its addresses', response: { 200: Account } } },
    (request) => readAccount(database, callerOf(request).personId),
  );

  server.patch(
    '/api/v1/account',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Change one’s name or headline; the name stands on badges issued from then on',
        body: z.object({ name: PersonName.optional(), headline: z.string().trim().max(200).nullable().optional() }),
        response: { 200: Account },
      },
    },
    async (request) => {
      const { personId } = callerOf(request);
      await changeProfile(database, personId, request.body);
      return readAccount(database, personId);
    },
  );

  server.post(
    '/api/v1/account/password',
    {
      config: { access: signedIn, ...triesPerPerson },
      schema: {
        tags,
        summary: 'Change one’s password; signs out every other browser',
        body: z.object({ currentPassword: z.string().max(200), newPassword: NewPassword }),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { email, name } = callerOf(request);
      await forward(request, reply, { path: '/change-password', body: { ...request.body, revokeOtherSessions: true } });
      await mail.send({ to: email, ...passwordChangedMail(name, config.url) });
      return done;
    },
  );

  server.get(
    '/api/v1/account/sessions',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Where one is signed in, the latest used first; the hundred latest',
        response: {
          200: z.object({
            items: z.array(
              z.object({
                sessionId: z.uuid(),
                startedAt: z.iso.datetime(),
                usedAt: z.iso.datetime(),
                userAgent: z.string().nullable(),
                isThisOne: z.boolean(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => ({ items: await sessionsOf(database, callerOf(request)) }),
  );

  server.delete(
    '/api/v1/account/sessions/:sessionId',
    {
      config: { access: sessionOwner },
      schema: { tags, summary: 'Sign out another browser', params: z.object({ sessionId: z.uuid() }), response: { 200: Done } },
    },
    async ({ params: { sessionId } }) => {
      await database.deleteFrom('session').where('id', '=', sessionId).execute();
      return done;
    },
  );

  server.post(
    '/api/v1/account/sessions/end-others',
    { config: { access: signedIn }, schema: { tags, summary: 'Sign out every other browser', response: { 200: Done } } },
    async (request) => {
      const { personId, sessionId } = callerOf(request);
      await database.deleteFrom('session').where('person_id', '=', personId).where('id', '<>', sessionId).execute();
      return done;
    },
  );
}
