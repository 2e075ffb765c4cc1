import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { programAdministrators, recognitionAdministrators } from '../policy.ts';
import { beginDraft, discardDraft, publishDraft, saveDraft } from './author-program.ts';
import { changeableParts } from './changes.ts';
import { ProgramDraft } from './program-draft.ts';
import { listAuthored, previewPublication, readBeingWritten } from './read-authored.ts';

const tags = ['program authoring'];
const OrganizationParams = z.object({ organizationId: z.uuid() });
const ProgramParams = z.object({ programId: z.uuid() });
const State = z.enum(['draft', 'open', 'closed']);
const Revision = z.int().min(0);
const Name = z.string().trim().min(1).max(200);

const AuthoredAnswer = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    state: State,
    name: z.string(),
    number: z.int().nullable(),
    draftNewer: z.boolean(),
    participants: z.int(),
    entries: z.int(),
  })
  .meta({ id: 'AuthoredProgram' });

const BeingWrittenAnswer = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    state: State,
    number: z.int().nullable(),
    publishedAt: z.date().nullable(),
    definition: ProgramDraft,
    revision: Revision,
    updatedAt: z.date().nullable(),
    recognizer: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), timezone: z.string() }),
    schools: z.array(z.object({ id: z.uuid(), name: z.string() })),
    microCredentials: z.array(
      z.object({
        id: z.uuid(),
        slug: z.string(),
        title: z.string(),
        competency: z.string(),
        hours: z.int(),
        issuer: z.string(),
      }),
    ),
    references: z.array(z.object({ reference: z.string(), title: z.string(), path: z.string() })),
    incentives: z.array(z.object({ incentiveId: z.uuid(), name: z.string(), sentence: z.string() })),
    versions: z.array(
      z
        .object({
          number: z.int(),
          publishedAt: z.date(),
          publishedBy: z.string().nullable(),
          changes: z
            .object({ parts: z.array(z.enum(changeableParts)), added: z.int(), removed: z.int(), changed: z.int() })
            .nullable()
            .meta({ description: 'Against the version before: parts, and lines of the approved list; null for the first' }),
        })
        .meta({ id: 'PublishedProgramVersion' }),
    ),
  })
  .meta({ id: 'ProgramBeingWritten' });

const ChangesAnswer = z
  .object({
    number: z.int().meta({ description: 'The version that stands; 0 for none' }),
    revision: Revision,
    missing: z.array(z.object({ path: z.array(z.string()), message: z.string() })),
    parts: z.array(z.enum(changeableParts)),
    entries: z.array(
      z.object({
        entryId: z.string(),
        title: z.string(),
        what: z.enum(['added', 'removed', 'worth', 'accepts']),
        difficulty: z.object({ from: z.int(), to: z.int() }),
        hours: z.object({ from: z.string(), to: z.string() }),
        chosenBy: z.int().meta({ description: 'Educators who chose it' }),
        approvedFor: z.int().meta({ description: 'Educators with a granted request for it that no claim has closed' }),
      }),
    ),
    participants: z.int(),
  })
  .meta({ id: 'ProgramChanges' });

/** Writing programs: drafts that save as they are typed, what they would change, publication. */
export function programAuthoringRoutes(server: Server, ground: Ground): void {
  const { database, clock } = ground;

  server.get(
    '/api/v1/organizations/:organizationId/authored-programs',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Every program of the organization, those in the making first',
        params: OrganizationParams,
        response: { 200: z.object({ items: z.array(AuthoredAnswer) }) },
      },
    },
    async (request) => ({ items: await listAuthored(database, request.params.organizationId) }),
  );

  server.post(
    '/api/v1/organizations/:organizationId/program-drafts',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Begin a program: empty, or a copy of another one of the organization',
        params: OrganizationParams,
        body: z.object({ name: Name, copyOf: z.uuid().nullable().default(null) }),
        response: { 201: z.object({ programId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const by = callerOf(request).personId;
      const { organizationId: recognizerId } = request.params;
      reply.code(201);
      return database.transaction().execute((transaction) => beginDraft(transaction, { recognizerId, ...request.body, by }));
    },
  );

  server.get(
    '/api/v1/programs/:programId/draft',
    {
      config: { access: programAdministrators },
      schema: {
        tags,
        summary: 'A program as it is being written, with the names of what it speaks of',
        params: ProgramParams,
        response: { 200: BeingWrittenAnswer },
      },
    },
    (request) => readBeingWritten(database, request.params.programId, clock()),
  );

  server.put(
    '/api/v1/programs/:programId/draft',
    {
      config: { access: programAdministrators },
      schema: {
        tags,
        summary: 'Save the draft, naming the revision it was made from',
        params: ProgramParams,
        body: z.object({ definition: ProgramDraft, revision: Revision }),
        response: { 200: z.object({ revision: Revision }) },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      return database.transaction().execute((transaction) => saveDraft(transaction, { ...request.params, ...request.body, by }));
    },
  );

  server.post(
    '/api/v1/programs/:programId/draft/discarding',
    {
      config: { access: programAdministrators },
      schema: {
        tags,
        summary: 'Go back to the published version; a program that was never published is gone with its draft',
        params: ProgramParams,
        body: z.object({ revision: Revision }),
        response: { 200: z.object({ gone: z.boolean() }) },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      return database.transaction().execute((transaction) => discardDraft(transaction, { ...request.params, ...request.body, by }));
    },
  );

  server.get(
    '/api/v1/programs/:programId/draft/changes',
    {
      config: { access: programAdministrators },
      schema: {
        tags,
        summary: 'What publishing the draft would change, for how many, and what it still lacks',
        params: ProgramParams,
        response: { 200: ChangesAnswer },
      },
    },
    (request) => previewPublication(database, request.params.programId),
  );

  server.post(
    '/api/v1/programs/:programId/draft/publication',
    {
      config: { access: programAdministrators },
      schema: {
        tags,
        summary: 'Publish the draft as the next version; the first one opens the program',
        params: ProgramParams,
        body: z.object({
          revision: Revision,
          number: z.int().min(0).meta({ description: 'The version its changes were looked at against; 0 for none' }),
        }),
        response: { 201: z.object({ programId: z.uuid(), versionId: z.uuid(), number: z.int() }) },
      },
    },
    async (request, reply) => {
      const by = callerOf(request).personId;
      reply.code(201);
      return database.transaction().execute((transaction) => publishDraft(ground, transaction, { ...request.params, ...request.body, by }));
    },
  );
}
