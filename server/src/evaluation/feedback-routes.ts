import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { FeedbackAnswer } from './answers.ts';
import { feedbackForEarner } from './feedback-for-earner.ts';
import { journeyOwner } from './policy.ts';

/** What the earner reads. Attempts and "not yet" belong to the earner: no recognizer's route leads here. */
export function feedbackRoutes(server: Server, { database }: Ground): void {
  server.get(
    '/api/v1/journeys/:journeyId/feedback',
    {
      config: { access: journeyOwner },
      schema: {
        tags: ['evaluation'],
        summary: 'What was decided about each attempt of a journey: parts, levels, feedback',
        params: z.object({ journeyId: z.uuid() }),
        response: { 200: FeedbackAnswer },
      },
    },
    ({ params }) => feedbackForEarner(database, params.journeyId),
  );
}
