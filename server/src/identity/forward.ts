import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../platform/http/problem.ts';
import type { Authentication } from './authentication.ts';

/** One of better-auth's endpoints, as it wants to be called. */
export interface Endpoint {
  /** Path under `/api/auth`, with its query. */
  path: string;
  method?: 'GET' | 'POST';
  /** Instead of the request's own body. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** Hands declared routes to better-auth; made once for the server. */
export type Forward = (request: FastifyRequest, reply: FastifyReply, endpoint: Endpoint) => Promise<unknown>;

/**
 * Hands a declared route to one of better-auth's endpoints and turns its failures into problem documents.
 * Only declared routes reach it, so nothing of better-auth is open that our authorization table does not know.
 *
 * @param url the public address
 * @returns gives the endpoint's JSON answer, sets its cookies; throws {Problem} with better-auth's code in kebab-case
 */
export function createForward(authentication: Authentication, url: string): Forward {
  return async (request, reply, { path, method = 'POST', body = request.body, headers: added = {} }) => {
    const headers = new Headers(added);
    for (const name of ['cookie', 'origin', 'user-agent', 'accept-language'] as const) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    headers.set('x-forwarded-for', request.ip);
    if (!headers.has('origin')) headers.set('origin', new URL(url).origin);
    const hasBody = method !== 'GET';
    if (hasBody) headers.set('content-type', 'application/json');
    const answer = await authentication.handle(
      new Request(`${url}/api/auth${path}`, { method, headers, body: hasBody ? JSON.stringify(body ?? {}) : null }),
    );
    for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
    const text = await answer.text();
    const told: unknown = text ? JSON.parse(text) : null;
    if (answer.ok) return told;
    const { code = 'REFUSED', message = 'The request was refused.' } = (told ?? {}) as { code?: string; message?: string };
    const problem = asProblem(answer.status, code, message);
    if (problem) throw problem;
    throw new Error(`better-auth failed at ${path.split('?')[0]}: ${answer.status} ${code} ${message}`);
  };
}

const explained: Record<string, [status: number, title: string, detail: string]> = {
  INVALID_EMAIL_OR_PASSWORD: [
    401,
    'That did not match',
    'The e-mail address and password do not match. Check both, or choose a new password.',
  ],
  EMAIL_NOT_VERIFIED: [
    403,
    'Confirm your address first',
    'We have sent you another message with a link. Open it to confirm your address, then sign in.',
  ],
  INVALID_TOKEN: [400, 'This link no longer works', 'Links work once and for a limited time. Ask for a new one.'],
  TOKEN_EXPIRED: [400, 'This link no longer works', 'Links work once and for a limited time. Ask for a new one.'],
  USER_NOT_FOUND: [400, 'This link no longer works', 'Links work once and for a limited time. Ask for a new one.'],
  ADDRESS_TAKEN: [
    409,
    'Confirmed by another account',
    'Another account has confirmed this address. Sign in with that account, or open yours with another address.',
  ],
  FAILED_TO_CREATE_USER: [
    422,
    'The account could not be opened',
    'Check name and address for unusual characters. If both are right, try again in a moment.',
  ],
  INVALID_PASSWORD: [400, 'That is not your present password', 'Check your present password; nothing has been changed.'],
  PASSWORD_TOO_SHORT: [400, 'Too short', 'A password needs at least 10 characters.'],
  PASSWORD_TOO_LONG: [400, 'Too long', 'A password may have 200 characters at most.'],
  INVALID_EMAIL: [400, 'Not an e-mail address', 'Check the e-mail address: it should look like name@school.org.'],
  SESSION_NOT_FRESH: [
    403,
    'Sign in again first',
    'You signed in more than a day ago. Sign in again before you add a passkey, so that nobody else does it for you.',
  ],
  PASSKEY_NOT_FOUND: [401, 'This passkey is not known here', 'It may have been removed. Sign in with your password instead.'],
  CHALLENGE_NOT_FOUND: [400, 'That took too long', 'A passkey must be shown within five minutes. Try again.'],
  AUTHENTICATION_FAILED: [401, 'The passkey did not match', 'Try again, or sign in with your password.'],
  FAILED_TO_VERIFY_REGISTRATION: [400, 'The passkey could not be added', 'Your device’s answer could not be verified. Try again.'],
  CREDENTIAL_ACCOUNT_NOT_FOUND: [
    409,
    'Your account has no password',
    'Sign out and ask for a link to choose a password, as if you had forgotten it.',
  ],
  REFUSED: [400, 'That was refused', 'The request was refused.'],
  PREVIOUSLY_REGISTERED: [409, 'You have this passkey already', 'This device keeps a passkey for your account.'],
};

function asProblem(status: number, code: string, message: string): Problem | null {
  const known = explained[code];
  if (!known && status >= 500) return null;
  // what better-auth adds to its codes one day is told, but under a code that is explained
  if (!known) return new Problem(status, 'refused', 'That was refused', message);
  const [told, title, detail] = known;
  return new Problem(told, code.toLowerCase().replaceAll('_', '-'), title, detail);
}
