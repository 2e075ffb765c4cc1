import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { type Actor, actAs } from './acting.ts';
import { type DemoJourney, demoFolder, type readDemo } from './demo-content.ts';

/**
 * Lives the demo's journeys through the public API, as their people would: answers are typed, files uploaded, work submitted, taken,
 * scored and decided. A journey that is there already is left as it stands.
 *
 * @returns how many were lived now
 */
export async function liveJourneys(app: App, demo: ReturnType<typeof readDemo>): Promise<number> {
  const emails = new Map(demo.people.map(({ key, email }) => [key, email]));
  const actors = new Map<string, Promise<Actor>>();
  const actor = (key: string): Promise<Actor> => {
    const known = actors.get(key) ?? actAs(app, emails.get(key) ?? key);
    actors.set(key, known);
    return known;
  };
  let lived = 0;
  for (const journey of demo.journeys) {
    const earner = await actor(journey.earner);
    const mine = await earner.send<{ items: { microCredential: { slug: string } }[] }>('GET', '/api/v1/journeys?limit=50');
    if (mine.items.some(({ microCredential }) => microCredential.slug === journey.microCredential)) continue;
    await live(app, journey, earner, actor);
    lived += 1;
  }
  return lived;
}

async function live(app: App, journey: DemoJourney, earner: Actor, actor: (key: string) => Promise<Actor>): Promise<void> {
  const { id: microCredentialId } = await earner.send<{ id: string }>('GET', `/api/v1/micro-credentials/${journey.microCredential}`);
  const started = await earner.send<{ journeyId: string }>('POST', '/api/v1/journeys', { microCredentialId });
  const at = `/api/v1/journeys/${started.journeyId}`;
  await type(earner, at, journey.answers);
  await addEvidence(earner, started.journeyId, journey);
  if (journey.state === 'started' || journey.state === 'ready') return;
  await earner.send('POST', `${at}/submissions`, { attempt: 1, studentPrivacy: true, academicIntegrity: true });
  if (journey.state === 'submitted' || !journey.evaluator) return;
  await evaluate(app, started.journeyId, journey, await actor(journey.evaluator));
  if (journey.state === 'revising') await type(earner, at, journey.revisedAnswers);
}

interface Saved {
  answers: { partId: string; requirementId: string; revision: number }[];
  passedParts: string[];
}

async function type(earner: Actor, at: string, answers: Record<string, string>): Promise<void> {
  const { answers: saved, passedParts } = await earner.send<Saved>('GET', at);
  for (const [key, text] of Object.entries(answers)) {
    if (passedParts.includes(key.split('/')[0] ?? '')) continue; // what passed stays as it is
    const revision = saved.find(({ partId, requirementId }) => `${partId}/${requirementId}` === key)?.revision ?? 0;
    await earner.send('PUT', `${at}/answers/${key}`, { text, revision });
  }
}

async function addEvidence(earner: Actor, journeyId: string, journey: DemoJourney): Promise<void> {
  for (const { requirement, kind, title, url, file } of journey.evidence) {
    const [partId, requirementId] = requirement.split('/');
    const source = file
      ? { kind: 'upload', uploadId: await earner.upload(file, kind, readFileSync(join(demoFolder, 'files', file))) }
      : { kind: 'link', url };
    const { id } = await earner.send<{ id: string }>('POST', '/api/v1/evidence', {
      title,
      source,
      attach: { journeyId, partId, requirementId },
    });
    if (journey.shareEvidence.includes(title)) await earner.send('PUT', `/api/v1/journeys/${journeyId}/sharing/${id}`, { shared: true });
  }
}

async function evaluate({ ground }: App, journeyId: string, journey: DemoJourney, evaluator: Actor): Promise<void> {
  const evaluationId = await queued(ground.database, journeyId);
  const at = `/api/v1/evaluations/${evaluationId}`;
  await evaluator.send('POST', `${at}/take`, {});
  let outcome: string | null = null;
  for (const [key, { level, feedback }] of Object.entries(journey.scores)) {
    const { follows } = await evaluator.send<{ follows: { outcome?: string } }>('PUT', `${at}/scores/${key}`, {
      levelId: level,
      feedback,
      revision: 0,
    });
    outcome = follows.outcome ?? null;
  }
  if (journey.state === 'in-evaluation') return;
  if (journey.overallFeedback) await evaluator.send('PUT', `${at}/feedback`, { feedback: journey.overallFeedback, revision: 0 });
  await evaluator.send('POST', `${at}/decision`, { outcome });
}

/** The waiting evaluation of a journey: queued by a job a moment after the submission. */
async function queued(database: App['ground']['database'], journeyId: string): Promise<string> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await database
      .selectFrom('evaluation')
      .innerJoin('submission', 'submission.id', 'evaluation.submission_id')
      .select('evaluation.id')
      .where('submission.journey_id', '=', journeyId)
      .executeTakeFirst();
    if (found) return found.id;
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error('A submission of the demo did not reach the queue.');
}
