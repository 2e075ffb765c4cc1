import { sql } from 'kysely';
import type { Definition } from '../catalog/definition.ts';
import type { Database } from '../platform/database/database.ts';
import { DecidedPart, DecidedScore } from './readings/decided.ts';
import type { Outcome } from './scoring.ts';

/** A decision in the words of its scoring guide. */
export interface NamedDecision {
  decisionId: string;
  submissionId: string;
  /** Whose levels stand; its evaluator answers questions. */
  evaluationId: string;
  attempt: number;
  outcome: Outcome;
  /** On the whole submission; may be empty. */
  feedback: string;
  decidedAt: Date;
  parts: (DecidedPart & { title: string })[];
  /** Every criterion, in the order of the scoring guide; those of carried parts with the level they passed with. */
  scores: (DecidedScore & { criterionTitle: string; levelName: string; levelDescriptor: string; reachesPassing: boolean })[];
}

/** Decisions that stand: not those that an appeal has superseded. */
const decisions = (database: Database) =>
  database
    .selectFrom('decision')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('decision as later').select('later.id').whereRef('later.supersedes', '=', 'decision.id'))),
    )
    .innerJoin('submission', 'submission.id', 'decision.submission_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'submission.version_id')
    .select([
      'decision.id as decisionId',
      'decision.submission_id as submissionId',
      'decision.evaluation_id as evaluationId',
      'submission.attempt',
      sql<Outcome>`decision.outcome`.as('outcome'),
      'decision.feedback',
      'decision.decided_at as decidedAt',
      'decision.parts',
      'decision.scores',
      sql<Definition>`micro_credential_version.definition`.as('definition'),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof decisions>['execute']>>[number];

/**
 * The decision about a submission, for awards.
 *
 * @returns null while there is none
 */
export async function loadDecision(database: Database, submissionId: string): Promise<NamedDecision | null> {
  const row = await decisions(database).where('decision.submission_id', '=', submissionId).executeTakeFirst();
  return row ? named(row) : null;
}

/** The decisions of a journey, from the first attempt on. */
export async function decisionsOfJourney(database: Database, journeyId: string): Promise<NamedDecision[]> {
  const rows = await decisions(database).where('submission.journey_id', '=', journeyId).orderBy('submission.attempt').execute();
  return rows.map(named);
}

function named({ definition, parts: storedParts, scores: storedScores, ...row }: Row): NamedDecision {
  const decidedParts = DecidedPart.array().parse(storedParts);
  const decidedScores = DecidedScore.array().parse(storedScores);
  return {
    ...row,
    parts: definition.parts.flatMap(({ id, title }) =>
      decidedParts.filter(({ partId }) => partId === id).map((part) => ({ ...part, title })),
    ),
    scores: definition.parts.flatMap((part) => {
      const passing = part.levels.findIndex(({ id }) => id === part.passing.level);
      return part.criteria.flatMap((criterion) =>
        decidedScores
          .filter((score) => score.partId === part.id && score.criterionId === criterion.id)
          .map((score) => {
            const height = part.levels.findIndex(({ id }) => id === score.levelId);
            return {
              ...score,
              criterionTitle: criterion.title,
              levelName: part.levels[height]?.name ?? score.levelId,
              levelDescriptor: criterion.descriptors[score.levelId] ?? '',
              reachesPassing: height >= passing,
            };
          }),
      );
    }),
  };
}
