import type { FastifyInstance } from 'fastify';
import { oauthProblem } from './problems.ts';

/** Characters that OAuth has in no value (RFC 6749 appendix A). */
const unusable = /\p{Cc}/u;

/**
 * Reads a form as OAuth sends it: every name at most once (RFC 6749 §3.2).
 *
 * @throws {Problem} 400 `invalid_request`
 */
export function readForm(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (Object.hasOwn(fields, name)) throw oauthProblem('invalid_request', `The parameter ${name} stands there twice.`);
    if (unusable.test(name + value) || value.length > 4000) throw oauthProblem('invalid_request', 'A parameter has unusable characters.');
    fields[name] = value;
  }
  return fields;
}

/** Takes form bodies on the routes of this scope; everywhere else they are refused, because other sites can send them. */
export function takeForms(scope: FastifyInstance): void {
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 20_000 }, (_request, body, done) => {
    try {
      done(null, readForm(String(body)));
    } catch (error) {
      done(error as Error);
    }
  });
}
