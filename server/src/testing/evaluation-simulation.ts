import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { aMember, aMembership, anOrganization, aPerson } from './builders.ts';
import { aDefinition, aMicroCredential } from './catalog.ts';

/** Sends a request of one person to the public API. */
export type Ask = <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<{ status: number; body: T }>;

export interface Simulation {
  database: Database;
  /** Signs a person in. */
  enter(personId: string): Promise<Ask>;
  submissions: number;
  evaluators: number;
  /** Numbers from 0 to below 1, the same in every run. */
  random(): number;
  /** Called when everything is handed in and nothing is taken yet. */
  whileWaiting?(evaluator: { personId: string; issuerId: string }): Promise<void>;
}

/** What came of it. */
export interface Simulated {
  /** Submissions without a decision, with more than one, and readings that one evaluator made twice or against a conflict. */
  lost: number;
  double: number;
  readTwice: number;
  conflicts: number;
  readings: number;
  adjudications: number;
  /** Readings decided by each evaluator. */
  loads: number[];
  seconds: { submitting: number; evaluating: number };
}

/** How many people work at the same time. */
const atOnce = 16;

/**
 * Educators hand in work and evaluators read it, all through the public API: a share is read twice, differences are adjudicated, some is
 * given back, some evaluators work where earners do.
 */
export async function simulateEvaluation(simulation: Simulation): Promise<Simulated> {
  const { database, enter, submissions } = simulation;
  const issuer = await anOrganization(database);
  const written = aDefinition();
  const text = { kinds: ['text' as const], min: 1, max: 1, maxWords: 200 };
  const definition = {
    ...written,
    parts: written.parts.map((part) => ({ ...part, requirements: part.requirements.map((one) => ({ ...one, ...text })) })),
  };
  const microCredentialIds: string[] = [];
  for (let count = 0; count < 10; count += 1)
    microCredentialIds.push((await aMicroCredential(database, { issuerId: issuer.id, definition })).microCredentialId);
  const lead = await enter((await aMember(database, issuer.id, 'evaluation-lead')).id);
  const settings = { secondReading: 'sample', sampleShare: 20, adjudicator: 'evaluator' };
  await lead('PUT', `/api/v1/organizations/${issuer.id}/evaluation-settings`, { choice: settings, revision: 0 });
  const schools = await Promise.all(Array.from({ length: 5 }, () => anOrganization(database, { isRecognizer: true })));
  const evaluators = await Promise.all(
    Array.from({ length: simulation.evaluators }, async (_, index) => {
      const { id } = await aMember(database, issuer.id, 'evaluator');
      const school = index < schools.length ? schools[index] : undefined;
      if (school) await aMembership(database, school.id, id, ['educator']);
      return id;
    }),
  );

  const beganSubmitting = performance.now();
  const earners = Math.ceil(submissions / microCredentialIds.length);
  await inTurns(
    Array.from({ length: earners }, (_, index) => index),
    async (index) => {
      const { id } = await aPerson(database);
      const school = index % 4 === 0 ? schools[index % schools.length] : undefined;
      if (school) await aMembership(database, school.id, id, ['educator']);
      const ask = await enter(id);
      const mine = microCredentialIds.slice(0, submissions - index * microCredentialIds.length);
      for (const microCredentialId of mine) {
        const { body } = await ask<{ journeyId: string }>('POST', '/api/v1/journeys', { microCredentialId });
        const at = `/api/v1/journeys/${body.journeyId}`;
        for (const { id: partId, requirements } of definition.parts)
          for (const { id: requirementId } of requirements)
            await ask('PUT', `${at}/answers/${partId}/${requirementId}`, { text: 'I asked everybody and read every answer.', revision: 0 });
        const made = await ask('POST', `${at}/submissions`, { attempt: 1, studentPrivacy: true, academicIntegrity: true });
        if (made.status >= 300) throw new Error(`A submission was refused: ${JSON.stringify(made.body)}`);
      }
    },
  );
  for (;;) {
    const { queued } = await database
      .selectFrom('reading_plan')
      .select(({ fn }) => fn.countAll<number>().as('queued'))
      .where('issuer_id', '=', issuer.id)
      .executeTakeFirstOrThrow();
    if (queued >= submissions) break;
    await new Promise((again) => setTimeout(again, 50));
  }
  const submitting = performance.now() - beganSubmitting;
  await simulation.whileWaiting?.({ personId: evaluators.at(-1) as string, issuerId: issuer.id });

  const beganEvaluating = performance.now();
  await Promise.all(evaluators.map(async (evaluatorId) => evaluate(await enter(evaluatorId), simulation, issuer.id)));
  const evaluating = performance.now() - beganEvaluating;
  return {
    ...(await countUp(database, issuer.id, submissions)),
    seconds: { submitting: submitting / 1000, evaluating: evaluating / 1000 },
  };
}

