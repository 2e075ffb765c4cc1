import { OpenBadgesError } from '../errors.ts';

/**
 * Refuses JSON text in which a name stands twice in one object. Readers differ in which of the two they believe, so that one text could be
 * two badges (RFC 8259 §4).
 *
 * @param text  valid JSON
 * @param names  how many names its objects have after reading
 * @throws {OpenBadgesError} `document-unsafe`
 */
export function refuseRepeatedNames(text: string, names: number): void {
  const written = couldMislead(text) ? countNamesOneByOne(text) : countNames(text);
  if (written !== names)
    throw new OpenBadgesError('document-unsafe', 'The document says the same thing twice, in different ways.', { why: 'repeats a name' });
}

/** Whether a quotation mark and a colon may be something else than the end of a name. */
function couldMislead(text: string): boolean {
  return ESCAPE_OR_SPACE_AFTER_QUOTATION.test(text);
}

const ESCAPE_OR_SPACE_AFTER_QUOTATION = /\\|"\s/;

function countNames(text: string): number {
  let count = 0;
  for (let position = text.indexOf('":'); position >= 0; position = text.indexOf('":', position + 2)) count += 1;
  return count;
}

const STRING_AND_WHAT_FOLLOWS = /"[^"\\]*(?:\\.[^"\\]*)*"\s*(:?)/gs;

function countNamesOneByOne(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(STRING_AND_WHAT_FOLLOWS)) if (colon === ':') count += 1;
  return count;
}
