import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../platform/database/database.ts';
import { readCursor, writeCursor } from './evidence-cursor.ts';

/** That somebody else looked at evidence in which students appear. Never who by name: evaluation may hide names. */
export const EvidenceViewing = z
  .object({
    id: z.uuid(),
    at: z.date(),
    /** As what they looked; null where it was not recorded. */
    role: z.enum(['evaluator', 'evaluation-lead']).nullable(),
    /** The issuer they looked for. */
    organization: z.string().nullable(),
  })
  .meta({ id: 'EvidenceViewing' });
export type EvidenceViewing = z.infer<typeof EvidenceViewing>;

/**
 * Records that somebody looks at a file in which students appear, unless it is its earner: who, as what and for which issuer; once an hour a
 * person and item, for a video is read in many pieces. The entry can never be changed.
 */
export async function recordView(database: Database, personId: string, fileId: string): Promise<void> {
  await sql`insert into audit_entry (person_id, action, subject_type, subject_id, details)
    select ${personId}::uuid, 'evidence.viewed', 'evidence', item.id,
      jsonb_build_object('fileId', item.file_id, 'role', looking.role, 'organizationId', looking.issuer_id)
    from evidence_item item
    left join lateral (
      select evaluation.issuer_id,
        case when evaluation.evaluator_id = ${personId} then 'evaluator' else 'evaluation-lead' end as role
      from submission_file held join evaluation on evaluation.submission_id = held.submission_id
      where held.file_id = item.file_id and (evaluation.evaluator_id = ${personId} or exists (select from membership
        where membership.person_id = ${personId} and membership.organization_id = evaluation.issuer_id
          and 'evaluation-lead' = any (membership.roles)))
      order by evaluation.evaluator_id = ${personId} desc nulls last, evaluation.id desc limit 1) looking on true
    where item.file_id = ${fileId} and item.earner_id <> ${personId}
      and (item.shows_students or exists (select from submission_file held where held.file_id = item.file_id and held.shows_students))
      and not exists (select from audit_entry earlier
        where earlier.subject_type = 'evidence' and earlier.subject_id = item.id and earlier.person_id = ${personId}
          and earlier.action = 'evidence.viewed' and earlier.at > now() - interval '1 hour')`.execute(database);
}

/**
 * Who looked at an item, the latest first.
 *
 * @throws {Problem} 400 `invalid-cursor`
 */
export async function listViews(
  database: Database,
  evidenceId: string,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<{ items: EvidenceViewing[]; nextCursor: string | null }> {
  const after = cursor ? sql<SqlBool>`entry.id < ${readCursor(cursor, 'newest').id}::uuid` : sql`true`;
  const { rows } = await sql<EvidenceViewing>`
    select entry.id, entry.at, entry.details ->> 'role' as role, organization.name as organization
    from audit_entry entry
    left join organization on organization.id = (entry.details ->> 'organizationId')::uuid
    where entry.subject_type = 'evidence' and entry.subject_id = ${evidenceId} and entry.action = 'evidence.viewed' and ${after}
    order by entry.id desc limit ${limit + 1}`.execute(database);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor('newest', { size: 0, id: last.id }) : null };
}
