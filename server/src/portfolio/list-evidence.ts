import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { EvidenceKind } from '../catalog/definition.ts';
import type { Database } from '../platform/database/database.ts';
import { type EvidenceCursor, readCursor, writeCursor } from './evidence-cursor.ts';
import { EvidenceItem, selectEvidence } from './evidence-view.ts';
import { keptUntil } from './remove-evidence.ts';
import { heard, holdsOfItem } from './retention/holds.ts';
import { retentionClock, withNotice } from './retention/retention-clock.ts';

/** An item in its earner's library, with the journeys it is used in. */
export const LibraryItem = EvidenceItem.extend({
  uses: z.array(
    z.object({
      journeyId: z.uuid(),
      /** Of the micro-credential. */
      title: z.string(),
      state: z.enum(['drafting', 'submitted', 'not-yet', 'earned', 'withdrawn']),
      /** It is in a submission of this journey. */
      submitted: z.boolean(),
    }),
  ),
  /** How long issuers keep it; null where it is in no submission. */
  retention: z
    .discriminatedUnion('state', [
      z.object({ state: z.literal('no-end') }),
      /** An attempt or appeal is open. */
      z.object({ state: z.literal('stopped'), issuer: z.string() }),
      z.object({ state: z.literal('running'), until: z.iso.date(), issuer: z.string() }),
    ])
    .nullable(),
  /** How often somebody else looked at it, where students appear in it. */
  views: z.number(),
  removedAt: z.date().nullable(),
  /** When a removed item goes for good; null where a submission keeps it, or it is not removed. */
  goneAt: z.date().nullable(),
}).meta({ id: 'LibraryItem' });
export type LibraryItem = z.infer<typeof LibraryItem>;

/** Which items, and in what order. */
export interface LibraryFilter {
  /** Words that all occur in title, description, address or file name; case and accents do not matter. */
  words: string[];
  kinds: readonly EvidenceKind[] | undefined;
  /** The library, or what was removed from it. */
  removed: boolean;
  order: 'newest' | 'largest';
  cursor: string | undefined;
  limit: number;
}

/**
 * A page of an earner's library.
 *
 * @param keepDays how long removed items are kept
 * @param now what is near its end is told with its notice
 * @throws {Problem} 400 `invalid-cursor`
 */
export async function listEvidence(
  database: Database,
  earnerId: string,
  { words, kinds, removed, order, cursor, limit }: LibraryFilter,
  keepDays: number,
  now: Date,
): Promise<{ items: LibraryItem[]; nextCursor: string | null }> {
  let query = selectEvidence(database)
    .select(['evidence_item.removed_at as removedAt', uses.as('uses'), views.as('views'), holdsOfItem.as('holds')])
    .select(['evidence_item.retention_reminded_for as toldFor', 'evidence_item.retention_reminded_at as toldAt'])
    .where('earner_id', '=', earnerId)
    .where('removed_at', removed ? 'is not' : 'is', null);
  if (kinds) query = query.where('evidence_item.kind', 'in', kinds);
  for (const word of words) query = query.where(mentions(word));
  if (cursor) query = query.where(after(readCursor(cursor, order)));
  if (order === 'largest') query = query.orderBy(size, 'desc');
  const rows = await query
    .orderBy('evidence_item.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(({ holds, toldFor, toldAt, ...row }) => ({
    ...row,
    retention: holds.length ? withNotice(retentionClock(heard(holds)), toldFor && toldAt ? { for: toldFor, at: toldAt } : null, now) : null,
    goneAt: row.removedAt && !row.submitted ? keptUntil(row.removedAt, keepDays) : null,
  }));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor(order, { size: last.file?.size ?? 0, id: last.id }) : null };
}

const size = sql<number>`coalesce(file.size, 0)`;

const uses = sql<LibraryItem['uses']>`(
  select coalesce(json_agg(json_build_object('journeyId', journey.id, 'title', version.definition ->> 'title', 'state', journey.state,
    'submitted', used.submitted) order by journey.id desc), '[]')
  from (select journey_id, bool_or(submitted) as submitted from (
      select journey_id, false as submitted from journey_evidence where evidence_id = evidence_item.id
      union all select submission.journey_id, true from submission_evidence held join submission on submission.id = held.submission_id
        where held.evidence_id = evidence_item.id) place group by journey_id) used
  join journey on journey.id = used.journey_id
  join micro_credential_version version on version.id = journey.version_id)`;

const views = sql<number>`(select count(*)::int from audit_entry
  where subject_type = 'evidence' and subject_id = evidence_item.id and action = 'evidence.viewed')`;

const mentions = (word: string) => {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`plain_text(concat_ws(' ', evidence_item.title, evidence_item.description, evidence_item.url, file.name))
    like plain_text(${pattern})`;
};

const after = ({ size: at, id }: EvidenceCursor) =>
  at === null
    ? sql<SqlBool>`evidence_item.id < ${id}::uuid`
    : sql<SqlBool>`(coalesce(file.size, 0), evidence_item.id) < (${at}::bigint, ${id}::uuid)`;
