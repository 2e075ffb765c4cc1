import { z } from 'zod';

export { countedAnswers, shownOf, surveyGaps } from '@brevet/survey-rules';

/** The most characters a text answer keeps. */
export const longestText = 5000;

/**
 * One answer, in the shape its question's kind asks for: an option's id, several ids, a number, a text, a date as `YYYY-MM-DD`,
 * a step by row.
 */
export const Answer = z.union([
  z.string().max(longestText),
  z.number().min(-1e12).max(1e12),
  z.array(z.string().max(64)).max(50),
  z.record(z.string().max(64), z.number().min(-1e12).max(1e12)),
]);
export type Answer = z.infer<typeof Answer>;

/** Answers by question id. */
export const Answers = z.record(z.string().max(64), Answer).refine((answers) => Object.keys(answers).length <= 500, 'are too many');
export type Answers = z.infer<typeof Answers>;
