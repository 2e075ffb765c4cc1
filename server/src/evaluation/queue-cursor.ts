import { Problem } from '../platform/http/problem.ts';

/** Where a page of a queue ended: the time in PostgreSQL's own words, because a JavaScript date would lose its microseconds. */
export interface QueueCursor {
  queuedAt: string;
  id: string;
}

export const writeCursor = ({ queuedAt, id }: QueueCursor): string => Buffer.from(`${queuedAt}|${id}`).toString('base64url');

/** @throws {Problem} 400 `invalid-cursor` */
export function readCursor(cursor: string): QueueCursor {
  const [, queuedAt, id] =
    /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d(?::?\d\d)*)\|([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ??
    [];
  if (queuedAt && id && !Number.isNaN(Date.parse(queuedAt.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')))) return { queuedAt, id };
  throw new Problem(400, 'invalid-cursor', 'No such page', 'This cursor was not made by this list. Ask for the list from its beginning.');
}
