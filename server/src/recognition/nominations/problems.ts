import { Problem } from '../../platform/http/problem.ts';

/** The expected failures of nominations. */

export const onTheListAlready = (title: string) =>
  new Problem(409, 'on-the-list-already', 'On the list already', `“${title}” stands on the approved list already: choose it and begin.`);
export const nominatedAlready = (nominationId: string) =>
  new Problem(
    409,
    'nominated-already',
    'Nominated already',
    'Somebody has nominated this already. Support that nomination, and add your reasons as a comment.',
    { nominationId },
  );
export const nominationIsDecided = (state: string) =>
  new Problem(409, 'nomination-decided', 'Not open any more', `This nomination is ${state}. Reload to see how it stands.`, {
    current: { state },
  });
export const notInTheCatalog = () =>
  new Problem(
    422,
    'unknown-micro-credential',
    'Not in the catalog',
    'There is no such published micro-credential. Choose from the catalog.',
  );
export const ownNomination = () =>
  new Problem(403, 'own-nomination', 'Not for yourself', 'Nobody decides over a nomination of their own. Ask a colleague.');
export const declineNeedsReason = () =>
  new Problem(422, 'reason-needed', 'Say why', 'Whoever nominated it reads why. Give a reason of one sentence or more.', {
    errors: [{ path: 'body/reason', message: 'is needed' }],
  });
