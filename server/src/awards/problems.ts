import { Problem } from '../platform/http/problem.ts';

/** The expected failures of awards. */

export const keyReplacedMeanwhile = () =>
  new Problem(
    409,
    'key-replaced',
    'The key was replaced meanwhile',
    'Another key became current since you looked. Reload the keys and see whether there is anything left to do.',
  );

export const nothingToVerify = () =>
  new Problem(400, 'nothing-to-verify', 'Nothing to verify', 'Give one of these: the text of a badge, the address of a badge, or a file.');

export const unreachableBadge = (detail: string) => new Problem(422, 'badge-out-of-reach', 'The badge could not be fetched', detail);

export const noIssuer = () =>
  new Problem(409, 'not-an-issuer', 'Issues no badges', 'This organization does not issue micro-credentials, so it has no signing keys.');
