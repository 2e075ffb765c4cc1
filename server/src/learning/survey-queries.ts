import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { pageOf } from './course-queries.ts';
import type { Answer, Answers } from './survey-answers.ts';
import type { Question, SurveyDefinition } from './survey-definition.ts';
import { type QuestionResult, resultsOf, smallestCell, type Tallies, tally } from './survey-results.ts';

/** Reads of surveys for those who ask them. */

/** An organization's surveys, the newest first. */
export async function listAuthoredSurveys(
  database: Database,
  organizationId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const { rows } = await sql<{
    id: string;
    title: string;
    number: number | null;
    draftNewer: boolean;
    anonymous: boolean;
    closesAt: Date | null;
    begun: number;
    completed: number;
    updatedAt: Date;
  }>`select survey.id, draft.definition ->> 'title' as title, (draft.definition ->> 'anonymous')::boolean as anonymous, version.number,
      version.id is null or draft.updated_at > version.published_at as "draftNewer", survey.closes_at as "closesAt", draft.updated_at as "updatedAt",
      (select count(*)::int from survey_participation where survey_id = survey.id) as begun,
      (select count(*)::int from survey_response where survey_id = survey.id) as completed
    from survey join survey_draft draft on draft.survey_id = survey.id left join survey_version version on version.id = survey.current_version_id
    where survey.organization_id = ${organizationId} and (${cursor ?? null}::uuid is null or survey.id < ${cursor ?? null}::uuid)
    order by survey.id desc limit ${limit + 1}`.execute(database);
  return pageOf(rows, limit);
}

/** Surveys one has begun or answered, the latest begun first. */
export async function listMySurveys(
  database: Database,
  personId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const { rows } = await sql<{
    id: string;
    surveyId: string;
    title: string;
    organization: string;
    startedAt: Date;
    completedAt: Date | null;
    closed: boolean;
  }>`select mine.id, survey.id as "surveyId", version.definition ->> 'title' as title, o.name as organization, mine.started_at as "startedAt",
      mine.completed_at as "completedAt", coalesce(survey.closes_at <= now(), false) as closed
    from survey_participation mine join survey on survey.id = mine.survey_id join survey_version version on version.id = mine.version_id
      join organization o on o.id = survey.organization_id
    where mine.person_id = ${personId} and (${cursor ?? null}::uuid is null or mine.id < ${cursor ?? null}::uuid)
    order by mine.id desc limit ${limit + 1}`.execute(database);
  return pageOf(rows, limit);
}

/** What an author's page shows of a survey beside its draft. */
export async function readAuthoredSurvey(database: Database, surveyId: string) {
  const { rows } = await sql<{
    id: string;
    closesAt: Date | null;
    number: number | null;
    publishedAt: Date | null;
    organization: { id: string; slug: string; name: string; color: string | null };
    completed: number;
  }>`select survey.id, survey.closes_at as "closesAt", version.number, version.published_at as "publishedAt",
      json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'color', o.color) as organization,
      (select count(*)::int from survey_response where survey_id = survey.id) as completed
    from survey left join survey_version version on version.id = survey.current_version_id join organization o on o.id = survey.organization_id
    where survey.id = ${surveyId}`.execute(database);
  if (!rows[0]) throw notFound('survey');
  return rows[0];
}

async function readDefinition(database: Database, surveyId: string): Promise<SurveyDefinition> {
  const { rows } = await sql<{ definition: SurveyDefinition }>`select version.definition
    from survey join survey_version version on version.id = survey.current_version_id where survey.id = ${surveyId}`.execute(database);
  if (!rows[0]) throw notFound('survey');
  return rows[0].definition;
}

const portion = 1000;

/** Every response, portion by portion, so that a large survey never stands in memory whole. */
async function* responsesOf(database: Database, surveyId: string) {
  let after: string | null = null;
  for (;;) {
    const { rows }: { rows: { id: string; answers: Answers; name: string | null; submittedOn: string }[] } = await sql<{
      id: string;
      answers: Answers;
      name: string | null;
      submittedOn: string;
    }>`select response.id, response.answers, person.name, response.submitted_on as "submittedOn"
      from survey_response response left join person on person.id = response.person_id
      where response.survey_id = ${surveyId} and (${after}::uuid is null or response.id > ${after}::uuid)
      order by response.id limit ${portion}`.execute(database);
    yield rows;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < portion) return;
  }
}

export interface SurveyResults {
  title: string;
  anonymous: boolean;
  begun: number;
  /** How many answered; nothing else is told of an anonymous survey while they are few. */
  completed: number;
  tooFew: boolean;
  smallestCell: number;
  questions: QuestionResult[];
}

