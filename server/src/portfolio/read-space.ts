import { type Kysely, sql } from 'kysely';
import type { DB } from '../platform/database/schema.ts';

/** How much of the store is a person's, in bytes. */
export interface Space {
  /** Files, those of removed items included. */
  files: number;
  /** Of these, files of removed items that go for good by themselves. */
  removed: number;
  /** Uploads under way, with their whole size. */
  unfinished: number;
}

/** Counts what a person keeps; what earlier submissions hold counts, too. */
export async function readSpace(database: Kysely<DB>, personId: string): Promise<Space> {
  const { rows } = await sql<Space>`select
    (select coalesce(sum(size), 0)::bigint from file where owner_id = ${personId}) as files,
    (select coalesce(sum(file.size), 0)::bigint from evidence_item item join file on file.id = item.file_id
      where item.earner_id = ${personId} and item.removed_at is not null
        and not exists (select from submission_evidence where evidence_id = item.id)) as removed,
    (select coalesce(sum(size), 0)::bigint from upload where owner_id = ${personId} and file_id is null) as unfinished`.execute(database);
  return rows[0] ?? { files: 0, removed: 0, unfinished: 0 };
}
