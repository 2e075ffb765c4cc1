import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';

const mark = '/* planned once */';

/**
 * Begins a statement that each connection plans once and then only executes: for frequent ones whose planning costs as much as their work.
 * The texts of such a statement must be few, as each connection remembers all it has met.
 */
export const plannedOnce = sql.raw(mark);

const names = new Map<string, string>();

/** Lets a connection prepare marked statements under a name of their text. */
export function prepareMarked(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...all: unknown[]) => unknown;
  const named = (text: unknown, values: unknown, ...rest: unknown[]) =>
    typeof text === 'string' && text.trimStart().startsWith(mark)
      ? query({ name: nameOf(text), text, values }, ...rest)
      : query(text, values, ...rest);
  client.query = named as typeof client.query;
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  names.set(text, name);
  return name;
}
