import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { readTerms } from '../incentives/read-incentives.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { countFigures } from './count-figures.ts';

/**
 * Figures are kept for twenty times as long as counting them takes, so that counting never takes more than a twentieth of one core,
 * however often one looks and however large the district is. What is counted within a tenth of a second is counted for each reader.
 */
const atOnce = 100;
const keptFor = 20;

const queue = 'count-insight';

/** When figures were counted last, and how long it took. */
interface Count {
  countedAt: Date;
  tookMs: number;
}

const isOld = ({ countedAt, tookMs }: Count, now: Date): boolean =>
  tookMs < atOnce || now.getTime() - countedAt.getTime() > keptFor * tookMs;

/**
 * Sees to it that the figures of a recognizer are there: counts them now where that is quick or where there are none, else has them
 * counted by a job and leaves those that are kept.
 *
 * @param last when they were counted last; null: never
 */
export async function freshenFigures(
  ground: Pick<Ground, 'database' | 'jobs' | 'clock'>,
  recognizerId: string,
  last: Count | null,
): Promise<'fresh' | 'counted' | 'being-counted'> {
  if (last && !isOld(last, ground.clock())) return 'fresh';
  if (!last || last.tookMs < atOnce) {
    await keepFigures(ground, recognizerId);
    return 'counted';
  }
  await ground.jobs.send(queue, { recognizerId }, { key: recognizerId });
  return 'being-counted';
}

/** Starts counting what `freshenFigures` asked for. */
export async function startInsight(ground: Ground): Promise<void> {
  await ground.jobs.work<{ recognizerId: string }>(queue, async ({ recognizerId }) => {
    const last = await ground.database
      .selectFrom('insight_count')
      .select(['counted_at as countedAt', 'took_ms as tookMs'])
      .where('recognizer_id', '=', recognizerId)
      .executeTakeFirst();
    if (!last || isOld(last, ground.clock())) await keepFigures(ground, recognizerId);
  });
}

/** Counts the figures of a recognizer and keeps them in place of those before. */
export async function keepFigures({ database, clock }: Pick<Ground, 'database' | 'clock'>, recognizerId: string): Promise<void> {
  const { timezone } = await findRecognizer(database, recognizerId);
  const countedAt = clock();
  const began = performance.now();
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`insight/${recognizerId}`}, 0))`.execute(transaction);
    const { terms } = await readTerms(transaction, recognizerId, dateIn(timezone, countedAt));
    const views = await countFigures(transaction, { recognizerId, timezone, cycleDay: Number(terms.cycle.anchor.slice(8)) });
    await transaction.deleteFrom('insight_figures').where('recognizer_id', '=', recognizerId).execute();
    for (let start = 0; start < views.length; start += 500)
      await transaction
        .insertInto('insight_figures')
        .values(
          views.slice(start, start + 500).map(({ schoolId, programId, figures }) => ({
            recognizer_id: recognizerId,
            school_id: schoolId,
            program_id: programId,
            figures: JSON.stringify(figures),
          })),
        )
        .execute();
    const count = { counted_at: countedAt, took_ms: Math.round(performance.now() - began) };
    await transaction
      .insertInto('insight_count')
      .values({ recognizer_id: recognizerId, ...count })
      .onConflict((conflict) => conflict.column('recognizer_id').doUpdateSet({ ...count, times: sql`insight_count.times + 1` }))
      .execute();
  });
}
