import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';

/** How the same artifact was scored when somebody else of its team handed it in. */
export interface SharedWork {
  partId: string;
  /** Whether the levels are still held back, because the own ones are not all set. */
  sealed: boolean;
  levels: { criterionId: string; levelId: string }[];
}

/**
 * Parts of a submission that hold the very artifact of an earlier, decided submission by somebody else: the same bytes.
 * The earlier levels are told once every criterion of the part has a level of one's own, so that a team's artifact is scored alike without
 * leading the judgement. Whose it was stays unsaid.
 */
export async function sharedWork(database: Database, evaluationId: string): Promise<SharedWork[]> {
  const { rows } = await sql<SharedWork & { own: number; of: number }>`
    with mine as (
      select evaluation.id, evaluation.earner_id, evaluation.version_id, evaluation.submission_id, file.id as file_id, file.sha256,
        item->>'partId' as part_id
      from evaluation
      join submission on submission.id = evaluation.submission_id
      join lateral jsonb_array_elements(submission.snapshot->'evidence') item on item->'file'->>'id' is not null
      join file on file.id = (item->'file'->>'id')::uuid
      where evaluation.id = ${evaluationId}
    ), before as (
      select distinct on (mine.part_id) mine.part_id, mine.version_id, decision.scores
      from mine
      join file same on same.sha256 = mine.sha256
      join submission_file held on held.file_id = same.id
      join submission on submission.id = held.submission_id and submission.version_id = mine.version_id and submission.earner_id <> mine.earner_id
      join decision on decision.submission_id = submission.id
      where exists (select from jsonb_array_elements(submission.snapshot->'evidence') item
        where item->>'partId' = mine.part_id and item->'file'->>'id' = same.id::text)
      order by mine.part_id, decision.decided_at desc
    )
    select before.part_id as "partId",
      (select count(*)::int from score where score.evaluation_id = ${evaluationId} and score.part_id = before.part_id
        and score.level_id is not null) as own,
      (select jsonb_array_length(part->'criteria') from micro_credential_version version, jsonb_array_elements(version.definition->'parts') part
        where version.id = before.version_id and part->>'id' = before.part_id) as of,
      (select coalesce(jsonb_agg(jsonb_build_object('criterionId', score->>'criterionId', 'levelId', score->>'levelId')), '[]')
        from jsonb_array_elements(before.scores) score where score->>'partId' = before.part_id) as levels
    from before`.execute(database);
  return rows.map(({ partId, levels, own, of }) => {
    const sealed = own < of;
    return { partId, sealed, levels: sealed ? [] : levels };
  });
}
