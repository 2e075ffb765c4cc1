import { problemOf } from '../../shell/problem-of.ts';

/**
 * What a problem says about a part of a form, by its path in the API: `rule/value/amounts` takes errors of anything inside it, too.
 *
 * @param path without the leading `body/`
 */
export function errorAt(error: unknown, path: string): string | undefined {
  if (!error) return undefined;
  return problemOf(error).errors?.find(({ path: found }) => {
    const inside = found.replace(/^body\//, '');
    return inside === path || inside.startsWith(`${path}/`);
  })?.message;
}
