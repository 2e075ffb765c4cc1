import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone, callerOf, signedIn } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { addAddress } from './add-address.ts';
import { makePrimary, removeAddress, verifyAddress } from './change-addresses.ts';
import { mailsPerPerson, triesPerNetwork } from './limits.ts';
import { MailedToken } from './mailed-token.ts';
import { addressOwner } from './policy.ts';
import { Done, done, Email } from './schemas.ts';

const tags = ['identity'];
const params = z.object({ addressId: z.uuid() });

/** One's several e-mail addresses: badges stay with the person when a district's address ends. */
export function addressRoutes(server: Server, ground: Ground): void {
  const { database } = ground;

  server.post(
    '/api/v1/account/addresses',
    {
      config: { access: signedIn, ...mailsPerPerson },
      schema: {
        tags,
        summary: 'Add an address; a link to confirm it is mailed there',
        body: z.object({ email: Email }),
        response: { 201: z.object({ addressId: z.uuid() }) },
      },
    },
    async (request, reply) => reply.code(201).send(await addAddress(ground, callerOf(request), request.body.email)),
  );

  server.post(
    '/api/v1/account/addresses/:addressId/confirmation',
    {
      config: { access: addressOwner, ...mailsPerPerson },
      schema: { tags, summary: 'Mail the link again', params, response: { 200: Done } },
    },
    async (request) => {
      const address = await database
        .selectFrom('email_address')
        .select('email')
        .where('id', '=', request.params.addressId)
        .executeTakeFirst();
      if (!address) throw notFound('address');
      await addAddress(ground, callerOf(request), address.email);
      return done;
    },
  );

  server.post(
    '/api/v1/account/addresses/confirm',
    {
      config: { access: anyone, ...triesPerNetwork },
      schema: {
        tags,
        summary: 'Confirm an added address by the mailed token',
        body: z.object({ token: MailedToken }),
        response: { 200: z.object({ email: z.string() }) },
      },
    },
    ({ body: { token } }) => verifyAddress(ground, token),
  );

  server.post(
    '/api/v1/account/addresses/:addressId/primary',
    {
      config: { access: addressOwner },
      schema: { tags, summary: 'Make a confirmed address the one that mail goes to', params, response: { 200: Done } },
    },
    async (request) => {
      await makePrimary(ground, callerOf(request).personId, request.params.addressId);
      return done;
    },
  );

  server.delete(
    '/api/v1/account/addresses/:addressId',
    {
      config: { access: addressOwner },
      schema: { tags, summary: 'Remove an address; the primary one stays', params, response: { 200: Done } },
    },
    async (request) => {
      await removeAddress(ground, callerOf(request).personId, request.params.addressId);
      return done;
    },
  );
}