/** One evaluator: takes the next, reads, sets levels, decides; now and then gives back; until nothing is left. */
async function evaluate(ask: Ask, { database, random }: Simulation, issuerId: string): Promise<void> {
  for (;;) {
    const { body: next } = await ask<{ evaluationId: string | null }>('POST', '/api/v1/evaluations/next');
    if (!next.evaluationId) {
      const { rows } = await sql`select from reading_plan where issuer_id = ${issuerId} and state <> 'decided' limit 1`.execute(database);
      if (!rows.length) return;
      // others still read what this one may not
      await new Promise((again) => setTimeout(again, 250));
      continue;
    }
    const at = `/api/v1/evaluations/${next.evaluationId}`;
    if (random() < 0.02) {
      await ask('POST', `${at}/release`);
      continue;
    }
    const { body: desk } = await ask<{
      definition: { parts: { id: string; levels: { id: string }[]; criteria: { id: string }[] }[] };
      scores: { partId: string; criterionId: string; revision: number }[];
    }>('GET', at);
    let outcome: string | null = null;
    for (const part of desk.definition.parts)
      for (const criterion of part.criteria) {
        const levelId = (random() < 0.85 ? part.levels.at(-1) : part.levels[0])?.id;
        const revision = desk.scores.find(({ partId, criterionId }) => partId === part.id && criterionId === criterion.id)?.revision ?? 0;
        const saved = await ask<{ follows: { outcome: string | null } }>('PUT', `${at}/scores/${part.id}/${criterion.id}`, {
          levelId,
          feedback: 'What I saw.',
          revision,
        });
        outcome = saved.body.follows.outcome;
      }
    const decided = await ask('POST', `${at}/decision`, { outcome });
    if (decided.status !== 200) throw new Error(`A decision was refused: ${JSON.stringify(decided.body)}`);
  }
}

async function countUp(database: Database, issuerId: string, submissions: number): Promise<Omit<Simulated, 'seconds'>> {
  const { rows } = await sql<Omit<Simulated, 'seconds' | 'loads'>>`
    with of as (select plan.submission_id, (select count(*) from decision where decision.submission_id = plan.submission_id) as decisions
      from reading_plan plan where plan.issuer_id = ${issuerId})
    select ${submissions}::int - (select count(*)::int from of where decisions > 0) as lost,
      (select count(*)::int from of where decisions > 1) as double,
      (select count(*)::int from (select from evaluation where issuer_id = ${issuerId} and evaluator_id is not null
        group by submission_id, evaluator_id having count(*) > 1) twice) as "readTwice",
      (select count(*)::int from evaluation e where e.issuer_id = ${issuerId} and exists (select from membership a
        join membership b on b.organization_id = a.organization_id and b.person_id = e.evaluator_id
        where a.person_id = e.earner_id)) as conflicts,
      (select count(*)::int from evaluation where issuer_id = ${issuerId} and state = 'decided') as readings,
      (select count(*)::int from evaluation where issuer_id = ${issuerId} and purpose = 'adjudication') as adjudications`.execute(database);
  const { rows: loads } = await sql<{ load: number }>`select count(*)::int as load from evaluation
    where issuer_id = ${issuerId} and state = 'decided' group by evaluator_id order by 1`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('Nothing was counted.');
  return { ...row, loads: loads.map(({ load }) => load) };
}

/** Works through a list with several at a time. */
async function inTurns<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = list.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of left) await work(one);
    }),
  );
}
