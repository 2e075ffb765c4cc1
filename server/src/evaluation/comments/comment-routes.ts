import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { CommentAnswer } from '../answers.ts';
import { mayScore } from '../policy.ts';
import { CommentPlace } from './place.ts';
import { removeComment, saveComment } from './save-comment.ts';

const tags = ['evaluation'];
const Params = z.object({ evaluationId: z.uuid(), commentId: z.uuid().meta({ description: 'Chosen by the caller' }) });
const Body = z
  .object({
    evidenceId: z.uuid().nullable(),
    answer: z.string().min(3).max(130).nullable().meta({ description: 'An answer as part/requirement' }),
    place: CommentPlace,
    text: z.string().max(4000),
    revision: z.int().min(0).max(2_000_000_000).meta({ description: 'The revision this edit was made from; 0 pins it' }),
  })
  .refine(({ evidenceId, answer }) => (evidenceId === null) !== (answer === null), {
    message: 'a comment is about an item of evidence or an answer, not both',
    path: ['evidenceId'],
  });

/** Comments pinned into the work by who scores it. */
export function commentRoutes(server: Server, { database }: Ground): void {
  server.put(
    '/api/v1/evaluations/:evaluationId/comments/:commentId',
    {
      config: { access: mayScore },
      schema: {
        tags,
        summary: 'Pin a comment to a moment of a recording, a region of an image or a range of an answer; later saves change its words',
        params: Params,
        body: Body,
        response: { 200: CommentAnswer },
      },
    },
    (request) => {
      const { evaluationId, commentId } = request.params;
      return saveComment(database, { ...request.body, evaluationId, id: commentId, evaluatorId: callerOf(request).personId });
    },
  );

  server.delete(
    '/api/v1/evaluations/:evaluationId/comments/:commentId',
    {
      config: { access: mayScore },
      schema: {
        tags,
        summary: 'Take a comment away again, before the decision',
        params: Params,
        response: { 200: z.object({ done: z.literal(true) }) },
      },
    },
    async (request) => {
      const { evaluationId, commentId } = request.params;
      await removeComment(database, { evaluationId, id: commentId, evaluatorId: callerOf(request).personId });
      return { done: true as const };
    },
  );
}
