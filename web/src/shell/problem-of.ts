import { ApiProblem, type ProblemDocument } from '../api/client.ts';

/** What to tell about a failure: a problem's own words, or for a bug of ours that something went wrong. */
export function problemOf(error: unknown): Pick<ProblemDocument, 'title' | 'detail' | 'code' | 'errors'> {
  if (error instanceof ApiProblem) return error.problem;
  return {
    title: 'Something went wrong',
    detail: 'Nothing was changed. Try again; if it stays, tell us what you did.',
    code: 'unexpected',
  };
}

/** What a problem says about one field of a form, by its name in the API. */
export function fieldProblem(error: unknown, name: string): string | undefined {
  if (!error) return undefined;
  return problemOf(error).errors?.find(({ path }) => path === `body/${name}`)?.message;
}
