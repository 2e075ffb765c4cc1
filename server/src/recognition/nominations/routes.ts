import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { amountText } from '../ledger/hundredths.ts';
import { Difficulty, ForeignAchievement } from '../programs/definition.ts';
import { decideNomination } from './decide-nomination.ts';
import { nominate, withdrawNomination } from './nominate.ts';
import { nominationColleagues, nominationDeciders, nominator, programColleagues } from './policy.ts';
import { listNominations, nominationStates, readNomination, similarTitles } from './read-nominations.ts';

const tags = ['nominations'];
const ProgramParams = z.object({ programId: z.uuid() });
const NominationParams = z.object({ nominationId: z.uuid() });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;
const Named = z.object({ id: z.uuid(), name: z.string() });
const Reason = z.string().trim().min(1).max(4000).nullable().default(null);

const ListedAnswer = z
  .object({
    id: z.uuid(),
    state: z.enum(nominationStates),
    title: z.string(),
    microCredential: z.object({ id: z.uuid(), slug: z.string() }).nullable(),
    foreign: z.object({ id: z.string(), issuer: z.string() }).nullable(),
    sourceUrl: z.string().nullable(),
    rationale: z.string(),
    by: Named,
    createdAt: z.date(),
    reason: z.string().nullable(),
    entryId: z.string().nullable(),
    versionNumber: z.int().nullable(),
    support: z.int(),
    comments: z.int(),
    mine: z.object({ nominated: z.boolean(), supports: z.boolean() }),
  })
  .meta({ id: 'ListedNomination' });

const NominationAnswer = ListedAnswer.extend({
  program: Named.extend({ slug: z.string(), recognizer: Named.extend({ slug: z.string() }) }),
  discussion: z.array(z.object({ id: z.uuid(), by: Named, text: z.string(), at: z.date() })),
  record: z.array(z.object({ act: z.string(), reason: z.string().nullable(), by: Named, at: z.date() })),
}).meta({ id: 'Nomination' });

/** Nominations: proposing, arguing, deciding. */
export function nominationRoutes(server: Server, ground: Ground): void {
  const { database, clock } = ground;

  server.get(
    '/api/v1/programs/:programId/nominations',
    {
      config: { access: programColleagues },
      schema: {
        tags,
        summary: 'Nominations for a program’s approved list, the newest first',
        params: ProgramParams,
        querystring: z.object({
          state: z.enum(nominationStates).default('open'),
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(100).default(25),
        }),
        response: { 200: z.object({ items: z.array(ListedAnswer), nextCursor: z.string().nullable() }) },
      },
    },
    (request) => listNominations(database, { ...request.params, ...request.query, viewerId: callerOf(request).personId }),
  );

  server.get(
    '/api/v1/programs/:programId/similar-titles',
    {
      config: { access: programColleagues },
      schema: {
        tags,
        summary: 'What stands on the list or is nominated already under a title like this',
        params: ProgramParams,
        querystring: z.object({ title: z.string().trim().min(1).max(200) }),
        response: { 200: z.object({ items: z.array(z.object({ title: z.string(), nominationId: z.uuid().nullable() })) }) },
      },
    },
    async (request) => ({ items: await similarTitles(database, { ...request.params, ...request.query }) }),
  );

  server.post(
    '/api/v1/programs/:programId/nominations',
    {
      config: { access: programColleagues },
      schema: {
        tags,
        summary: 'Nominate a micro-credential from any issuer',
        params: ProgramParams,
        body: z.object({
          proposed: z.union([
            z.strictObject({ microCredentialId: z.uuid() }),
            z.strictObject({
              foreign: ForeignAchievement,
              sourceUrl: z
                .url({ protocol: /^https?$/ })
                .max(2000)
                .nullable(),
            }),
          ]),
          rationale: z.string().trim().min(1).max(10_000),
        }),
        response: { 201: z.object({ nominationId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const by = callerOf(request).personId;
      const nominationId = await database
        .transaction()
        .execute((transaction) => nominate(ground, transaction, { ...request.params, ...request.body, by }));
      reply.code(201);
      return { nominationId };
    },
  );

  server.get(
    '/api/v1/nominations/:nominationId',
    {
      config: { access: nominationColleagues },
      schema: {
        tags,
        summary: 'A nomination with its discussion and record',
        params: NominationParams,
        response: { 200: NominationAnswer },
      },
    },
    (request) => readNomination(database, request.params.nominationId, callerOf(request).personId),
  );

  server.put(
    '/api/v1/nominations/:nominationId/support',
    {
      config: { access: nominationColleagues },
      schema: {
        tags,
        summary: 'Support it, or not any more',
        params: NominationParams,
        body: z.object({ supports: z.boolean() }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const own = { nomination_id: request.params.nominationId, person_id: callerOf(request).personId };
      if (request.body.supports)
        await database
          .insertInto('nomination_support')
          .values({ ...own, supported_at: clock() })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      else
        await database
          .deleteFrom('nomination_support')
          .where('nomination_id', '=', own.nomination_id)
          .where('person_id', '=', own.person_id)
          .execute();
      return done;
    },
  );

  server.post(
    '/api/v1/nominations/:nominationId/comments',
    {
      config: { access: nominationColleagues },
      schema: {
        tags,
        summary: 'Say something about it',
        params: NominationParams,
        body: z.object({ text: z.string().trim().min(1).max(5000) }),
        response: { 201: z.object({ commentId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { id } = await database
        .insertInto('nomination_comment')
        .values({
          nomination_id: request.params.nominationId,
          author_id: callerOf(request).personId,
          text: request.body.text,
          created_at: clock(),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      reply.code(201);
      return { commentId: id };
    },
  );

  server.post(
    '/api/v1/nominations/:nominationId/withdrawal',
    {
      config: { access: nominator },
      schema: {
        tags,
        summary: 'Take it back before it is decided; again changes nothing',
        params: NominationParams,
        response: { 200: Done },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      await database.transaction().execute((transaction) => withdrawNomination(transaction, { ...request.params, by }));
      return done;
    },
  );

  server.post(
    '/api/v1/nominations/:nominationId/decision',
    {
      config: { access: nominationDeciders },
      schema: {
        tags,
        summary: 'Accept it, which publishes the program’s next version with it, or decline it with a reason',
        params: NominationParams,
        body: z.discriminatedUnion('act', [
          z.object({
            act: z.literal('accept'),
            difficulty: Difficulty,
            hours: amountText(10_000).default('0'),
            reason: Reason,
            achievement: z
              .string()
              .trim()
              .min(1)
              .max(500)
              .nullable()
              .default(null)
              .meta({ description: 'Of one from elsewhere: the achievement that its badges name, where the nomination has it wrong' }),
          }),
          z.object({ act: z.literal('decline'), reason: Reason }),
        ]),
        response: { 200: Done },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      await database
        .transaction()
        .execute((transaction) => decideNomination(ground, transaction, { ...request.params, decision: request.body, by }));
      return done;
    },
  );
}
