import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';

/** An agreed level of an anchor, with why. */
export interface AgreedLevel {
  partId: string;
  criterionId: string;
  levelId: string;
  reason: string;
}

/** How close an evaluator came to an anchor, with what was agreed and why. */
export interface AnchorComparison {
  use: 'calibration' | 'drift';
  exact: number;
  adjacent: number;
  criteria: number;
  /** Mean distance in levels; above 0 more was given than agreed. */
  lean: number;
  levels: AgreedLevel[];
  /** For a calibration: whether its evaluator may score now. */
  met: boolean;
}

/** The comparison of a decided anchor; null for anything else. */
export async function readAnchorComparison(database: Database, evaluationId: string): Promise<AnchorComparison | null> {
  const row = await database
    .selectFrom('anchor_result')
    .innerJoin('anchor', 'anchor.id', 'anchor_result.anchor_id')
    .leftJoin('calibration', (join) =>
      join
        .onRef('calibration.micro_credential_id', '=', 'anchor_result.micro_credential_id')
        .onRef('calibration.person_id', '=', 'anchor_result.person_id'),
    )
    .select([
      sql<AnchorComparison['use']>`anchor_result.use`.as('use'),
      'anchor_result.exact',
      'anchor_result.adjacent',
      'anchor_result.criteria',
      sql<number>`anchor_result.lean::float8`.as('lean'),
      sql<AgreedLevel[]>`anchor.levels`.as('levels'),
      sql<boolean>`calibration.met_at is not null`.as('met'),
    ])
    .where('anchor_result.evaluation_id', '=', evaluationId)
    .executeTakeFirst();
  return row ?? null;
}
