import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { type CopiedFile, type Holding, listOf, toldRows } from '../../platform/holding.ts';

import { readRoster } from '../class-roster/class-roster.ts';
import { removeUnneeded } from '../let-go.ts';
import { erasureOfWork } from './erase-work.ts';

type Parts = Pick<Ground, 'database' | 'storage' | 'jobs' | 'secrets'>;

/** Journeys, submissions and the library, with the bytes of each file. */
export function portfolioHolding(ground: Parts): Holding {
  const { database } = ground;
  return {
    name: 'work',
    about:
      'Your journeys with everything you wrote, each submission as it was handed in, your library with its files, and who looked at evidence that shows students.',
    erasure: erasureOfWork(ground),
    afterErasure: () => removeUnneeded(ground),
    async *copy(personId) {
      yield toldRows(database, 'journeys.json', journeysOf(personId));
      yield toldRows(database, 'library.json', libraryOf(personId));
      yield toldRows(
        database,
        'looks.json',
        // as what and for whom, as the library tells it; evaluation may hide names
        sql`select entry.at, item.id as evidence_id, item.title, entry.details ->> 'role' as role, organization.name as organization
          from evidence_item item
          join audit_entry entry on entry.subject_type = 'evidence' and entry.subject_id = item.id and entry.action = 'evidence.viewed'
          left join organization on organization.id = (entry.details ->> 'organizationId')::uuid
          where item.earner_id = ${personId} order by entry.id`,
      );
      yield { path: 'class-roster.json', told: (await readRoster(ground, database, personId)).names };
      yield* filesOf(ground, personId);
    },
  };
}

const journeysOf = (personId: string) => sql`
  select journey.id, version.definition ->> 'title' as micro_credential, issuer.name as issuer, version.number as version, journey.state,
    journey.started_at, journey.passed_parts,
    ${listOf(sql`select part_id as "partId", requirement_id as "requirementId", text, updated_at as "savedAt"
      from answer where journey_id = journey.id order by updated_at`)} as answers,
    ${listOf(sql`select part_id as "partId", criterion_id as "criterionId", level_id as "levelId"
      from self_assessment where journey_id = journey.id`)} as self_assessment,
    ${listOf(sql`select part_id as "partId", requirement_id as "requirementId", evidence_id as "evidenceId", shared
      from journey_evidence where journey_id = journey.id order by position`)} as evidence,
    ${listOf(sql`select submission.id, attempt, edition, submitted_at as "submittedAt", change_note as "changeNote", snapshot as "handedIn",
        (select jsonb_build_object('note', note, 'gaps', gaps, 'at', returned_at) from submission_return where submission_id = submission.id) as returned
      from submission where journey_id = journey.id order by attempt, edition`)} as submissions
  from journey
  join micro_credential_version version on version.id = journey.version_id
  join micro_credential on micro_credential.id = journey.micro_credential_id
  join organization issuer on issuer.id = micro_credential.issuer_id
  where journey.earner_id = ${personId} order by journey.id`;

const libraryOf = (personId: string) => sql`
  select item.id, item.kind, item.title, item.description, item.url, item.created_at, item.removed_at, item.shows_students,
    item.consent_attested_at, item.consent_how, item.consent_until,
    (select jsonb_build_object('id', id, 'name', name, 'mediaType', media_type, 'size', size, 'sha256', encode(sha256, 'hex'),
      'erasedAt', erased_at) from file where file.id = item.file_id) as file,
    (select jsonb_build_object('lookedAt', looked_at, 'title', page_title) from link_look where evidence_id = item.id) as page,
    (select jsonb_build_object('note', note, 'at', removed_at) from evidence_removal where evidence_id = item.id) as removed_by_lead,
    (select jsonb_build_object('keptUntil', kept_until, 'deletedAt', deleted_at) from evidence_expiry where evidence_id = item.id) as time_over
  from evidence_item item where item.earner_id = ${personId} order by item.id`;

/** Each file under its id and the name it came with, captions beside it. */
async function* filesOf({ database, storage }: Parts, personId: string): AsyncGenerator<CopiedFile> {
  const files = await database
    .selectFrom('file')
    .select(['id', 'name', 'storage_key as key'])
    .where('owner_id', '=', personId)
    .where('erased_at', 'is', null)
    .orderBy('id')
    .execute();
  for (const { id, name, key } of files) yield { path: `files/${id}/${plainName(name)}`, open: () => storage.read(key) };
  const captions = await database
    .selectFrom('file_caption')
    .innerJoin('file', 'file.id', 'file_caption.file_id')
    .select(['file_caption.id', 'file.id as fileId', 'language', 'text'])
    .where('file.owner_id', '=', personId)
    .orderBy('file_caption.id')
    .execute();
  for (const { id, fileId, language, text } of captions)
    yield { path: `files/${fileId}/captions-${language}-${id.slice(-8)}.vtt`, bytes: Buffer.from(text) };
}

/** A name that every system takes and that leads nowhere else. */
const plainName = (name: string) =>
  name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_')
    .replace(/^\.+|[. ]+$/g, '_')
    .slice(0, 150) || 'file';
