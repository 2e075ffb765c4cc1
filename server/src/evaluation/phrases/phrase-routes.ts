import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf, hasRole, signedIn } from '../../platform/http/access.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Server } from '../../platform/http/server.ts';
import { leadRoles, organizationsWith, scoringRoles } from '../policy.ts';
import { forgetPhrase, keepPhrase, phrasesFor } from './phrases.ts';

const tags = ['evaluation'];
const PhraseAnswer = z.object({ id: z.uuid(), name: z.string(), text: z.string(), organizationId: z.uuid().nullable() });

/** The feedback bank. */
export function phraseRoutes(server: Server, { database }: Ground): void {
  server.get(
    '/api/v1/feedback-phrases',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'My phrases, and those of the organizations I evaluate for',
        response: { 200: z.object({ items: z.array(PhraseAnswer) }) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return { items: await phrasesFor(database, caller.personId, organizationsWith(caller, scoringRoles)) };
    },
  );

  server.post(
    '/api/v1/feedback-phrases',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Keep a phrase, for myself or (as a lead) for an organization',
        body: z.object({
          name: z.string().trim().min(1).max(60),
          text: z.string().trim().min(1).max(2000),
          organizationId: z.uuid().nullable(),
        }),
        response: { 200: PhraseAnswer },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { organizationId } = request.body;
      if (organizationId && !hasRole(caller, organizationId, leadRoles)) throw notFound('organization');
      return keepPhrase(database, { ...request.body, personId: caller.personId });
    },
  );

  server.delete(
    '/api/v1/feedback-phrases/:phraseId',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Forget a phrase of mine, or of an organization I lead',
        params: z.object({ phraseId: z.uuid() }),
        response: { 200: z.object({ done: z.literal(true) }) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await forgetPhrase(database, request.params.phraseId, caller.personId, organizationsWith(caller, leadRoles));
      return { done: true as const };
    },
  );
}
