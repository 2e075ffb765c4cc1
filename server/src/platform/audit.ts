import type { Database } from './database/database.ts';

/** Who did or saw what; students may appear in evidence, so looking counts too. */
export interface AuditEntry {
  personId: string;
  /** What was done, e.g. `evaluation.taken`. */
  action: string;
  subjectType: string;
  subjectId: string;
  details?: Record<string, unknown>;
}

/** Writes an entry that nobody can change; give the transaction of what it tells about. */
export async function audit(database: Database, { personId, action, subjectType, subjectId, details = {} }: AuditEntry): Promise<void> {
  await database
    .insertInto('audit_entry')
    .values({ person_id: personId, action, subject_type: subjectType, subject_id: subjectId, details: JSON.stringify(details) })
    .execute();
}