/** Counts and distributions for the survey's owner. */
export async function readResults(database: Database, surveyId: string): Promise<SurveyResults> {
  const definition = await readDefinition(database, surveyId);
  let tallies: Tallies = {};
  let completed = 0;
  for await (const portionOf of responsesOf(database, surveyId)) {
    completed += portionOf.length;
    tallies = tally(
      definition,
      portionOf.map(({ answers }) => answers),
      tallies,
    );
  }
  const { count: begun } = await database
    .selectFrom('survey_participation')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('survey_id', '=', surveyId)
    .executeTakeFirstOrThrow();
  const tooFew = definition.anonymous && completed < smallestCell;
  return {
    title: definition.title,
    anonymous: definition.anonymous,
    begun,
    completed,
    tooFew,
    smallestCell,
    questions: tooFew ? [] : resultsOf(definition, tallies),
  };
}

/**
 * What people wrote to a text or date question, page by page. Of an anonymous survey the texts come in the order of the alphabet, so that
 * texts of one person cannot be put together, and only from enough people.
 *
 * @throws {Problem} 404 for a question that has no texts
 */
export async function listTexts(
  database: Database,
  surveyId: string,
  questionId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ items: { text: string; name: string | null }[]; total: number | null; nextOffset: number | null }> {
  const definition = await readDefinition(database, surveyId);
  const question = definition.sections.flatMap(({ questions }) => questions).find(({ id }) => id === questionId);
  if (!question || !['short-text', 'long-text', 'date'].includes(question.kind)) throw notFound('question');
  const { rows } = await sql<{ text: string; name: string | null; total: number }>`
    select response.answers ->> ${questionId} as text, person.name, count(*) over ()::int as total
    from survey_response response left join person on person.id = response.person_id
    where response.survey_id = ${surveyId} and response.answers ? ${questionId}
    order by ${definition.anonymous ? sql`lower(response.answers ->> ${questionId}), response.id` : sql`response.id`}
    limit ${limit + 1} offset ${offset}`.execute(database);
  const total = rows[0]?.total ?? 0;
  if (definition.anonymous && total < smallestCell) return { items: [], total: null, nextOffset: null };
  const items = rows.slice(0, limit).map(({ text, name }) => ({ text, name: definition.anonymous ? null : name }));
  return { items, total, nextOffset: rows.length > limit ? offset + limit : null };
}

/** An answer as people read it. */
function words(question: Question, answer: Answer | undefined): string {
  if (answer === undefined) return '';
  if (question.kind === 'single-choice') return question.options.find(({ id }) => id === answer)?.label ?? '';
  if (question.kind === 'several' && Array.isArray(answer))
    return answer.map((id) => question.options.find((option) => option.id === id)?.label ?? id).join('; ');
  if (question.kind === 'matrix' && typeof answer === 'object' && !Array.isArray(answer))
    return question.rows.flatMap(({ id, label }) => (Object.hasOwn(answer, id) ? [`${label}: ${answer[id]}`] : [])).join('; ');
  return String(answer);
}

/** A cell that a spreadsheet would run as a formula is written as text. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text);

/**
 * Results as CSV: of a named survey a line a response; of an anonymous one the counts as the page shows them, for a line a response would
 * put each person's answers side by side.
 */
export async function* resultsAsCsv(database: Database, surveyId: string): AsyncGenerator<string> {
  const definition = await readDefinition(database, surveyId);
  const lines = (rows: string[][]) => stringify(rows.map((row) => row.map(harmless)));
  yield '\ufeff';
  if (definition.anonymous) {
    const { questions } = await readResults(database, surveyId);
    yield lines([['Question', 'Row', 'Answer', 'People']]);
    const shown = (count: number | null) => (count === null ? `fewer than ${smallestCell}, or hidden with them` : String(count));
    for (const { title, cells, rows, answered } of questions) {
      yield lines([[title, '', 'Answered', shown(answered)]]);
      yield lines(cells.map(({ label, count }) => [title, '', label, shown(count)]));
      for (const row of rows) yield lines(row.cells.map(({ label, count }) => [title, row.label, label, shown(count)]));
    }
    return;
  }
  const questions = definition.sections.flatMap((section) => section.questions);
  yield lines([['Name', 'Answered on', ...questions.map(({ title }) => title)]]);
  for await (const portionOf of responsesOf(database, surveyId))
    yield lines(
      portionOf.map(({ name, submittedOn, answers }) => [name ?? '', submittedOn, ...questions.map((one) => words(one, answers[one.id]))]),
    );
}
