import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { anyone, callerOf, signedIn } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { programAdministrators, recognitionAdministrators } from '../policy.ts';
import { beginProgram, publishNextVersion, setProgramState } from './change-program.ts';
import { ForeignAchievement, ProgramDefinition } from './definition.ts';
import { joinings } from './joining.ts';
import { programsListing } from './programs-listing.ts';
import { listPrograms, programAt, readProgram, versionsOf } from './read-program.ts';
import { chooseEntries, joinProgram, leaveProgram } from './take-part.ts';

const tags = ['programs'];
const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
const OrganizationParams = z.object({ organizationId: z.uuid() });
const ProgramParams = z.object({ programId: z.uuid() });
const State = z.enum(['draft', 'open', 'closed']);
const Named = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });
const JoiningAnswer = z.enum(joinings).meta({ description: 'Whether it can be joined today by those it is for, and why not' });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;

const ListedProgramAnswer = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    state: State,
    recognizer: Named,
    name: z.string(),
    summary: z.string(),
    opensOn: z.string().nullable(),
    closesOn: z.string().nullable(),
    asksPreApproval: z.boolean(),
    entries: z.int(),
    joined: z.boolean(),
    joining: JoiningAnswer,
  })
  .meta({ id: 'ListedProgram' });
const ProgramsAnswer = z.object({ items: z.array(ListedProgramAnswer) });

const EntryAnswer = z
  .object({
    entryId: z.string(),
    title: z.string(),
    difficulty: z.int(),
    hours: z.string(),
    microCredential: z.object({ id: z.uuid(), slug: z.string(), title: z.string(), competency: z.string(), hours: z.int() }).nullable(),
    foreign: z.array(ForeignAchievement),
  })
  .meta({ id: 'ProgramEntry' });

const ProgramAnswer = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    state: State,
    demo: z.boolean(),
    recognizer: Named.extend({ timezone: z.string() }),
    version: z.object({ id: z.uuid(), number: z.int(), publishedAt: z.date() }),
    definition: ProgramDefinition,
    entries: z.array(EntryAnswer),
    incentives: z
      .array(z.object({ incentiveId: z.uuid(), name: z.string(), sentence: z.string() }))
      .meta({ description: 'What awards of it are worth today' }),
    participants: z.int(),
    joining: JoiningAnswer,
    schools: z.array(z.object({ id: z.uuid(), name: z.string() })).meta({ description: 'Those it is for; none where it is for all' }),
    mine: z.object({ joinedAt: z.date(), steps: z.array(z.string()), choices: z.array(z.string()) }).nullable(),
  })
  .meta({ id: 'Program' });

const PublishedAnswer = z.object({ programId: z.uuid(), versionId: z.uuid(), number: z.int() });

