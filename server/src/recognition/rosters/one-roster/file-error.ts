/** A file that cannot be read as OneRoster: nothing of the upload is kept. */
export class RosterFileError extends Error {
  override name = 'RosterFileError';
  readonly file: string;
  /** As a spreadsheet counts, the header being row 1; null for the whole file. */
  readonly row: number | null;
  constructor(file: string, row: number | null, message: string) {
    super(message);
    this.file = file;
    this.row = row;
  }
}
