import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import type { Database } from '../../platform/database/database.ts';
import { editConflict } from '../../platform/http/problem.ts';

const Days = z.int().min(30).max(3650).nullable();

/** How long an issuer has evidence kept after the decision, in days; null without end. */
export const RetentionPolicy = z
  .object({
    /** Of evidence that shows students. */
    studentsDays: Days,
    /** Of all evidence. */
    allDays: Days,
  })
  .refine(({ studentsDays, allDays }) => allDays === null || (studentsDays ?? 0) <= allDays, {
    path: ['studentsDays'],
    message: 'What shows students is not kept longer than the rest',
  });
export type RetentionPolicy = z.infer<typeof RetentionPolicy>;

/** An issuer's policy with its revision; 0 where none was made, and everything is kept without end. */
export async function readRetention(database: Database, organizationId: string): Promise<RetentionPolicy & { revision: number }> {
  const row = await database
    .selectFrom('evidence_retention')
    .select(['students_days as studentsDays', 'all_days as allDays', 'revision'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row ?? { studentsDays: null, allDays: null, revision: 0 };
}

/**
 * Keeps an issuer's policy. It holds at once for everything it holds; a shorter time deletes nothing before its earner had two weeks' notice
 * (`let-evidence-go.ts`).
 *
 * @throws {Problem} 409 `edit-conflict` with `current`
 */
export async function saveRetention(
  database: Database,
  { organizationId, personId, revision, policy }: { organizationId: string; personId: string; revision: number; policy: RetentionPolicy },
): Promise<RetentionPolicy & { revision: number }> {
  const { studentsDays, allDays } = policy;
  return database.transaction().execute(async (transaction) => {
    const { rows } = revision
      ? await sql<{ revision: number }>`update evidence_retention set students_days = ${studentsDays}, all_days = ${allDays},
          revision = revision + 1, updated_by = ${personId}, updated_at = now()
          where organization_id = ${organizationId} and revision = ${revision} returning revision`.execute(transaction)
      : await sql<{ revision: number }>`insert into evidence_retention (organization_id, students_days, all_days, updated_by)
          values (${organizationId}, ${studentsDays}, ${allDays}, ${personId}) on conflict do nothing returning revision`.execute(
          transaction,
        );
    const [written] = rows;
    if (!written) throw editConflict(await readRetention(transaction, organizationId));
    await audit(transaction, {
      personId,
      action: 'evidence.retention-changed',
      subjectType: 'organization',
      subjectId: organizationId,
      details: policy,
    });
    return { ...policy, revision: written.revision };
  });
}
