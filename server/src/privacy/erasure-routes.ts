import { z } from 'zod';
import { hashMailedToken, MailedToken, Proof, type ProveItIsYou, triesPerNetwork, triesPerPerson } from '../identity/index.ts';
import type { Ground } from '../platform/ground.ts';
import { anyone, callerOf, signedIn } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { askForErasure } from './erasure/ask-for-erasure.ts';
import { Erasure, readErasure } from './erasure/read-erasure.ts';
import { takeBack } from './erasure/take-back.ts';

const tags = ['privacy'];
const Done = z.object({ done: z.literal(true) });
const params = z.object({ token: MailedToken });

/** Erasure of one's account and data. */
export function erasureRoutes(server: Server, ground: Ground, proveItIsYou: ProveItIsYou): void {
  const { database } = ground;

  server.get(
    '/api/v1/account/erasure',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Whether one’s data is to be erased, and when',
        response: { 200: z.object({ erasure: Erasure.nullable() }) },
      },
    },
    async (request) => ({ erasure: await readErasure(database, { personId: callerOf(request).personId }) }),
  );

  server.post(
    '/api/v1/account/erasure',
    {
      config: { access: signedIn, ...triesPerPerson },
      schema: {
        tags,
        summary: 'Ask for one’s account and data to be erased after a week; asks for password or passkey, and for the word',
        body: z.object({ word: z.literal('ERASE'), proof: Proof }),
        response: { 202: z.object({ dueAt: z.date() }) },
      },
    },
    async (request, reply) => {
      await proveItIsYou(request, reply, request.body.proof);
      return reply.code(202).send(await askForErasure(ground, callerOf(request)));
    },
  );

  server.delete(
    '/api/v1/account/erasure',
    { config: { access: signedIn }, schema: { tags, summary: 'Take it back while it waits', response: { 200: Done } } },
    async (request) => {
      await takeBack(ground, { personId: callerOf(request).personId });
      return { done: true } as const;
    },
  );

  server.get(
    '/api/v1/erasures/:token',
    {
      config: { access: anyone, ...triesPerNetwork },
      schema: { tags, summary: 'An erasure by its mailed link; once done, the receipt', params, response: { 200: Erasure } },
    },
    async (request) => {
      const erasure = await readErasure(database, { tokenHash: hashMailedToken(request.params.token) });
      if (!erasure) throw notFound('erasure');
      return erasure;
    },
  );

  server.delete(
    '/api/v1/erasures/:token',
    {
      config: { access: anyone, ...triesPerNetwork },
      schema: { tags, summary: 'Take it back by the mailed link, signed in or not', params, response: { 200: Done } },
    },
    async (request) => {
      await takeBack(ground, { tokenHash: hashMailedToken(request.params.token) });
      return { done: true } as const;
    },
  );
}
