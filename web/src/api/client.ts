import createClient from 'openapi-fetch';
import type { paths } from './generated.ts';

/** The problem document (RFC 9457) of a failed call; throw it, show its `title` and `detail`. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { path: string; message: string }[];
  [member: string]: unknown;
}

/** A call that the server answered with a problem, or that never arrived (`code: "unreachable"`, status 0). */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** The public HTTP API, typed from its OpenAPI document; same origin, session by cookie. */
export const api = createClient<paths>({ baseUrl: typeof window === 'undefined' ? '' : window.location.origin });

/**
 * The data of a call, or its problem thrown.
 *
 * @example const journey = await answer(api.GET('/api/v1/journeys/{journeyId}', { params: { path: { journeyId } } }));
 * @throws {ApiProblem}
 */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let result: { data?: T; error?: unknown; response: Response };
  try {
    result = await call;
  } catch {
    throw new ApiProblem({
      type: '/problems/unreachable',
      title: 'No connection',
      status: 0,
      detail: 'The server cannot be reached. What you typed is kept here.',
      code: 'unreachable',
    });
  }
  if (result.response.ok) return result.data as T;
  const given = result.error as ProblemDocument | undefined;
  throw new ApiProblem(
    given?.code
      ? given
      : {
          type: 'about:blank',
          title: 'Something went wrong',
          status: result.response.status,
          detail: 'The server did not answer as it should. Try again in a moment.',
          code: 'unexpected',
        },
  );
}
