import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { editConflict, notFound } from '../platform/http/problem.ts';
import { answersIncomplete, surveyClosed, surveySubmitted } from './problems.ts';
import { type Answers, countedAnswers, surveyGaps } from './survey-answers.ts';
import type { SurveyDefinition } from './survey-definition.ts';

interface Standing {
  closed: boolean;
  current: { versionId: string; definition: SurveyDefinition };
  mine: {
    id: string;
    versionId: string;
    definition: SurveyDefinition;
    answers: Answers;
    revision: number;
    updatedAt: Date;
    completedAt: Date | null;
  } | null;
}

/** A survey and where one stands in it. @throws {Problem} 404 before publication */
async function readStanding(database: Database, surveyId: string, personId: string, hold: boolean): Promise<Standing> {
  if (hold)
    await sql`select from survey_participation where survey_id = ${surveyId} and person_id = ${personId} for update`.execute(database);
  const { rows } = await sql<{
    closed: boolean;
    versionId: string;
    definition: SurveyDefinition;
    mine: (NonNullable<Standing['mine']> & { updatedAt: string; completedAt: string | null }) | null;
  }>`select coalesce(survey.closes_at <= now(), false) as closed, current.id as "versionId", current.definition,
      case when mine.id is not null then json_build_object('id', mine.id, 'versionId', mine.version_id, 'definition', own.definition,
        'answers', mine.answers, 'revision', mine.revision, 'updatedAt', mine.updated_at, 'completedAt', mine.completed_at) end as mine
    from survey join survey_version current on current.id = survey.current_version_id
      left join survey_participation mine on mine.survey_id = survey.id and mine.person_id = ${personId}
      left join survey_version own on own.id = mine.version_id
    where survey.id = ${surveyId}`.execute(database);
  const [found] = rows;
  if (!found) throw notFound('survey');
  const { mine } = found;
  return {
    closed: found.closed,
    current: { versionId: found.versionId, definition: found.definition },
    mine: mine && {
      ...mine,
      updatedAt: new Date(mine.updatedAt),
      completedAt: mine.completedAt ? new Date(mine.completedAt) : null,
    },
  };
}

/** Refuses what comes too late. */
function requireOpen({ closed, mine, current }: Standing): void {
  if (closed) throw surveyClosed();
  const { changeable } = (mine ?? current).definition;
  if (mine?.completedAt && !changeable) throw surveySubmitted();
}

/** A survey as one answers it: the version one began on, what one wrote, whether it is done. */
export async function readSurvey(database: Database, surveyId: string, personId: string) {
  const standing = await readStanding(database, surveyId, personId, false);
  const { mine, current, closed } = standing;
  const { rows } = await sql<{ name: string; slug: string; color: string | null; closesAt: Date | null; demo: boolean }>`
    select o.name, o.slug, o.color, survey.closes_at as "closesAt", survey.demo
    from survey join organization o on o.id = survey.organization_id where survey.id = ${surveyId}`.execute(database);
  const [head] = rows;
  if (!head) throw notFound('survey');
  const { closesAt, demo, ...organization } = head;
  return {
    id: surveyId,
    organization,
    definition: (mine ?? current).definition,
    closesAt,
    closed,
    demo,
    answers: mine?.answers ?? {},
    revision: mine?.revision ?? 0,
    updatedAt: mine?.updatedAt ?? null,
    completedAt: mine?.completedAt ?? null,
  };
}

/**
 * Keeps answers as they are being given; anything may still be missing. The first save takes up the current version.
 *
 * @throws {Problem} 409 `edit-conflict` with `current` when another tab was first; `survey-closed`, `survey-submitted`
 */
export async function saveAnswers(
  { database }: Pick<Ground, 'database'>,
  { surveyId, personId, answers, revision }: { surveyId: string; personId: string; answers: Answers; revision: number },
): Promise<{ revision: number; updatedAt: Date }> {
  return database.transaction().execute((transaction) => keepAnswers(transaction, { surveyId, personId, answers, revision }));
}

async function keepAnswers(
  transaction: Writing,
  { surveyId, personId, answers, revision }: { surveyId: string; personId: string; answers: Answers; revision: number },
): Promise<{ revision: number; updatedAt: Date }> {
  const standing = await readStanding(transaction, surveyId, personId, true);
  requireOpen(standing);
  const text = JSON.stringify(answers);
  const { rows } = await sql<{ revision: number; updatedAt: Date }>`
    insert into survey_participation as mine (survey_id, person_id, version_id, answers, revision)
    select ${surveyId}, ${personId}, ${standing.current.versionId}, ${text}::jsonb, 1 where ${revision}::int = 0 or ${standing.mine !== null}::boolean
    on conflict (survey_id, person_id) do update set answers = excluded.answers, revision = mine.revision + 1, updated_at = now()
      where mine.revision = ${revision}
    returning revision, updated_at as "updatedAt"`.execute(transaction);
  if (rows[0]) return rows[0];
  const { mine } = await readStanding(transaction, surveyId, personId, false);
  // saved before; the answer to it was lost on its way
  if (mine && JSON.stringify(sorted(mine.answers)) === JSON.stringify(sorted(answers)))
    return { revision: mine.revision, updatedAt: mine.updatedAt };
  throw editConflict(mine ? { answers: mine.answers, revision: mine.revision } : { answers: {}, revision: 0 });
}

const sorted = (answers: Answers) => Object.fromEntries(Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1)));

/**
 * Hands a survey in, once; where it may be changed, again with what was changed. Of an anonymous one the answers go without name or hour,
 * and nothing of them stays with the person.
 *
 * @throws {Problem} 409 `answers-incomplete` with `gaps`, `edit-conflict`, `survey-closed`, `survey-submitted`
 */
export async function submitSurvey(
  { database, events }: Pick<Ground, 'database' | 'events'>,
  { surveyId, personId, answers, revision }: { surveyId: string; personId: string; answers: Answers; revision: number },
): Promise<{ first: boolean }> {
  return database.transaction().execute(async (transaction) => {
    await keepAnswers(transaction, { surveyId, personId, answers, revision });
    const { mine } = await readStanding(transaction, surveyId, personId, true);
    if (!mine) throw notFound('survey');
    const { definition } = mine;
    const gaps = surveyGaps(definition, mine.answers);
    if (gaps.length) throw answersIncomplete(gaps);
    const counted = JSON.stringify(countedAnswers(definition, mine.answers));
    if (definition.anonymous) {
      await sql`insert into survey_response (survey_id, version_id, answers, submitted_on)
        values (${surveyId}, ${mine.versionId}, ${counted}::jsonb, current_date)`.execute(transaction);
      await sql`update survey_participation set answers = '{}', completed_at = now() where id = ${mine.id}`.execute(transaction);
    } else {
      await sql`insert into survey_response (survey_id, version_id, person_id, answers, submitted_on)
        values (${surveyId}, ${mine.versionId}, ${personId}, ${counted}::jsonb, current_date)
        on conflict (survey_id, person_id) where person_id is not null
          do update set answers = excluded.answers, version_id = excluded.version_id, submitted_on = excluded.submitted_on`.execute(
        transaction,
      );
      await sql`update survey_participation set completed_at = coalesce(completed_at, now()) where id = ${mine.id}`.execute(transaction);
    }
    const first = mine.completedAt === null;
    if (first) await events.emit(transaction, 'survey.completed', { surveyId, personId });
    return { first };
  });
}
