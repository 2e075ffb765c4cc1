import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { reopenForAppeal } from '../../portfolio/index.ts';
import { withoutConflict } from '../conflicts.ts';
import { alreadyAnswered, noAppealHere } from '../problems.ts';
import { DecidedPart, DecidedScore } from '../readings/decided.ts';
import { holdPlan, queueFurtherReading } from '../readings/hold-plan.ts';
import { metCriteria } from '../scoring.ts';

/** An earner's wish for a second reading, as the earner sees it. */
export interface Appeal {
  reason: string;
  madeAt: Date;
  state: 'open' | 'accepted' | 'declined';
  /** The lead's words, where it was declined. */
  answer: string;
}

/**
 * Asks for a second reading of the latest attempt's "not yet". Once an attempt.
 *
 * @throws {Problem} 409 `no-appeal-here` when there is no such decision, or an appeal was made already
 */
export async function makeAppeal(
  { database, events }: Pick<Ground, 'database' | 'events'>,
  { journeyId, reason }: { journeyId: string; reason: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const decided = await transaction
      .selectFrom('submission')
      .innerJoin('journey', 'journey.id', 'submission.journey_id')
      .innerJoin('reading_plan', 'reading_plan.submission_id', 'submission.id')
      .innerJoin('decision', 'decision.submission_id', 'submission.id')
      .select(['submission.id', 'decision.id as decisionId', 'decision.outcome', 'reading_plan.issuer_id as issuerId', 'journey.state'])
      .where('submission.journey_id', '=', journeyId)
      .orderBy('submission.attempt', 'desc')
      .orderBy('decision.id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (decided?.outcome !== 'not-yet' || decided.state !== 'not-yet') throw noAppealHere();
    const made = await transaction
      .insertInto('appeal')
      .values({ submission_id: decided.id, decision_id: decided.decisionId, issuer_id: decided.issuerId, reason })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) throw noAppealHere();
    await events.emit(transaction, 'appeal.made', { appealId: made.id, issuerId: decided.issuerId });
  });
}

/** An appeal as a lead sees it: what it is about and why, never whose it is. */
export interface OpenAppeal {
  appealId: string;
  evaluationId: string;
  title: string;
  attempt: number;
  reason: string;
  madeAt: Date;
}

/** Appeals that wait for an answer and about which this lead has no conflict of interest, the oldest first. */
export async function openAppeals(database: Database, leadId: string, issuerId: string): Promise<OpenAppeal[]> {
  return database
    .selectFrom('appeal')
    .innerJoin('decision', 'decision.id', 'appeal.decision_id')
    .innerJoin('evaluation', 'evaluation.id', 'decision.evaluation_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'evaluation.version_id')
    .select([
      'appeal.id as appealId',
      'evaluation.id as evaluationId',
      'micro_credential_version.title',
      'evaluation.attempt',
      'appeal.reason',
      'appeal.made_at as madeAt',
    ])
    .where('appeal.issuer_id', '=', issuerId)
    .where('appeal.state', '=', 'open')
    .where(withoutConflict(leadId))
    .orderBy('appeal.made_at')
    .orderBy('appeal.id')
    .limit(100)
    .execute();
}

/**
 * Answers an appeal: with a second reading by somebody who has not read it, or with words. What the first decision found met stays met, so
 * an appeal never makes things worse; the journey waits until the reading is decided.
 *
 * @throws {Problem} 409 `already-answered`; 409 `no-appeal-here` when the educator has gone on meanwhile
 */
export async function answerAppeal(
  { database, events }: Pick<Ground, 'database' | 'events'>,
  { appealId, leadId, accepted, answer }: { appealId: string; leadId: string; accepted: boolean; answer: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const appeal = await transaction
      .selectFrom('appeal')
      .innerJoin('decision', 'decision.id', 'appeal.decision_id')
      .select(['appeal.state', 'appeal.submission_id as submissionId', 'decision.parts', 'decision.scores'])
      .where('appeal.id', '=', appealId)
      .forUpdate('appeal')
      .executeTakeFirst();
    if (!appeal) throw notFound('appeal');
    if (appeal.state !== 'open') throw alreadyAnswered();
    const plan = await holdPlan(transaction, appeal.submissionId);
    if (accepted) {
      if (!(await reopenForAppeal(transaction, appeal.submissionId))) throw noAppealHere();
      const passed = DecidedPart.array()
        .parse(appeal.parts)
        .filter((part) => part.passed)
        .map(({ partId }) => partId);
      const met = metCriteria(plan.definition, DecidedScore.array().parse(appeal.scores), passed);
      await queueFurtherReading(transaction, plan, 'appeal', {
        carried_parts: passed,
        carried_criteria: JSON.stringify(met.map((score) => ({ ...score, attempt: score.attempt ?? plan.attempt }))),
      });
    }
    await transaction
      .updateTable('appeal')
      .set({ state: accepted ? 'accepted' : 'declined', answer, answered_by: leadId, answered_at: sql`now()` })
      .where('id', '=', appealId)
      .execute();
    await audit(transaction, {
      personId: leadId,
      action: accepted ? 'appeal.accepted' : 'appeal.declined',
      subjectType: 'appeal',
      subjectId: appealId,
    });
    await events.emit(transaction, 'appeal.answered', { appealId, journeyId: plan.journeyId, earnerId: plan.earnerId });
  });
}
