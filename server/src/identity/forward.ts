import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../platform/http/problem.ts';
import type { Authentication } from './authentication.ts';

/**
 * Hands a declared route to better-auth's endpoint of the same path and turns its failures into problem documents.
 * Only declared routes reach it, so nothing of better-auth is open that our authorization table does not know.
 *
 * @returns the endpoint's JSON answer
 * @throws {Problem} with better-auth's code in kebab-case
 */
export async function forward(
  authentication: Authentication,
  url: string,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): Promise<unknown> {
  const headers = new Headers();
  for (const name of ['cookie', 'origin', 'user-agent', 'accept-language'] as const) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  headers.set('x-forwarded-for', request.ip);
  if (!headers.has('origin')) headers.set('origin', new URL(url).origin);
  const hasBody = request.method !== 'GET';
  if (hasBody) headers.set('content-type', 'application/json');
  const answer = await authentication.handle(
    new Request(`${url}/api/auth${path}`, { method: request.method, headers, body: hasBody ? JSON.stringify(request.body ?? {}) : null }),
  );
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const text = await answer.text();
  const body: unknown = text ? JSON.parse(text) : null;
  if (answer.ok) return body;
  const { code, message } = (body ?? {}) as { code?: string; message?: string };
  if (answer.status >= 500) throw new Error(`better-auth failed at ${path}: ${code ?? answer.status} ${message ?? ''}`);
  throw asProblem(answer.status, code ?? 'REFUSED', message ?? 'The request was refused.');
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
  PASSWORD_TOO_SHORT: [400, 'Too short', 'A password needs at least 10 characters.'],
  PASSWORD_TOO_LONG: [400, 'Too long', 'A password may have 200 characters at most.'],
  INVALID_EMAIL: [400, 'Not an e-mail address', 'Check the e-mail address: it should look like name@school.org.'],
};

function asProblem(status: number, code: string, message: string): Problem {
  const [known, title, detail] = explained[code] ?? [status, 'That was refused', message];
  return new Problem(known, code.toLowerCase().replaceAll('_', '-'), title, detail);
}
