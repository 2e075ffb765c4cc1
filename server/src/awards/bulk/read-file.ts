import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { unreadableCsv } from '../problems.ts';

/** Columns of a file of earlier awards; the first three must be there. */
export const columns = ['micro_credential', 'email', 'awarded_on', 'name', 'narrative', 'evidence_url'] as const;
const required = columns.slice(0, 3);
/** Columns that a report adds; in a file they are passed over, so that a mended report is a file. */
export const reportColumns = ['row', 'state', 'problems'] as const;
const known: readonly string[] = [...columns, ...reportColumns];

/** A row as it was written; what is far too long is cut, and the check refuses it then. */
export type FileRow = Record<(typeof columns)[number], string> & {
  /** As a spreadsheet counts, the header being row 1. */
  row: number;
};

/** Characters that are kept of each column. */
const kept = { micro_credential: 200, email: 320, awarded_on: 40, name: 200, narrative: 5000, evidence_url: 2001 };
/** Rows of a file. */
const mostRows = 100_000;

/**
 * Reads a file of earlier awards row by row: the whole is never there as rows, and other requests are answered meanwhile.
 *
 * @throws {Problem} 422 `csv-not-readable`, maybe after some rows
 */
export async function* readFile(csv: string): AsyncGenerator<FileRow> {
  if (csv.includes('\ufffd')) throw unreadableCsv('It is not UTF-8. Save it as “CSV UTF-8” and try again.');
  const parser = Readable.from(piecesOf(csv)).pipe(parse({ bom: true, trim: true, skip_empty_lines: true, columns: readHeader }));
  let row = 1;
  try {
    for await (const record of parser as AsyncIterable<Partial<Record<string, string>>>) {
      row += 1;
      if (row > mostRows + 1) throw unreadableCsv(`It has more than ${mostRows.toLocaleString('en-US')} rows. Make several files of it.`);
      const text = (column: (typeof columns)[number]) =>
        unescaped(record[column] ?? '')
          .slice(0, kept[column])
          .toWellFormed();
      yield {
        row,
        micro_credential: text('micro_credential'),
        email: text('email').toLowerCase().slice(0, kept.email).toWellFormed(),
        awarded_on: text('awarded_on'),
        name: text('name'),
        narrative: text('narrative'),
        evidence_url: text('evidence_url'),
      };
    }
  } catch (error) {
    if (error instanceof CsvError) throw unreadableCsv(`${error.message}.`);
    throw error;
  }
  if (row === 1) throw unreadableCsv('It has no rows below its header.');
}

/** Without the apostrophe that keeps a spreadsheet from taking a text of a report for a formula. */
const unescaped = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

function* piecesOf(csv: string): Generator<string> {
  const size = 64 * 1024;
  let start = 0;
  while (start < csv.length) {
    let end = start + size;
    // two halves of one character stay together
    if (/[\ud800-\udbff]/.test(csv[end - 1] ?? '')) end += 1;
    yield csv.slice(start, end);
    start = end;
  }
}

function readHeader(names: string[]): string[] {
  const header = names.map((name) => name.toLowerCase());
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length) throw unreadableCsv(`These columns are missing: ${missing.join(', ')}.`);
  const unknown = header.filter((name) => !known.includes(name));
  if (unknown.length)
    throw unreadableCsv(`These columns are not known: ${unknown.join(', ').slice(0, 300)}. Known are ${columns.join(', ')}.`);
  if (new Set(header).size !== header.length) throw unreadableCsv('Two columns have the same name.');
  return header;
}
