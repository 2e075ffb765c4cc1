import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { EvidenceKind } from '../catalog/definition.ts';
import type { DB } from '../platform/database/schema.ts';

/** An item of the library, as its earner sees it. */
export const EvidenceItem = z
  .object({
    id: z.uuid(),
    kind: EvidenceKind,
    title: z.string(),
    description: z.string(),
    url: z.string().nullable(),
    file: z
      .object({
        id: z.uuid(),
        /** As it was named on the earner's device; nobody else sees it. */ name: z.string(),
        mediaType: z.string(),
        size: z.number(),
      })
      .nullable(),
    durationSeconds: z.number().nullable(),
    showsStudents: z.boolean(),
    consentAttestedAt: z.date().nullable(),
    createdAt: z.date(),
    /** Journeys it is attached to now. */
    usedIn: z.number(),
  })
  .meta({ id: 'EvidenceItem' });
export type EvidenceItem = z.infer<typeof EvidenceItem>;

/** Items as rows of `EvidenceItem`; narrow it with `where`. */
export function selectEvidence(database: Kysely<DB>) {
  return database
    .selectFrom('evidence_item')
    .leftJoin('file', 'file.id', 'evidence_item.file_id')
    .select([
      'evidence_item.id',
      sql<EvidenceKind>`evidence_item.kind`.as('kind'),
      'evidence_item.title',
      'evidence_item.description',
      'evidence_item.url',
      'evidence_item.shows_students as showsStudents',
      'evidence_item.consent_attested_at as consentAttestedAt',
      'evidence_item.created_at as createdAt',
      sql<number | null>`evidence_item.duration_seconds::float8`.as('durationSeconds'),
      sql<EvidenceItem['file']>`case when file.id is not null then
        json_build_object('id', file.id, 'name', file.name, 'mediaType', file.media_type, 'size', file.size) end`.as('file'),
      sql<number>`(select count(distinct journey_id)::int from journey_evidence where journey_evidence.evidence_id = evidence_item.id)`.as(
        'usedIn',
      ),
    ]);
}
