import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { plannedOnce, unseen } from '../../platform/database/planned-once.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { noConversation } from '../problems.ts';

export type Author = 'earner' | 'evaluator' | 'lead';

/** A question, a reply or an answer about a decided submission. Names stay hidden: it says in which part somebody writes. */
export interface Message {
  id: string;
  author: Author;
  /** The criterion it is about; null for the whole. */
  partId: string | null;
  criterionId: string | null;
  text: string;
  writtenAt: Date;
}

/** What somebody writes. */
export interface NewMessage {
  partId: string | null;
  criterionId: string | null;
  text: string;
}

/** What was written about submissions, the oldest first. */
export async function messagesOf(database: Database, submissionIds: readonly string[]): Promise<(Message & { submissionId: string })[]> {
  if (!submissionIds.length) return [];
  return database
    .selectFrom('evaluation_message')
    .select([
      'id',
      'submission_id as submissionId',
      sql<Author>`author`.as('author'),
      'part_id as partId',
      'criterion_id as criterionId',
      'text',
      'written_at as writtenAt',
    ])
    .where('submission_id', 'in', [...submissionIds])
    .orderBy('written_at')
    .orderBy('id')
    .execute();
}

/**
 * Writes a message about a decided submission, and has the other side told.
 *
 * @throws {Problem} 409 `no-conversation` before there is a decision; 404 for a criterion that the guide does not have
 */
async function write(
  { database, events }: Pick<Ground, 'database' | 'events'>,
  submissionId: string,
  { author, personId, partId, criterionId, text }: NewMessage & { author: Author; personId: string },
): Promise<Message> {
  return database.transaction().execute(async (transaction) => {
    const decision = await transaction
      .selectFrom('decision')
      .innerJoin('submission', 'submission.id', 'decision.submission_id')
      .innerJoin('micro_credential_version', 'micro_credential_version.id', 'submission.version_id')
      .select(['micro_credential_version.definition'])
      .where('decision.submission_id', '=', submissionId)
      .limit(1)
      .executeTakeFirst();
    if (!decision) throw noConversation();
    const { parts } = decision.definition as unknown as { parts: { id: string; criteria: { id: string }[] }[] };
    if (partId !== null && !parts.some((part) => part.id === partId && part.criteria.some(({ id }) => id === criterionId)))
      throw notFound('criterion');
    const written = await transaction
      .insertInto('evaluation_message')
      .values({
        submission_id: submissionId,
        part_id: partId,
        criterion_id: partId === null ? null : criterionId,
        author,
        person_id: personId,
        text,
      })
      .returning(['id', 'written_at as writtenAt'])
      .executeTakeFirstOrThrow();
    await events.emit(transaction, 'evaluation.message-written', { messageId: written.id, submissionId, author });
    return { ...written, author, partId, criterionId: partId === null ? null : criterionId, text };
  });
}

/** The earner writes about an attempt of a journey. @throws {Problem} 404; see `write` */
export async function writeAsEarner(
  ground: Pick<Ground, 'database' | 'events'>,
  { journeyId, attempt, personId, ...message }: NewMessage & { journeyId: string; attempt: number; personId: string },
): Promise<Message> {
  const submission = await ground.database
    .selectFrom('submission')
    .select('id')
    .where('journey_id', '=', journeyId)
    .where('attempt', '=', attempt)
    .orderBy('edition', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!submission) throw notFound('attempt');
  return write(ground, submission.id, { ...message, author: 'earner', personId });
}

/** The evaluator of an evaluation, or a lead, writes to its earner. @throws {Problem} 404; see `write` */
export async function writeAsEvaluator(
  ground: Pick<Ground, 'database' | 'events'>,
  { evaluationId, personId, ...message }: NewMessage & { evaluationId: string; personId: string },
): Promise<Message> {
  const evaluation = await ground.database
    .selectFrom('evaluation')
    .select(['submission_id', 'evaluator_id'])
    .where('id', '=', evaluationId)
    .executeTakeFirst();
  if (!evaluation?.submission_id) throw notFound('evaluation');
  const author = evaluation.evaluator_id === personId ? 'evaluator' : 'lead';
  return write(ground, evaluation.submission_id, { ...message, author, personId });
}

/** A question that waits for an evaluator's answer. */
export interface OpenQuestion {
  evaluationId: string;
  title: string;
  attempt: number;
  askedAt: Date;
}

/** Questions about this evaluator's decisions whose last word is the earner's, the longest waiting first. */
export async function openQuestions(database: Database, evaluatorId: string): Promise<OpenQuestion[]> {
  const { rows } = await sql<OpenQuestion>`${plannedOnce}
    select evaluation.id as "evaluationId", version.title as title, evaluation.attempt, last.written_at as "askedAt"
    from evaluation
    join decision on decision.evaluation_id = evaluation.id
    join micro_credential_version version on version.id = evaluation.version_id
    join lateral (select author, written_at from evaluation_message where submission_id = evaluation.submission_id
      order by id desc limit 1) last on last.author = 'earner'
    where evaluation.evaluator_id = ${unseen(evaluatorId, 'uuid')} and evaluation.state = 'decided'
    order by last.written_at limit 50`.execute(database);
  return rows;
}
