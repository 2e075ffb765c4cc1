import type { APIRequestContext } from 'playwright-core';
import { expect } from 'vitest';
import { aSoundRecording, aVideo } from './recordings.ts';
import type { Scene, Stage } from './stage.ts';

interface Requirement {
  id: string;
  kinds: string[];
  min: number;
}
interface Part {
  id: string;
  requirements: Requirement[];
  criteria: { id: string }[];
  passing: { level: string };
}

const words = 'I tried it with my third class, saw who found the next step alone, and changed what I asked on the following day. '.repeat(
  6,
);

/**
 * Earns a micro-credential over the public API, as a screen would: starts, answers, brings evidence, submits; an evaluator takes the
 * submission and finds every part as good as it must be. For films that are about what comes after.
 *
 * @param slug a micro-credential of an issuer that the evaluator works for
 * @returns the award's id, once it is signed
 */
export async function earn(stage: Stage, earner: Scene, evaluator: Scene, slug: string): Promise<string> {
  const journeyId = await handIn(stage, earner, slug);
  await pass(stage, evaluator, journeyId);
  const award = async () => (await stage.query<{ id: string }>(awardOfJourney, [journeyId]))[0]?.id;
  await expect.poll(award, { timeout: 30_000 }).toBeTruthy();
  return (await award()) ?? '';
}

/**
 * Hands in complete work for a micro-credential over the public API.
 *
 * @returns the journey's id
 */
export async function handIn(stage: Stage, earner: Scene, slug: string): Promise<string> {
  const { request } = earner.context;
  const [credential] = await stage.query<{ id: string; definition: { parts: Part[] } }>(
    `select m.id, v.definition from micro_credential m join micro_credential_version v on v.id = m.current_version_id where m.slug = $1`,
    [slug],
  );
  if (!credential) throw new Error(`The demo has no micro-credential ${slug}.`);
  const { journeyId } = await send<{ journeyId: string }>(request, 'post', '/api/v1/journeys', { microCredentialId: credential.id });
  for (const part of credential.definition.parts)
    for (const { id, kinds, min } of part.requirements)
      for (let number = 1; number <= min; number += 1) {
        if (kinds.includes('text')) {
          const at = `/api/v1/journeys/${journeyId}/answers/${part.id}/${id}`;
          await send(request, 'put', at, { text: words, revision: 0 });
          continue;
        }
        const source = kinds.includes('link')
          ? { kind: 'link', url: `https://work.example.org/${id}/${number}` }
          : { kind: 'upload', uploadId: await upload(request, await fileFor(earner, kinds, `${id}-${number}`)) };
        await send(request, 'post', '/api/v1/evidence', {
          title: `${id} ${number}`,
          source,
          attach: { journeyId, partId: part.id, requirementId: id },
        });
      }
  const gaps = await (await request.get(`/api/v1/journeys/${journeyId}/checklist`)).json();
  expect(gaps.gaps, `what is missing in ${slug}`).toEqual([]);
  await send(request, 'post', `/api/v1/journeys/${journeyId}/submissions`, { attempt: 1, studentPrivacy: true, academicIntegrity: true });
  return journeyId;
}

const awardOfJourney = `select award.id from award join submission on submission.id = award.submission_id where submission.journey_id = $1`;

async function pass(stage: Stage, { context: { request } }: Scene, journeyId: string): Promise<void> {
  const waiting = async () =>
    (
      await stage.query<{ id: string }>(
        'select evaluation.id from evaluation join submission on submission.id = submission_id where journey_id = $1',
        [journeyId],
      )
    )[0]?.id;
  await expect.poll(waiting, { timeout: 30_000 }).toBeTruthy();
  const at = `/api/v1/evaluations/${await waiting()}`;
  await send(request, 'post', `${at}/take`);
  const { definition } = (await (await request.get(at)).json()) as { definition: { parts: Part[] } };
  for (const part of definition.parts)
    for (const { id } of part.criteria)
      await send(request, 'put', `${at}/scores/${part.id}/${id}`, { levelId: part.passing.level, feedback: '', revision: 0 });
  await send(request, 'post', `${at}/decision`, { outcome: 'pass' });
}

async function send<T>(request: APIRequestContext, method: 'post' | 'put', path: string, data?: object): Promise<T> {
  const answer = await request[method](path, data ? { data } : {});
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

interface SmallFile {
  kind: string;
  name: string;
  bytes: Buffer;
}

/** A small file of a kind that is asked for: a document where one will do. */
async function fileFor({ page }: Scene, kinds: readonly string[], name: string): Promise<SmallFile> {
  if (kinds.includes('document')) return { kind: 'document', name: `${name}.txt`, bytes: Buffer.from(`${name}\n${words}`) };
  if (kinds.includes('audio')) return { kind: 'audio', name: `${name}.wav`, bytes: aSoundRecording(1) };
  return { kind: 'video', name: `${name}.webm`, bytes: await aVideo(page) };
}

/** Uploads a file. @returns the upload's id */
async function upload(request: APIRequestContext, { kind, name, bytes }: SmallFile): Promise<string> {
  const begun = await request.post('/api/v1/uploads', {
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')},kind ${Buffer.from(kind).toString('base64')}`,
    },
  });
  const place = begun.headers().location;
  if (!place) throw new Error(`No upload was begun: ${await begun.text()}`);
  const path = new URL(place, 'http://localhost').pathname;
  const sent = await request.patch(path, {
    data: bytes,
    headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  });
  expect(sent.status(), await sent.text()).toBe(204);
  return path.split('/').at(-1) ?? '';
}
