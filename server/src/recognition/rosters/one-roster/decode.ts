import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { RosterFileError } from './file-error.ts';

/**
 * The text of a file that must be UTF-8, with or without a byte order mark (CSV Binding 1.2.1, CSV format), piece by piece.
 *
 * @throws {RosterFileError} names the first row that is something else
 */
export async function* decode(file: string, bytes: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let row = 1;
  let isFirst = true;
  const wrong = (at: number, what: string) =>
    new RosterFileError(file, at, `${what} Save it as “CSV UTF-8 (comma delimited)” and try again.`);
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    if (isFirst && piece.length >= 2 && ['fffe', 'feff'].includes(piece.subarray(0, 2).toString('hex')))
      throw wrong(1, 'It is UTF-16, not UTF-8.');
    isFirst = false;
    const nothing = piece.indexOf(0);
    if (nothing >= 0) throw wrong(row + newlines(piece.subarray(0, nothing)), 'It has zero bytes, so it is no UTF-8 text.');
    let text: string;
    try {
      text = decoder.decode(piece, { stream: true });
    } catch {
      throw wrong(row + badLine(piece), 'It is not UTF-8 here.');
    }
    row += newlines(piece);
    yield text;
  }
  try {
    decoder.decode();
  } catch {
    throw wrong(row, 'It ends in the middle of a character.');
  }
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

/** How many lines of a piece are before the first that is not UTF-8; its ends may be cut within a character. */
function badLine(bytes: Buffer): number {
  let line = 0;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(10, start);
    if (start > 0 && !isUtf8(bytes.subarray(start, end < 0 ? bytes.length : end))) return line;
    if (end < 0) break;
    start = end + 1;
  }
  return 0;
}
