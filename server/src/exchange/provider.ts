import type { FastifyReply } from 'fastify';
import type { Authentication } from '../identity/index.ts';
import { authorizationPath } from './authorization-server.ts';

/** What one of the authorization server's endpoints is asked. */
export interface ProviderQuestion {
  /** Path under the authorization server, with its query. */
  path: string;
  method?: 'GET' | 'POST';
  form?: Record<string, string>;
  json?: unknown;
  headers?: Record<string, string | undefined>;
}

/** Asks better-auth's OAuth provider. Only declared routes do, and each says what of a request it hands on. */
export type Provider = (question: ProviderQuestion) => Promise<Response>;

/**
 * @param url the public address
 */
export function createProvider(authentication: Authentication, url: string): Provider {
  return async ({ path, method = 'POST', form, json, headers = {} }) => {
    const sent = new Headers({ origin: new URL(url).origin });
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent.set(name, value);
    if (form) sent.set('content-type', 'application/x-www-form-urlencoded');
    else if (json !== undefined) sent.set('content-type', 'application/json');
    const body = form ? new URLSearchParams(form).toString() : json === undefined ? null : JSON.stringify(json);
    const answer = await authentication.handle(new Request(`${url}${authorizationPath}${path}`, { method, headers: sent, body }));
    if (answer.status >= 500) throw new Error(`better-auth failed at ${path.split('?')[0]}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
}

/** Hands an answer of the authorization server on as it is. */
export async function relay(answer: Response, reply: FastifyReply): Promise<FastifyReply> {
  for (const name of ['www-authenticate', 'location', 'pragma'] as const) {
    const value = answer.headers.get(name);
    if (value) reply.header(name, value);
  }
  const text = await answer.text();
  return reply
    .code(answer.status)
    .header('cache-control', 'no-store')
    .type('application/json')
    .send(text || '{}');
}
