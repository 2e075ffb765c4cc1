import { Problem } from '../platform/http/problem.ts';

/** Where a page of the library ended; the size only where the largest come first. */
export interface EvidenceCursor {
  size: number | null;
  id: string;
}

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const forms = { newest: new RegExp(`^()(${id})$`), largest: new RegExp(`^(\\d{1,15})-(${id})$`) };

export const writeCursor = (order: keyof typeof forms, last: { size: number; id: string }): string =>
  order === 'largest' ? `${last.size}-${last.id}` : last.id;

/** @throws {Problem} 400 `invalid-cursor` */
export function readCursor(cursor: string, order: keyof typeof forms): EvidenceCursor {
  const match = forms[order].exec(cursor);
  if (!match)
    throw new Problem(400, 'invalid-cursor', 'No such page', 'This cursor was not made by this list. Ask for the list from its beginning.');
  return { size: match[1] ? Number(match[1]) : null, id: match[2] ?? '' };
}
