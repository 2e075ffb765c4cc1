import { Problem } from '../platform/http/problem.ts';
import type { CriterionPlace, Outcome } from './scoring.ts';

/** The expected failures of evaluation. */

export const notInHand = () =>
  new Problem(
    409,
    'not-in-hand',
    'Not in your hands',
    'This submission is not in your hands any more: it was given back to the queue or taken by somebody else. What you typed stays in the page.',
  );

export const alreadyTaken = () =>
  new Problem(409, 'already-taken', 'Taken already', 'Somebody else took this submission a moment ago. Take the next one.');

export const alreadyDecided = () =>
  new Problem(409, 'already-decided', 'Decided already', 'This submission has been decided, and a decision stands. Nothing was changed.');

export const noLongerNeeded = () =>
  new Problem(
    409,
    'no-longer-needed',
    'Not needed any more',
    'This submission went back to its author before it was decided, so it wants no levels. Take the next one.',
  );

export const carriedCriterion = () =>
  new Problem(409, 'carried-criterion', 'This criterion stands', 'It was met in an earlier attempt and keeps its level; score the others.');

export const unknownLevel = (levelId: string) =>
  new Problem(400, 'unknown-level', 'No such level', `"${levelId}" is not a level of this part's scoring guide.`);

export const carriedPart = () =>
  new Problem(409, 'carried-part', 'This part stands', 'This part passed in an earlier attempt and stays passed; it takes no new levels.');

export const incompleteScores = (missing: CriterionPlace[]) =>
  new Problem(
    409,
    'incomplete-scores',
    'Levels are missing',
    `${missing.length === 1 ? 'One criterion has' : `${missing.length} criteria have`} no level yet. Set each level, then decide.`,
    { missing },
  );

export const otherOutcome = (outcome: Outcome) =>
  new Problem(
    409,
    'other-outcome',
    'The levels say otherwise',
    `The levels that are saved lead to ${outcome === 'pass' ? 'a pass' : '"not yet"'}, which is not what you confirmed. Look at them again, then decide.`,
    { outcome },
  );

export const conflictOfInterest = () =>
  new Problem(
    403,
    'conflict-of-interest',
    'A conflict of interest',
    'Since you took this submission, a tie between you and its author has come up. Give it back to the queue; somebody else will evaluate it.',
  );

export const wantsFeedback = () =>
  new Problem(
    409,
    'wants-feedback',
    'Say what is next',
    '"Not yet" needs a word on what to do next: write feedback to a criterion below the passing level, or overall.',
  );

export const notRecommended = () =>
  new Problem(
    409,
    'not-recommended',
    'Nothing to grant here',
    'This submission does not wait for a grant: it was granted, sent to another reading, or never recommended. Load the list again.',
  );

export const tooLateToSendBack = () =>
  new Problem(
    409,
    'too-late-to-send-back',
    'It is being scored',
    'This submission cannot go back any more: another reading of it is decided, or it was made for one evaluator. Decide on what is there.',
  );

export const noAppealHere = () =>
  new Problem(
    409,
    'no-appeal-here',
    'Nothing to appeal',
    'A second reading can be asked for once, on the latest "not yet", and before a new attempt. Load the page again.',
  );

export const alreadyAnswered = () =>
  new Problem(409, 'already-answered', 'Answered already', 'This appeal has been answered. Load the list again.');

export const noConversation = () =>
  new Problem(409, 'no-conversation', 'Not decided yet', 'Questions and answers begin when there is a decision.');

export const anchorShowsStudents = () =>
  new Problem(
    409,
    'shows-students',
    'Students appear here',
    'Families agreed to the evaluation of this work, not to training with it. Choose a submission without students, or write an anchor.',
  );

export const tooManyPhrases = (most: number) =>
  new Problem(409, 'too-many-phrases', 'The bank is full', `It keeps ${most} phrases. Forget one that you no longer use.`, { most });

export const noSuchPlace = () =>
  new Problem(
    400,
    'no-such-place',
    'Nothing to pin it to',
    'A comment is pinned to a moment of a recording, a region of an image, or a range of a written answer. Choose its place again.',
  );

export const tooManyComments = (most: number) =>
  new Problem(
    409,
    'too-many-comments',
    'Many comments already',
    `A submission takes ${most} comments. Take one away, or say the rest in your feedback.`,
    { most },
  );
