import { Problem } from '../platform/http/problem.ts';

/** The expected failures of exchange. On the routes of other standards they are told in the form of those (see error-forms.ts). */

export const tokenNeeded = () =>
  new Problem(401, 'token-needed', 'A token is needed', 'Send the access token that the person granted you, as Authorization: Bearer.');

export const tokenNotGood = () =>
  new Problem(401, 'token-not-good', 'The token is not good', 'It has expired or was withdrawn. Refresh it, or ask the person again.');

export const scopeMissing = (scope: string) =>
  new Problem(403, 'scope-missing', 'The token does not reach that far', `This needs the scope ${scope}, which the person did not grant.`, {
    scope,
  });

/** A failure in the words of OAuth (RFC 6749 §5.2, RFC 7591 §3.2.2). */
export const oauthProblem = (error: string, detail: string, status = 400) => new Problem(status, error, 'OAuth', detail, { oauth: error });

export const clientUnknown = () =>
  new Problem(404, 'not-found', 'Not found', 'No program is registered under this name. Go back to it and start again.');

export const requestNotGood = (detail: string) =>
  new Problem(400, 'request-not-good', 'This request cannot be answered', `${detail} Go back to the program and start again.`);

export const badgeNotGood = (found: string) =>
  new Problem(400, 'badge-not-good', 'The badge is not taken', `The badge was verified. ${found}`);

export const badgeOfSomebodyElse = () =>
  new Problem(403, 'badge-of-somebody-else', 'Somebody else’s badge', 'This badge was awarded here to somebody else.');

export const profileNotTaken = (detail: string) => new Problem(400, 'profile-not-taken', 'The profile is not taken', detail);

export const badgeRevoked = () =>
  new Problem(
    409,
    'badge-revoked',
    'The badge was withdrawn',
    'Its issuer has withdrawn this badge, or suspended it for now, so it goes to no wallet.',
  );

export const keyNeeded = () =>
  new Problem(
    401,
    'key-needed',
    'A key is needed',
    'Send the key of the VC-API, as Authorization: Bearer. The operator of the installation has it.',
  );

export const keyNotGood = () =>
  new Problem(401, 'key-not-good', 'The key is not good', 'It is not the key of the VC-API of this installation.');

export const credentialNotGood = (detail: string, errors: { path: string; message: string }[] = []) =>
  new Problem(400, 'credential-not-good', 'The credential is not issued', detail, errors.length ? { errors } : {});

export const credentialNotFound = () =>
  new Problem(404, 'not-found', 'Not found', 'The VC-API issued nothing with a status of this purpose under this id.');

export const listIsFull = () =>
  new Problem(409, 'vc-api-list-full', 'The status list is full', 'The VC-API has no room for another credential with a status.');
