import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../platform/http/problem.ts';
import { problemOf } from '../platform/http/server.ts';

/** A route's `errorHandler`. */
type Tell = (error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply) => void;

const ours = 'Something went wrong on our side. It has been logged.';

/** The failure as status, word and sentence; ours is logged whole and told without detail. */
function facts(
  error: FastifyError | Problem,
  request: FastifyRequest,
): { status: number; code: string; detail: string; problem: Problem | null } {
  const problem = problemOf(error);
  if (!problem) request.log.error({ err: error, method: request.method, path: request.url }, 'a request failed by our fault');
  return { status: problem?.status ?? 500, code: problem?.code ?? 'our-failure', detail: problem?.message ?? ours, problem };
}

/** RFC 6750 §3: what a token would have to be like. */
function challenge(reply: FastifyReply, { status, code, problem }: ReturnType<typeof facts>): void {
  if (status !== 401 && code !== 'scope-missing') return;
  const parts = ['Bearer realm="Brevet"'];
  if (code === 'token-not-good') parts.push('error="invalid_token"');
  if (code === 'scope-missing') parts.push('error="insufficient_scope"', `scope="${String(problem?.extra.scope)}"`);
  reply.header('www-authenticate', parts.join(', '));
}

const oauthWord: Record<number, string> = {
  401: 'invalid_client',
  403: 'access_denied',
  500: 'server_error',
  503: 'temporarily_unavailable',
};

/** Errors as RFC 6749 §5.2 has them: `error` and `error_description`. */
export const tellOAuth: Tell = (error, request, reply) => {
  const found = facts(error, request);
  challenge(reply, found);
  const word = typeof found.problem?.extra.oauth === 'string' ? found.problem.extra.oauth : (oauthWord[found.status] ?? 'invalid_request');
  // RFC 6749 §5.2 allows printable ASCII without quotation mark and backslash
  const description = found.detail.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, ' ').slice(0, 500);
  reply
    .code(found.status)
    .header('cache-control', 'no-store')
    .header('access-control-allow-origin', '*') // no cookie is looked at where errors have this form
    .type('application/json')
    .send(JSON.stringify({ error: word, error_description: description }));
};

/** Imsx_CodeMinorFieldValue of Open Badges 3.0 (§B.3.6), by HTTP status. */
const minorCodes: Record<number, string> = {
  400: 'invalid_data',
  401: 'unauthorizedrequest',
  403: 'forbidden',
  404: 'not_found',
  405: 'not_allowed',
  406: 'not_acceptable',
  413: 'invalid_data',
  415: 'invalid_data',
  422: 'invalid_data',
  429: 'server_busy',
  500: 'internal_server_error',
  503: 'server_busy',
};

/** The body of a failure as Open Badges 3.0 has it (§B.3.1). */
export function imsxStatus(status: number, description: string, minor = minorCodes[status] ?? 'unknown'): object {
  return {
    imsx_codeMajor: 'failure',
    imsx_severity: status === 404 ? 'status' : 'error',
    imsx_description: description,
    imsx_codeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: minor }] },
  };
}

/** Errors as Open Badges 3.0 has them: Imsx_StatusInfo. */
export const tellImsx: Tell = (error, request, reply) => {
  const found = facts(error, request);
  challenge(reply, found);
  reply
    .code(found.status)
    .header('cache-control', 'no-store')
    .type('application/json')
    .send(JSON.stringify(imsxStatus(found.status, found.detail, isAboutQuery(error) ? 'invalid_query_parameter' : undefined)));
};

const isAboutQuery = (error: FastifyError | Problem) => 'validationContext' in error && error.validationContext === 'querystring';
