import { z } from 'zod';

/**
 * A failure we expect: the caller can read what happened and what to do. Thrown anywhere below a route and turned into an
 * RFC 9457 problem document in one place. Everything else that is thrown is a bug.
 */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly extra: Record<string, unknown>;
  /**
   * @param status HTTP status, 400 to 499 (503 when a part we need is away)
   * @param code stable word for programs, kebab-case; becomes the last segment of `type`
   * @param title what happened, one short sentence that does not vary
   * @param detail what happened this time and what to do, for a person
   * @param extra members added to the document, e.g. `errors` by field or the `current` state after a conflict
   */
  constructor(status: number, code: string, title: string, detail: string, extra: Record<string, unknown> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.title = title;
    this.extra = extra;
  }
}

/** The problem document every failing route answers with (`application/problem+json`). */
export const ProblemDocument = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

/** The document of a problem; `type` is relative to the server, where docs explain each code. */
export function problemDocument(problem: Problem): z.infer<typeof ProblemDocument> {
  return {
    type: `/problems/${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    ...problem.extra,
  };
}

/** 404 for what is not there and for what the caller may not know of: the two look the same. */
export const notFound = (what: string) =>
  new Problem(404, 'not-found', 'Not found', `There is no such ${what}, or it is not yours to see.`);
export const signInRequired = () =>
  new Problem(401, 'sign-in-required', 'Sign in first', 'This needs you to be signed in. Your work in the page is kept.');
export const notAllowed = (detail: string) => new Problem(403, 'not-allowed', 'Not allowed', detail);
export const tooManyRequests = () => new Problem(429, 'too-many-requests', 'Too many tries', 'Wait a minute, then try again.');
/** 409 for a save made from an older state; `current` is what stands now. */
export const editConflict = (current: unknown) =>
  new Problem(
    409,
    'edit-conflict',
    'Changed meanwhile',
    'This was changed somewhere else since you opened it. Compare the two and choose.',
    { current },
  );
