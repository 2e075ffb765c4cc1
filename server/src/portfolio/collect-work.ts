import { type Kysely, sql } from 'kysely';
import type { Definition } from '../catalog/definition.ts';
import type { DB } from '../platform/database/schema.ts';
import { neutralName } from './file-name.ts';
import { answerKey, type SelfAssessedLevel, type Snapshot, type SubmittedEvidence, type SubmittedFile } from './snapshot.ts';

interface EvidenceRow extends Omit<SubmittedEvidence, 'file'> {
  file: Omit<SubmittedFile, 'name'> | null;
}

/**
 * Gathers a journey's work as evaluators would see it: in the definition's order, without what the definition does not ask for.
 *
 * @param database a transaction that holds the journey, where the result is to be kept
 */
export async function collectWork(
  database: Kysely<DB>,
  journeyId: string,
  definition: Pick<Definition, 'parts'>,
  passedParts: readonly string[],
): Promise<Snapshot> {
  const answers = await database
    .selectFrom('answer')
    .select(['part_id', 'requirement_id', 'text'])
    .where('journey_id', '=', journeyId)
    .execute();
  const { rows: evidence } = await sql<EvidenceRow>`
    select item.id, attached.part_id as "partId", attached.requirement_id as "requirementId", item.kind, item.title, item.description,
      item.url, item.duration_seconds::float8 as "durationSeconds", item.shows_students as "showsStudents",
      (select json_build_object('title', look.page_title, 'lookedAt', look.looked_at) from link_look look
        where look.evidence_id = item.id and look.page_title is not null) as page,
      attached.shared and not item.shows_students as shared,
      case when file.id is not null then json_build_object(
        'id', file.id, 'mediaType', file.media_type, 'size', file.size, 'sha256', encode(file.sha256, 'hex'),
        'captions', (select coalesce(json_agg(json_build_object('id', caption.id, 'language', caption.language) order by caption.language), '[]')
          from file_caption caption where caption.file_id = file.id and caption.replaced_at is null)) end as file
    from journey_evidence attached
    join evidence_item item on item.id = attached.evidence_id
    left join file on file.id = item.file_id
    where attached.journey_id = ${journeyId}
    order by attached.position, item.id`.execute(database);
  const { rows: selfAssessment } = await sql<SelfAssessedLevel>`
    select part_id as "partId", criterion_id as "criterionId", level_id as "levelId"
    from self_assessment where journey_id = ${journeyId} order by part_id, criterion_id`.execute(database);
  const asked = definition.parts.flatMap((part) =>
    part.requirements.map((requirement) => ({ partId: part.id, requirementId: requirement.id })),
  );
  const answerOf = new Map(answers.map((row) => [answerKey(row.part_id, row.requirement_id), row.text]));
  return {
    answers: Object.fromEntries(
      asked.flatMap(({ partId, requirementId }) => {
        const text = answerOf.get(answerKey(partId, requirementId));
        return text?.trim() ? [[answerKey(partId, requirementId), text]] : [];
      }),
    ),
    evidence: asked.flatMap(({ partId, requirementId }) =>
      evidence
        .filter((item) => item.partId === partId && item.requirementId === requirementId)
        .map((item) => ({ ...item, file: item.file && { ...item.file, name: neutralName(item.file) } })),
    ),
    selfAssessment,
    carriedParts: definition.parts.map(({ id }) => id).filter((id) => passedParts.includes(id)),
  };
}
