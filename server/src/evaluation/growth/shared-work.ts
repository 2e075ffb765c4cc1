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
 * Parts of a submission that hold the very artifact of an earlier, decided submission by somebody else: a file of the same bytes, or a
 * link to the same place (`submission_artifact`). The earlier levels are told once every criterion of the part that wants one has a level
 * of one's own, so that a team's artifact is scored alike without leading the judgement. Whose it was stays unsaid.
 */
export async function sharedWork(database: Database, evaluationId: string): Promise<SharedWork[]> {
  const { rows } = await sql<SharedWork & { own: number; of: number }>`
    with evaluated as (
      select evaluation.id, evaluation.earner_id, evaluation.submission_id, submission.version_id,
        coalesce(evaluation.carried_criteria, reading_plan.carried_criteria, '[]') as met
      from evaluation
      join submission on submission.id = evaluation.submission_id
      left join reading_plan on reading_plan.submission_id = submission.id
      where evaluation.id = ${evaluationId}
    ), before as (
      select distinct on (mine.part_id) mine.part_id, evaluated.version_id, evaluated.met, decision.scores
      from evaluated
      join submission_artifact mine on mine.submission_id = evaluated.submission_id
      join submission_artifact same on md5(same.mark) = md5(mine.mark) and same.mark = mine.mark and same.part_id = mine.part_id
      join submission on submission.id = same.submission_id and submission.version_id = evaluated.version_id
        and submission.earner_id <> evaluated.earner_id
      join decision on decision.submission_id = submission.id
      order by mine.part_id, decision.decided_at desc
    )
    select before.part_id as "partId",
      (select count(*)::int from score where score.evaluation_id = ${evaluationId} and score.part_id = before.part_id
        and score.level_id is not null) as own,
      (select jsonb_array_length(part->'criteria') from micro_credential_version version, jsonb_array_elements(version.definition->'parts') part
        where version.id = before.version_id and part->>'id' = before.part_id)
        - (select count(*)::int from jsonb_array_elements(before.met) one where one->>'partId' = before.part_id) as of,
      (select coalesce(jsonb_agg(jsonb_build_object('criterionId', score->>'criterionId', 'levelId', score->>'levelId')), '[]')
        from jsonb_array_elements(before.scores) score where score->>'partId' = before.part_id) as levels
    from before`.execute(database);
  return rows.map(({ partId, levels, own, of }) => {
    const sealed = own < of;
    return { partId, sealed, levels: sealed ? [] : levels };
  });
}
