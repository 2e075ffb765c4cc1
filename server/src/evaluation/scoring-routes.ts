import { z } from 'zod';
import { LocalId } from '../catalog/definition.ts';
import type { Ground } from '../platform/ground.ts';
import { callerOf } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { EvaluationAnswer, FollowsAnswer, OutcomeAnswer, SavedFeedbackAnswer, SavedScoreAnswer } from './answers.ts';
import { mayRead, mayScore } from './policy.ts';
import { readEvaluation } from './read-evaluation.ts';
import { decideReading } from './readings/decide-reading.ts';
import { saveFeedback } from './save-feedback.ts';
import { saveScore } from './save-score.ts';

const tags = ['evaluation'];
const EvaluationParams = z.object({ evaluationId: z.uuid() });
const Feedback = z.string().max(10_000);
const Revision = z.int().min(0).max(2_000_000_000).meta({ description: 'The revision this edit was made from; 0 before the first save' });

/** Reading a submission and scoring it. */
export function scoringRoutes(server: Server, ground: Ground): void {
  const { database } = ground;

  server.get(
    '/api/v1/evaluations/:evaluationId',
    {
      config: { access: mayRead },
      schema: {
        tags,
        summary: 'A submission beside its scoring guide, without the name of the earner',
        params: EvaluationParams,
        response: { 200: EvaluationAnswer },
      },
    },
    (request) => readEvaluation(database, request.params.evaluationId, callerOf(request)),
  );

  server.put(
    '/api/v1/evaluations/:evaluationId/scores/:partId/:criterionId',
    {
      config: { access: mayScore },
      schema: {
        tags,
        summary: 'Save the level and feedback of a criterion; answers with what follows from all levels',
        params: EvaluationParams.extend({ partId: LocalId, criterionId: LocalId }),
        body: z.object({ levelId: LocalId.nullable(), feedback: Feedback, revision: Revision }),
        response: { 200: z.object({ score: SavedScoreAnswer, follows: FollowsAnswer }) },
      },
    },
    (request) => saveScore(database, { ...request.params, ...request.body, evaluatorId: callerOf(request).personId }),
  );

  server.put(
    '/api/v1/evaluations/:evaluationId/feedback',
    {
      config: { access: mayScore },
      schema: {
        tags,
        summary: 'Save the feedback on the whole submission',
        params: EvaluationParams,
        body: z.object({ feedback: Feedback, revision: Revision }),
        response: { 200: SavedFeedbackAnswer },
      },
    },
    (request) => saveFeedback(database, { ...request.params, ...request.body, evaluatorId: callerOf(request).personId }),
  );

  server.post(
    '/api/v1/evaluations/:evaluationId/decision',
    {
      config: { access: mayScore },
      schema: {
        tags,
        summary: 'Decide: confirm the outcome that follows from the levels; final',
        params: EvaluationParams,
        body: z.object({ outcome: OutcomeAnswer }),
        response: {
          200: z.object({
            decisionId: z.uuid().nullable().meta({ description: 'null while others still read, decide or grant' }),
            outcome: OutcomeAnswer,
          }),
        },
      },
    },
    (request) => decideReading(ground, { ...request.params, ...request.body, evaluatorId: callerOf(request).personId }),
  );
}
