import { z } from 'zod';

/** A message as both sides read it: never who wrote it. */
export const MessageAnswer = z.object({
  id: z.uuid(),
  author: z.enum(['earner', 'evaluator', 'lead']),
  partId: z.string().nullable(),
  criterionId: z.string().nullable(),
  text: z.string(),
  writtenAt: z.date(),
});
