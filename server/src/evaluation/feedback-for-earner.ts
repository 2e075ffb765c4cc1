import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { decisionsOfJourney, type NamedDecision } from './read-decisions.ts';

/** What an earner reads about the own attempts: what stood, what is next, never who said it. */
export interface JourneyFeedback {
  journeyId: string;
  state: string;
  microCredential: { id: string; slug: string; title: string };
  issuerName: string;
  /** Decided attempts, the latest first. */
  attempts: (Omit<NamedDecision, 'submissionId' | 'decisionId'> & { submittedAt: Date; changeNote: string | null })[];
  /** The attempt that waits for its decision, if one does. */
  waiting: { attempt: number; submittedAt: Date } | null;
}

/** @throws {Problem} 404 */
export async function feedbackForEarner(database: Database, journeyId: string): Promise<JourneyFeedback> {
  const journey = await database
    .selectFrom('journey')
    .innerJoin('micro_credential', 'micro_credential.id', 'journey.micro_credential_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'journey.version_id')
    .innerJoin('organization', 'organization.id', 'micro_credential.issuer_id')
    .select([
      'journey.state',
      'micro_credential.id',
      'micro_credential.slug',
      sql<string>`micro_credential_version.definition->>'title'`.as('title'),
      'organization.name as issuerName',
    ])
    .where('journey.id', '=', journeyId)
    .executeTakeFirst();
  if (!journey) throw notFound('journey');
  const [decisions, submissions] = await Promise.all([
    decisionsOfJourney(database, journeyId),
    database
      .selectFrom('submission')
      .select(['attempt', 'submitted_at as submittedAt', 'change_note as changeNote'])
      .where('journey_id', '=', journeyId)
      .orderBy('attempt')
      .execute(),
  ]);
  const { state, issuerName, ...microCredential } = journey;
  const latest = submissions.at(-1);
  const isWaiting = latest && state === 'submitted' && !decisions.some(({ attempt }) => attempt === latest.attempt);
  return {
    journeyId,
    state,
    microCredential,
    issuerName,
    attempts: decisions.reverse().flatMap(({ submissionId: _, decisionId: __, ...decision }) => {
      const submission = submissions.find(({ attempt }) => attempt === decision.attempt);
      return submission ? [{ ...decision, submittedAt: submission.submittedAt, changeNote: submission.changeNote }] : [];
    }),
    waiting: isWaiting ? { attempt: latest.attempt, submittedAt: latest.submittedAt } : null,
  };
}
