import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import { editConflict, notFound } from '../platform/http/problem.ts';

/** Drafts of courses and surveys: saved as they are typed, each save made from a revision, so that two tabs never overwrite each other. */

export type DraftOf = 'course' | 'survey';
const table = (of: DraftOf) => sql.table(`${of}_draft`);
const key = (of: DraftOf) => sql.ref(`${of}_id`);

export interface Draft<D> {
  definition: D;
  revision: number;
  updatedAt: Date;
}

/** @throws {Problem} 404 */
export async function readDraft<D>(database: Database, of: DraftOf, id: string): Promise<Draft<D>> {
  const { rows } = await sql<Draft<D>>`select definition, revision, updated_at as "updatedAt"
    from ${table(of)} where ${key(of)} = ${id}`.execute(database);
  if (!rows[0]) throw notFound(of);
  return rows[0];
}

/**
 * Keeps a draft. Saving again what stands already is no conflict: the answer to the first save was lost on its way.
 *
 * @throws {Problem} 409 `edit-conflict` with `current`
 */
export async function saveDraft<D>(
  database: Database,
  of: DraftOf,
  id: string,
  { definition, revision, personId }: { definition: D; revision: number; personId: string },
): Promise<{ revision: number; updatedAt: Date }> {
  const text = JSON.stringify(definition);
  const { rows } = await sql<{ revision: number; updatedAt: Date }>`update ${table(of)}
    set definition = ${text}::jsonb, revision = revision + 1, updated_by = ${personId}, updated_at = now()
    where ${key(of)} = ${id} and revision = ${revision} returning revision, updated_at as "updatedAt"`.execute(database);
  if (rows[0]) return rows[0];
  const { rows: same } = await sql<{ revision: number; updatedAt: Date }>`select revision, updated_at as "updatedAt"
    from ${table(of)} where ${key(of)} = ${id} and definition = ${text}::jsonb`.execute(database);
  if (same[0]) return same[0];
  throw editConflict(await readDraft(database, of, id));
}

/**
 * Takes a draft for the rest of the transaction, so that what is published is what was read.
 *
 * @throws {Problem} 409 `edit-conflict` when it is not at that revision any more
 */
export async function holdDraft<D>(transaction: Writing, of: DraftOf, id: string, revision: number): Promise<Draft<D>> {
  const { rows } = await sql<Draft<D>>`select definition, revision, updated_at as "updatedAt"
    from ${table(of)} where ${key(of)} = ${id} for update`.execute(transaction);
  const [draft] = rows;
  if (!draft) throw notFound(of);
  if (draft.revision !== revision) throw editConflict(draft);
  return draft;
}
