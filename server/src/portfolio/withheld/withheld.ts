import { type Kysely, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { DB } from '../../platform/database/schema.ts';
import type { SubmittedEvidence } from '../snapshot.ts';

/** Why an item that a submission holds is not shown any more. */
export const Withheld = z.object({
  why: z.enum(['consent-ended', 'removed', 'time-over']),
  /** The day after consent ended, or when it was removed or its time was over. */
  since: z.coerce.date(),
  /** What the evaluation lead wrote who removed it. */
  note: z.string().nullable(),
});
export type Withheld = z.infer<typeof Withheld>;

/** True of an item (`evidence_item`) whose consent has ended; it holds through its last day, in UTC. */
export const consentEnded = sql<SqlBool>`evidence_item.consent_until < (now() at time zone 'utc')::date`;

/**
 * Which of these items are withheld.
 *
 * @returns by the item's id
 */
export async function withheldItems(database: Kysely<DB>, evidenceIds: readonly string[]): Promise<Map<string, Withheld>> {
  const ids = [...new Set(evidenceIds)];
  if (!ids.length) return new Map();
  const { rows } = await sql<Withheld & { id: string }>`
    select evidence_id as id, 'removed' as why, removed_at as since, note from evidence_removal where evidence_id = any (${ids}::uuid[])
    union all
    select evidence_id, 'time-over', deleted_at, null from evidence_expiry where evidence_id = any (${ids}::uuid[])
      and not exists (select from evidence_removal where evidence_removal.evidence_id = evidence_expiry.evidence_id)
    union all
    select id, 'consent-ended', (consent_until + 1)::timestamptz, null from evidence_item
      where id = any (${ids}::uuid[]) and ${consentEnded}
        and not exists (select from evidence_removal where evidence_id = evidence_item.id)
        and not exists (select from evidence_expiry where evidence_id = evidence_item.id)`.execute(database);
  return new Map(rows.map(({ id, ...withheld }) => [id, withheld]));
}

/** An item as evaluators get it: of one that is withheld, only where it stood and why it is not there. */
export type ReadEvidence = SubmittedEvidence & { withheld: Withheld | null };

/** Blanks what is withheld; where it stood, and that it stood there, stays. */
export async function withoutWithheld(database: Kysely<DB>, evidence: readonly SubmittedEvidence[]): Promise<ReadEvidence[]> {
  const withheld = await withheldItems(
    database,
    evidence.map(({ id }) => id),
  );
  return evidence.map((item) => {
    const why = withheld.get(item.id) ?? null;
    // the words may name whom the picture shows
    return why ? { ...item, title: '', description: '', url: null, page: null, file: null, withheld: why } : { ...item, withheld: null };
  });
}
