import type { Readable } from 'node:stream';
import { type RawBuilder, sql } from 'kysely';
import type { Database, Writing } from './database/database.ts';

/** A file of the copy that people get of their own data. */
export type CopiedFile = { path: string } & (
  | { /** Becomes JSON. */ told: unknown }
  | { bytes: Uint8Array }
  /** Opened when its turn comes; a failure that says `ENOENT` leaves a note in its place. */
  | { open: () => Readable }
);

/** One step in which a person's data goes; it shares its transaction with the note that it was done. */
export interface ErasureStep {
  /** Stable and unique: a crash goes on after the last one done, and the receipt names it. */
  name: string;
  /** `first` closes the door, `last` takes the name; everything else goes between. */
  when: 'first' | 'then' | 'last';
  /**
   * @param transaction in which the database lets certain columns of append-only tables be blanked (0138_erasure.sql)
   * @returns how many things went
   */
  erase(transaction: Writing, personId: string): Promise<number>;
}

/** What a capability keeps of people, how it is told to each of them, and how it goes. */
export interface Holding {
  /** Stable; the folder in the copy. */
  name: string;
  /** A sentence for the copy's README: what lies in the folder. */
  about: string;
  /** Everything the person is in, file by file; paths are relative to the folder. */
  copy(personId: string): AsyncIterable<CopiedFile>;
  erasure: readonly ErasureStep[];
  /** What cannot share a transaction: bytes leave the store. Runs after the steps, again after a crash. */
  afterErasure?(): Promise<void>;
}

/** Runs statements one after the other; how many rows they changed together. */
export async function eraseBy(transaction: Writing, ...statements: RawBuilder<unknown>[]): Promise<number> {
  let gone = 0;
  for (const statement of statements) gone += Number((await statement.execute(transaction)).numAffectedRows ?? 0);
  return gone;
}

/** What stands where a text was that may not be empty. */
export const erasedText = 'erased';

/** Rows of a query as a JSON file, their columns named as the API names things. */
export async function toldRows(database: Database, path: string, query: RawBuilder<unknown>): Promise<CopiedFile> {
  const { rows } = await query.execute(database);
  return { path, told: (rows as Record<string, unknown>[]).map(inCamelCase) };
}

const inCamelCase = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value]),
  );

/** SQL of a list of objects: `[]` where there is none. */
export const listOf = (query: RawBuilder<unknown>) => sql`coalesce((select jsonb_agg(to_jsonb(listed)) from (${query}) listed), '[]')`;
