import { Problem } from '../../platform/http/problem.ts';
import type { Missing } from './readiness.ts';

/** The expected failures of pre-approval. */

export const noPreApprovalAsked = (program: string) =>
  new Problem(409, 'no-pre-approval-asked', 'Nothing to ask for', `“${program}” asks for no pre-approval: choose and begin.`);
export const notTheirGroup = () =>
  new Problem(
    403,
    'not-their-group',
    'Not yours to lead',
    'A group’s request is managed by its leader. Ask the leader to begin it, or ask to become one.',
  );
export const groupHasEnded = () =>
  new Problem(409, 'group-closed', 'The group has ended', 'This group has ended. Form a new one to ask together.');
export const requestIncomplete = (missing: Missing[]) =>
  new Problem(422, 'request-incomplete', 'Not complete yet', missing.map(({ message }) => message).join(' '), { errors: missing });
export const notBeingWritten = (state: string) =>
  new Problem(
    409,
    'not-being-written',
    'Cannot be changed now',
    state === 'submitted'
      ? 'The request is with its reviewers. They can ask it back, or you withdraw it.'
      : state === 'declined'
        ? 'The request was declined. Revise it first: everything you wrote is kept.'
        : `The request is ${state}.`,
    { current: { state } },
  );
export const actOutOfPlace = (act: string, state: string) =>
  new Problem(409, 'act-out-of-place', 'Not any more', `This request is ${state}: one cannot ${act} it now. Reload to see how it stands.`, {
    current: { state },
  });
export const decidedMeanwhile = (number: number) =>
  new Problem(
    409,
    'decided-meanwhile',
    'Something happened meanwhile',
    'Somebody did something with this request since you opened it. Read it again before you decide.',
    { current: { number } },
  );
export const notTheirTurn = (title: string) => new Problem(403, 'not-your-turn', 'Not your turn', `This request waits for “${title}”.`);
export const ownRequest = () =>
  new Problem(403, 'own-request', 'Not for yourself', 'Nobody decides over a request that they are part of. Ask a colleague.');
export const cannotUndo = () =>
  new Problem(
    409,
    'cannot-undo',
    'Too late to take back',
    'A decision can be taken back by who made it, for two minutes and while nothing followed from it.',
  );
export const notOnThisList = () =>
  new Problem(
    422,
    'not-on-this-list',
    'Not on the approved list',
    'Something chosen is not on the approved list any more. Reload the list and choose again.',
  );
export const tooManyChosen = (detail: string) => new Problem(422, 'too-many-chosen', 'Too many chosen', detail);
export const reasonMissing = () =>
  new Problem(422, 'reason-needed', 'Say why', 'Whoever asked reads why. Give a reason of one sentence or more.', {
    errors: [{ path: 'body/reason', message: 'is needed' }],
  });
export const draftUnderWay = () =>
  new Problem(
    409,
    'draft-under-way',
    'Another one is being written',
    'You are writing another request for this program already. Submit or withdraw that one first.',
  );
