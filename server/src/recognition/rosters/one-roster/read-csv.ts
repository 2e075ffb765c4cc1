import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decode } from './decode.ts';
import { RosterFileError } from './file-error.ts';

/** A row below the header: its cells by column, and where it stands. */
export interface CsvRow {
  /** As a spreadsheet counts, the header being row 1. */
  row: number;
  cells: Record<string, string>;
}

/** Rows of a file at most. */
const mostRows = 3_000_000;
/** Characters of a row at most. */
const longestRow = 64 * 1024;

/**
 * Reads a CSV file (RFC 4180) row by row; a file of a million rows takes no more memory than one of ten.
 *
 * @param checkHeader refuses a header by throwing
 * @throws {RosterFileError}
 */
export async function* readCsv(file: string, bytes: Readable, checkHeader: (names: string[]) => void): AsyncGenerator<CsvRow> {
  const header = (names: string[]): string[] => {
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new RosterFileError(file, 1, `Two columns are named “${twice.slice(0, 100)}”.`);
    checkHeader(names);
    return names;
  };
  const source = Readable.from(decode(file, bytes), { objectMode: false });
  const parser = parse({ bom: true, columns: header, info: true, skip_empty_lines: true, max_record_size: longestRow });
  // a failure of what feeds it must end the reader, too
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let rows = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
      rows += 1;
      if (rows > mostRows) throw new RosterFileError(file, info.lines, `It has more than ${mostRows.toLocaleString('en-US')} rows.`);
      yield { row: info.lines, cells: record };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new RosterFileError(file, 'lines' in error ? Number(error.lines) : null, `${sentenceOf(error)}`);
    throw error;
  } finally {
    source.destroy();
    bytes.destroy();
  }
  if (rows === 0) throw new RosterFileError(file, null, 'It has no rows below its header.');
}

/** What the parser found, in a sentence. */
function sentenceOf(error: CsvError): string {
  switch (error.code) {
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return 'This row has more or fewer cells than the header. A comma inside a cell needs quotes around it.';
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A quote is opened and never closed.';
    case 'CSV_MAX_RECORD_SIZE':
      return 'This row is longer than 64,000 characters; a quote may be missing.';
    default:
      return `${error.message}.`;
  }
}
