import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { holdDraft } from './drafts.ts';
import { draftIncomplete } from './problems.ts';
import { draftOfSurvey, emptySurvey, SurveyDefinition, type SurveyDraft, surveyOfDraft } from './survey-definition.ts';

/** Creates a survey with a draft that has only its name. */
export async function createSurvey(
  { database }: Pick<Ground, 'database'>,
  { organizationId, personId, title }: { organizationId: string; personId: string; title: string },
): Promise<{ surveyId: string }> {
  return database.transaction().execute(async (transaction) => {
    const { id: surveyId } = await transaction
      .insertInto('survey')
      .values({ organization_id: organizationId })
      .returning('id')
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto('survey_draft')
      .values({ survey_id: surveyId, definition: JSON.stringify(emptySurvey(title)), updated_by: personId })
      .execute();
    return { surveyId };
  });
}

/**
 * Publishes the draft as the next version. Who has begun stays on theirs; results count the answers of all versions to questions that
 * kept their id.
 *
 * @throws {Problem} 409 `edit-conflict`, `draft-incomplete` with `missing`
 */
export async function publishSurvey(
  { database }: Pick<Ground, 'database'>,
  { surveyId, revision, personId }: { surveyId: string; revision: number; personId: string },
): Promise<{ number: number }> {
  return database.transaction().execute(async (transaction) => {
    const survey = await transaction.selectFrom('survey').select('id').where('id', '=', surveyId).forUpdate().executeTakeFirst();
    if (!survey) throw notFound('survey');
    const draft = await holdDraft<SurveyDraft>(transaction, 'survey', surveyId, revision);
    const parsed = SurveyDefinition.safeParse(surveyOfDraft(draft.definition));
    if (!parsed.success) throw draftIncomplete(parsed.error.issues);
    await keepAnonymity(transaction, surveyId, parsed.data);
    return { number: await addSurveyVersion(transaction, surveyId, parsed.data, personId) };
  });
}

/** What was promised to those who answered holds: an anonymous survey stays one, and the other way round nobody is named afterwards. */
async function keepAnonymity(transaction: Writing, surveyId: string, { anonymous }: SurveyDefinition): Promise<void> {
  const { rows } = await sql<{ anonymous: boolean }>`select (version.definition ->> 'anonymous')::boolean as anonymous
    from survey join survey_version version on version.id = survey.current_version_id
    where survey.id = ${surveyId} and exists (select from survey_participation where survey_id = survey.id)`.execute(transaction);
  if (rows[0] && rows[0].anonymous !== anonymous)
    throw draftIncomplete([
      {
        code: 'custom',
        path: ['anonymous'],
        message: 'people have begun to answer; whether answers are anonymous cannot change any more. Make a new survey instead',
        input: anonymous,
      },
    ]);
}

async function addSurveyVersion(
  transaction: Writing,
  surveyId: string,
  definition: SurveyDefinition,
  publishedBy: string | null,
): Promise<number> {
  const { number } = await transaction
    .selectFrom('survey_version')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('number'))
    .where('survey_id', '=', surveyId)
    .executeTakeFirstOrThrow();
  const { id } = await transaction
    .insertInto('survey_version')
    .values({ survey_id: surveyId, number, definition: JSON.stringify(definition), published_by: publishedBy })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction.updateTable('survey').set({ current_version_id: id }).where('id', '=', surveyId).execute();
  return number;
}

/**
 * Makes a survey with its first version at once, as an operator's data file has it.
 *
 * @returns the survey's id
 */
export async function bringSurvey(
  transaction: Writing,
  survey: { organizationId: string; definition: SurveyDefinition; demo: boolean },
): Promise<string> {
  const { id } = await transaction
    .insertInto('survey')
    .values({ organization_id: survey.organizationId, demo: survey.demo })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addSurveyVersion(transaction, id, survey.definition, null);
  await transaction
    .insertInto('survey_draft')
    .values({ survey_id: id, definition: JSON.stringify(draftOfSurvey(survey.definition)) })
    .execute();
  return id;
}

/** Says when a survey closes: a time, now, or (null) never. */
export async function changeClosing(database: Database, surveyId: string, closesAt: Date | null): Promise<void> {
  await database.updateTable('survey').set({ closes_at: closesAt }).where('id', '=', surveyId).execute();
}
