import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf, signedIn } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { programStaff } from '../policy.ts';
import { listParticipants, participantsCsv, schoolsOfProgram } from './list-participants.ts';
import { choiceProgress, standings } from './standing.ts';

const Named = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });

const StandingAnswer = z
  .object({
    program: Named.extend({ state: z.enum(['open', 'closed']) }),
    recognizer: Named,
    joinedAt: z.date(),
    asksPreApproval: z.boolean(),
    takesGroups: z.boolean(),
    choice: z.object({ atLeast: z.int(), atMost: z.int().nullable(), changeAfterBegun: z.boolean(), of: z.int() }),
    steps: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['survey', 'course', 'selection']),
        title: z.string(),
        state: z.enum(['done', 'next', 'later']),
        path: z.string().nullable().meta({ description: 'Where the survey or course is' }),
      }),
    ),
    choices: z.array(
      z.object({
        entryId: z.string(),
        title: z.string(),
        difficulty: z.int(),
        hours: z.string(),
        microCredential: z.object({ id: z.uuid(), slug: z.string() }).nullable(),
        progress: z.enum(choiceProgress),
        journeyId: z.uuid().nullable(),
        awardId: z.uuid().nullable(),
      }),
    ),
    preApprovals: z.array(z.object({ id: z.uuid(), state: z.string(), group: z.string().nullable() })),
  })
  .meta({ id: 'ProgramStanding' });

const ParticipantAnswer = z
  .object({
    educator: z.object({ id: z.uuid(), name: z.string() }),
    places: z.array(z.string()).meta({ description: 'Where they work: the recognizing entity and its schools' }),
    joinedAt: z.date(),
    nextStep: z.string().nullable(),
    lines: z.array(z.object({ entryId: z.string(), title: z.string(), progress: z.enum(choiceProgress) })),
  })
  .meta({ id: 'Participant' });

/** Where I stand in the programs I joined, and who takes part in a program. */
export function participationRoutes(server: Server, { database }: Ground): void {
  server.get(
    '/api/v1/programs/:programId/participants',
    {
      config: { access: programStaff },
      schema: {
        tags: ['programs'],
        summary: 'Who takes part: the next step, and how far what they set out for is',
        params: z.object({ programId: z.uuid() }),
        querystring: z.object({
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
          q: z.string().trim().max(200).optional().meta({ description: 'Part of a name' }),
          schoolId: z.uuid().optional(),
        }),
        response: {
          200: z.object({
            items: z.array(ParticipantAnswer),
            nextCursor: z.string().nullable(),
            schools: z.array(z.object({ id: z.uuid(), name: z.string() })).meta({ description: 'What the list may be narrowed to' }),
          }),
        },
      },
    },
    async ({ params: { programId }, query }) => ({
      ...(await listParticipants(database, programId, query)),
      schools: await schoolsOfProgram(database, programId),
    }),
  );

  server.get(
    '/api/v1/programs/:programId/participants.csv',
    {
      config: { access: programStaff },
      schema: {
        tags: ['programs'],
        summary: 'Everybody who takes part, as a file: a row for each line they set out for',
        produces: ['text/csv'],
        params: z.object({ programId: z.uuid() }),
        querystring: z.object({ schoolId: z.uuid().optional() }),
        response: { 200: z.string() },
      },
    },
    async ({ params: { programId }, query: { schoolId } }, reply) => {
      void reply.headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="participants.csv"',
      });
      return participantsCsv(database, programId, schoolId);
    },
  );

  server.get(
    '/api/v1/participations',
    {
      config: { access: signedIn },
      schema: {
        tags: ['programs'],
        summary: 'Where I stand in the programs I joined: steps in their order, what I chose and how far it is, requests',
        querystring: z.object({ programId: z.uuid().optional() }),
        response: { 200: z.object({ items: z.array(StandingAnswer) }) },
      },
    },
    async (request) => ({ items: await standings(database, callerOf(request).personId, request.query.programId ?? null) }),
  );
}
