import { Problem } from '../platform/http/problem.ts';

/** Where a page of the catalog ended: the sorted value of its last micro-credential, as text, and that one's id. */
export interface Position {
  position: string;
  id: string;
}

/** The cursor of the page that follows, of one order. */
export function writeCursor(sort: string, { position, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, position, id])).toString('base64url');
}

/** @throws {Problem} 400 `unusable-cursor` for a cursor that we did not make for this order */
export function readCursor(cursor: string, sort: string): Position {
  try {
    const [kept, position, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown, unknown];
    const isNumber = sort === 'title' || !Number.isNaN(sort === 'newest' ? Date.parse(String(position)) : Number(position));
    if (kept === sort && typeof position === 'string' && typeof id === 'string' && isNumber && /^[0-9a-f-]{36}$/.test(id))
      return { position, id };
  } catch {
    // told below
  }
  throw new Problem(
    400,
    'unusable-cursor',
    'This page of the list is not known',
    'The list changed or the address is incomplete. Start from its first page.',
  );
}
