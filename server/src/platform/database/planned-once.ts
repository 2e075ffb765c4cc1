import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';

const mark = '/* planned once */';

/**
 * Begins a statement, or what its `select` asks for (Kysely's `modifyFront`), that each connection plans once and then only executes: for
 * frequent ones whose planning costs as much as their work. The texts of such a statement must be few, as each connection remembers all it
 * has met. Write a limit into the text (`sql.lit`): PostgreSQL takes one it does not know for a tenth of everything, and plans anew each time.
 */
export const plannedOnce = sql.raw(mark);

/**
 * A value that the planner does not see before the statement runs. Where knowing one makes a plan look cheaper, PostgreSQL plans anew each
 * time, whatever the planning costs: with its values unseen, a statement marked with `plannedOnce` is planned once for certain.
 *
 * @param type its type in PostgreSQL
 */
export const unseen = <T>(value: T, type: 'uuid' | 'uuid[]'): RawBuilder<T> => sql<T>`(select ${value}::${sql.raw(type)})`;

const isMarked = (text: string): boolean => /^\s*(select\s+)?\/\* planned once \*\//i.test(text);

const names = new Map<string, string>();

/** Lets a connection prepare marked statements under a name of their text. */
export function prepareMarked(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...all: unknown[]) => unknown;
  const named = (text: unknown, values: unknown, ...rest: unknown[]) =>
    typeof text === 'string' && isMarked(text) ? query({ name: nameOf(text), text, values }, ...rest) : query(text, values, ...rest);
  client.query = named as typeof client.query;
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  names.set(text, name);
  return name;
}