/** Programs: reading, publishing, taking part. */
export function programRoutes(server: Server, ground: Ground): void {
  const { database, clock } = ground;

  server.get(
    '/api/v1/programs',
    {
      config: { access: signedIn },
      schema: { tags, summary: 'Open programs that are for me, by school and role, and those I joined', response: { 200: ProgramsAnswer } },
    },
    async (request) => ({ items: await listPrograms(database, { viewerId: callerOf(request).personId, now: clock() }) }),
  );

  server.get(
    '/api/v1/micro-credentials/:slug/programs',
    {
      config: { access: anyone, kept: () => ['programs', 'catalog', 'organizations'] },
      schema: {
        tags,
        summary: 'The open programs that recognize a micro-credential, and what they count it for',
        params: z.object({ slug: z.string().max(200) }),
        response: {
          200: z.object({
            items: z.array(
              z
                .object({
                  id: z.uuid(),
                  slug: z.string(),
                  name: z.string(),
                  recognizer: z.object({ slug: z.string(), name: z.string() }),
                  difficulty: z.int(),
                  incentives: z.array(z.object({ incentiveId: z.uuid(), name: z.string(), sentence: z.string() })),
                })
                .meta({ id: 'ListingProgram' }),
            ),
          }),
        },
      },
    },
    async (request) => ({ items: await programsListing(database, request.params.slug, clock()) }),
  );

  server.get(
    '/api/v1/organizations/:organizationId/programs',
    {
      config: { access: anyone },
      schema: {
        tags,
        summary: 'Published programs of a recognizing entity',
        params: OrganizationParams,
        response: { 200: ProgramsAnswer },
      },
    },
    async (request) => ({
      items: await listPrograms(database, {
        recognizerId: request.params.organizationId,
        viewerId: request.caller?.personId ?? null,
        now: clock(),
      }),
    }),
  );

  server.post(
    '/api/v1/organizations/:organizationId/programs',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Publish a new program; it opens at once',
        params: OrganizationParams,
        body: z.object({ slug: Slug, definition: ProgramDefinition }),
        response: { 201: PublishedAnswer },
      },
    },
    async (request, reply) => {
      const { slug, definition } = request.body;
      const { organizationId: recognizerId } = request.params;
      const publishedBy = callerOf(request).personId;
      reply.code(201);
      return database
        .transaction()
        .execute((transaction) => beginProgram(ground, transaction, { recognizerId, slug, definition, publishedBy }));
    },
  );

  server.get(
    '/api/v1/programs/:programId',
    {
      config: { access: anyone },
      schema: {
        tags,
        summary: 'A program in one look: list, steps, groups, pre-approval, what awards are worth, and where I stand',
        params: ProgramParams,
        response: { 200: ProgramAnswer },
      },
    },
    (request) => readProgram(database, request.params.programId, request.caller?.personId ?? null, clock()),
  );

  server.get(
    '/api/v1/recognizers/:recognizerSlug/programs/:programSlug',
    {
      config: { access: anyone },
      schema: {
        tags,
        summary: 'A program by its address, as everybody sees it',
        params: z.object({ recognizerSlug: z.string().max(200), programSlug: z.string().max(200) }),
        response: { 200: ProgramAnswer },
      },
    },
    async (request) => {
      const { recognizerSlug, programSlug } = request.params;
      return readProgram(database, await programAt(database, recognizerSlug, programSlug), null, clock());
    },
  );

  server.get(
    '/api/v1/programs/:programId/versions',
    {
      config: { access: anyone },
      schema: {
        tags,
        summary: 'Every version that was published, the newest first',
        params: ProgramParams,
        response: {
          200: z.object({
            items: z.array(z.object({ id: z.uuid(), number: z.int(), publishedAt: z.date(), definition: ProgramDefinition })),
          }),
        },
      },
    },
    async (request) => ({ items: await versionsOf(database, request.params.programId) }),
  );

  server.post(
    '/api/v1/programs/:programId/versions',
    {
      config: { access: programAdministrators },
      schema: {
        tags,
        summary: 'Publish the next version',
        params: ProgramParams,
        body: z.object({
          number: z.int().min(1).meta({ description: 'The version that was edited; another one meanwhile is told as a conflict' }),
          definition: ProgramDefinition,
        }),
        response: { 201: PublishedAnswer },
      },
    },
    async (request, reply) => {
      const publishedBy = callerOf(request).personId;
      reply.code(201);
      return database
        .transaction()
        .execute((transaction) => publishNextVersion(ground, transaction, { ...request.params, ...request.body, publishedBy }));
    },
  );

  server.put(
    '/api/v1/programs/:programId/state',
    {
      config: { access: programAdministrators },
      schema: {
        tags,
        summary: 'Open for joining, or close; those in it stay',
        params: ProgramParams,
        body: z.object({ state: z.enum(['open', 'closed']) }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      await database.transaction().execute((transaction) => setProgramState(transaction, { ...request.params, ...request.body, by }));
      return done;
    },
  );

  server.put(
    '/api/v1/programs/:programId/participation',
    {
      config: { access: signedIn },
      schema: { tags, summary: 'Join', params: ProgramParams, response: { 200: Done } },
    },
    async (request) => {
      const educatorId = callerOf(request).personId;
      await database.transaction().execute((transaction) => joinProgram(ground, transaction, { ...request.params, educatorId }));
      return done;
    },
  );

  server.delete(
    '/api/v1/programs/:programId/participation',
    {
      config: { access: signedIn },
      schema: { tags, summary: 'Leave; what was claimed stays', params: ProgramParams, response: { 200: Done } },
    },
    async (request) => {
      const educatorId = callerOf(request).personId;
      await database.transaction().execute((transaction) => leaveProgram(ground, transaction, { ...request.params, educatorId }));
      return done;
    },
  );

  server.put(
    '/api/v1/programs/:programId/choices',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Choose from the approved list; replaces what was chosen',
        params: ProgramParams,
        body: z.object({ entryIds: z.array(z.string().max(100)).max(500) }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const educatorId = callerOf(request).personId;
      await database
        .transaction()
        .execute((transaction) => chooseEntries(ground, transaction, { ...request.params, ...request.body, educatorId }));
      return done;
    },
  );
}
