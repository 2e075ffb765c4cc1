import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
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

/** When figures were counted, and whether that is too long ago. */
interface Count {
  countedAt: Date;
  isOld: boolean;
}

/** When the figures of a recognizer were last counted; null: never. */
async function lastCount(database: Database, recognizerId: string, now: Date): Promise<(Count & { tookMs: number }) | null> {
  const row = await database
    .selectFrom('insight_count')
    .select(['counted_at as countedAt', 'took_ms as tookMs'])
    .where('recognizer_id', '=', recognizerId)
    .executeTakeFirst();
  if (!row) return null;
  const { countedAt, tookMs } = row;
  return { countedAt, tookMs, isOld: tookMs < atOnce || now.getTime() - countedAt.getTime() > keptFor * tookMs };
}

/**
 * Sees to it that the figures of a recognizer are there: counts them now where that is quick or where there are none, else has them
 * counted by a job and leaves those that are kept.
 */
export async function freshenFigures(ground: Pick<Ground, 'database' | 'jobs' | 'clock'>, recognizerId: string): Promise<Count> {
  const last = await lastCount(ground.database, recognizerId, ground.clock());
  if (last && !last.isOld) return last;
  if (!last || last.tookMs < atOnce) return { countedAt: await keepFigures(ground, recognizerId), isOld: false };
  await ground.jobs.send(queue, { recognizerId }, { key: recognizerId });
  return last;
}

/** Starts counting what `freshenFigures` asked for. */
export async function startInsight(ground: Ground): Promise<void> {
  await ground.jobs.work<{ recognizerId: string }>(queue, async ({ recognizerId }) => {
    const last = await lastCount(ground.database, recognizerId, ground.clock());
    if (!last || last.isOld) await keepFigures(ground, recognizerId);
  });
}

/**
 * Counts the figures of a recognizer and keeps them in place of those before.
 *
 * @returns when
 */
export async function keepFigures({ database, clock }: Pick<Ground, 'database' | 'clock'>, recognizerId: string): Promise<Date> {
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
      .onConflict((conflict) => conflict.column('recognizer_id').doUpdateSet(count))
      .execute();
  });
  return countedAt;
}
