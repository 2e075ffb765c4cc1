import type { z } from 'zod';
import { Problem } from '../platform/http/problem.ts';

/** The expected failures of courses and surveys. */

/** @param issues what a draft still lacks, as Zod found it */
export const draftIncomplete = (issues: z.core.$ZodIssue[]) =>
  new Problem(409, 'draft-incomplete', 'Something is still missing', 'Each line says where; fill it in, then publish.', {
    missing: issues.slice(0, 100).map(({ path, message }) => ({ path: path.map(String), message })),
  });

export const unknownAlignment = (slugs: string[]) =>
  new Problem(409, 'unknown-alignment', 'Not in the catalog', `There is no such stack or micro-credential: ${slugs.join(', ')}.`, {
    slugs,
  });

export const unknownFile = () =>
  new Problem(409, 'unknown-file', 'A file is missing', 'A resource names a file that was not uploaded for this course. Upload it again.');

export const byInvitation = () =>
  new Problem(
    403,
    'by-invitation',
    'This course is by invitation',
    'Open it by the link you were given, or through your district’s program. If the link is old, ask for a new one.',
  );

export const notEnrolled = () => new Problem(403, 'not-enrolled', 'You are not enrolled', 'Enrol in the course first; it takes one click.');

export const noSuchResource = () =>
  new Problem(404, 'no-such-resource', 'Nothing is there', 'The version of the course you are on has no such unit or resource.');

export const noDiscussion = () => new Problem(409, 'no-discussion', 'No discussion here', 'This unit has no discussion.');

export const postRemoved = () => new Problem(409, 'post-removed', 'This post was removed', 'It cannot be changed or answered any more.');

export const surveyClosed = () =>
  new Problem(409, 'survey-closed', 'This survey is closed', 'It takes no answers any more. What you had written stays as it was.');

export const surveySubmitted = () =>
  new Problem(
    409,
    'survey-submitted',
    'You have answered this survey',
    'Your answers are in; this survey does not take changes afterwards.',
  );

export const answersIncomplete = (gaps: unknown[]) =>
  new Problem(409, 'answers-incomplete', 'Some answers are missing', 'The questions are marked; answer them, then send again.', { gaps });
