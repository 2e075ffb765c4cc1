import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { EvidenceKind } from '../catalog/definition.ts';
import type { DB } from '../platform/database/schema.ts';
import { Consent } from './withheld/consent.ts';
import { consentEnded } from './withheld/withheld.ts';

/** Captions of a recording. */
export const Caption = z.object({ id: z.uuid(), /** BCP 47. */ language: z.string(), /** Of the WebVTT file. */ address: z.string() });

/** An item of the library, as its earner sees it. */
export const EvidenceItem = z
  .object({
    id: z.uuid(),
    kind: EvidenceKind,
    title: z.string(),
    description: z.string(),
    url: z.string().nullable(),
    /** Of a link: what was found at its address; null before it was looked at. */
    page: z
      .object({
        /** As the page calls itself. */
        title: z.string().nullable(),
        lookedAt: z.string(),
        /** Why it could not be opened. */
        trouble: z.string().nullable(),
      })
      .nullable(),
    file: z
      .object({
        id: z.uuid(),
        address: z.string(),
        /** As it was named on the earner's device; nobody else sees it. */ name: z.string(),
        mediaType: z.string(),
        size: z.number(),
        /** What is wrong with it in the store: its bytes are not as they came, or a virus was found later. It is to be uploaded again. */
        damage: z.enum(['missing', 'changed', 'infected']).nullable(),
        /** Place, camera, author and the like in it: removed before anybody saw it, or not to be read; null where it came before that was done. */
        hiddenDetails: z.enum(['none', 'removed', 'unreadable']).nullable(),
        /** Address of a small picture of it, once there is one. */
        poster: z.string().nullable(),
        /** Address of an office document as PDF, once there is one. */
        pdf: z.string().nullable(),
        /** Of a picture or video, upright, in pixels, once measured. */
        width: z.number().nullable(),
        height: z.number().nullable(),
        captions: z.array(Caption),
      })
      .nullable(),
    durationSeconds: z.number().nullable(),
    /** The group that made it together, as its earner says. */
    madeWith: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    showsStudents: z.boolean(),
    consentAttestedAt: z.date().nullable(),
    /** How consent was given, and through which day; null where that was not said. */
    consent: Consent.nullable(),
    /** Its consent has ended: evaluators do not see it until it is renewed. */
    consentEnded: z.boolean(),
    /** An evaluation lead removed it, for everybody: when and why. */
    takenAway: z.object({ at: z.string(), note: z.string() }).nullable(),
    /** The time for which issuers keep it was over, and its file was deleted. */
    timeOver: z.object({ at: z.string(), keptUntil: z.string(), issuer: z.string() }).nullable(),
    createdAt: z.date(),
    /** Journeys it is attached to now. */
    usedIn: z.number(),
    /** A submission holds it, and keeps it whatever happens to the item. */
    submitted: z.boolean(),
  })
  .meta({ id: 'EvidenceItem' });
export type EvidenceItem = z.infer<typeof EvidenceItem>;

const made = (purpose: 'poster' | 'pdf') => sql`case
  when exists (select from file_rendition made where made.file_id = file.id and made.purpose = ${sql.lit(purpose)})
  then '/api/v1/files/' || file.id || ${sql.lit(`/${purpose}`)} end`;

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
      sql<Consent | null>`case when evidence_item.consent_how is not null
        then json_build_object('how', evidence_item.consent_how, 'until', evidence_item.consent_until) end`.as('consent'),
      sql<boolean>`coalesce(${consentEnded}, false)`.as('consentEnded'),
      sql<EvidenceItem['takenAway']>`(select json_build_object('at', removal.removed_at, 'note', removal.note)
        from evidence_removal removal where removal.evidence_id = evidence_item.id)`.as('takenAway'),
      sql<EvidenceItem['madeWith']>`(select json_build_object('id', peer_group.id, 'name', peer_group.name)
        from peer_group where peer_group.id = evidence_item.made_with_group)`.as('madeWith'),
      sql<
        EvidenceItem['timeOver']
      >`(select json_build_object('at', expiry.deleted_at, 'keptUntil', expiry.kept_until, 'issuer', issuer.name)
        from evidence_expiry expiry join organization issuer on issuer.id = expiry.organization_id
        where expiry.evidence_id = evidence_item.id)`.as('timeOver'),
      'evidence_item.created_at as createdAt',
      sql<number | null>`evidence_item.duration_seconds::float8`.as('durationSeconds'),
      sql<EvidenceItem['page']>`(select json_build_object('title', look.page_title, 'lookedAt', look.looked_at, 'trouble', look.trouble)
        from link_look look where look.evidence_id = evidence_item.id)`.as('page'),
      sql<EvidenceItem['file']>`case when file.erased_at is null and file.id is not null then
        json_build_object('id', file.id, 'address', '/api/v1/files/' || file.id, 'name', file.name, 'mediaType', file.media_type, 'size', file.size,
          'damage', file.damage, 'hiddenDetails', file.hidden_details, 'width', file.width, 'height', file.height, 'poster', ${made('poster')}, 'pdf', ${made('pdf')},
          'captions', (select coalesce(json_agg(json_build_object('id', caption.id, 'language', caption.language,
              'address', '/api/v1/files/' || file.id || '/captions/' || caption.id) order by caption.language), '[]')
            from file_caption caption where caption.file_id = file.id and caption.replaced_at is null)) end`.as('file'),
      sql<number>`(select count(distinct journey_id)::int from journey_evidence where journey_evidence.evidence_id = evidence_item.id)`.as(
        'usedIn',
      ),
      sql<boolean>`exists (select from submission_evidence where submission_evidence.evidence_id = evidence_item.id)`.as('submitted'),
    ]);
}
