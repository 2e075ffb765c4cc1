import { createHash } from 'node:crypto';
import { aNoisyPicture } from '../harness/noisy-picture.ts';

/** A client that goes on through kills: it counts as done only what the server acknowledged. */
export interface Person {
  /** Sends until there is an answer other than "away"; a connection that broke tells nothing, so it is asked again. */
  ask<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  /** Sends once; null when the connection broke or the server was away. */
  tryOnce(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response | null>;
}

/** @param address where the server is, at whatever moment */
export function person(address: () => string, cookie: string): Person {
  const tryOnce: Person['tryOnce'] = async (method, path, body, headers = {}) => {
    const isBytes = body instanceof Uint8Array;
    const answer = await fetch(address() + path, {
      method,
      headers: { cookie, ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
    return answer && answer.status < 500 ? answer : null;
  };
  return {
    tryOnce,
    async ask<T>(method: string, path: string, body?: unknown) {
      for (;;) {
        const answer = await tryOnce(method, path, body);
        const text = await answer?.text().catch(() => null);
        if (answer && typeof text === 'string') return { status: answer.status, body: (text ? JSON.parse(text) : null) as T };
        await new Promise((again) => setTimeout(again, 60));
      }
    },
  };
}

/** What was acknowledged; compared with what is there at the end. */
export interface Acknowledged {
  /** Number of the last saved text, by journey. */
  saves: Map<string, number>;
  /** SHA-256 of what is kept of whole uploads, by file id. */
  files: Map<string, string>;
  /** Journeys whose pass was confirmed. */
  passes: Set<string>;
  count: number;
}

/** Types a counter into one answer, over and over, as autosave does. */
export async function typeOn(who: Person, journeyId: string, done: () => boolean, acknowledged: Acknowledged): Promise<void> {
  const at = `/api/v1/journeys/${journeyId}/answers/overview/context`;
  let revision = 0;
  for (let number = 1; !done(); number += 1) {
    const answer = await who.ask<{ revision?: number; current?: { revision: number } }>('PUT', at, { text: `${number}`, revision });
    if (answer.status === 200) {
      revision = answer.body.revision ?? 0;
      acknowledged.saves.set(journeyId, number);
      acknowledged.count += 1;
    } else {
      // the answer to a save that was kept got lost: the conflict tells what stands
      revision = answer.body.current?.revision ?? revision;
    }
  }
}

/** Uploads files in small pieces, going on at the offset that the server names after a break. */
export async function uploadOn(who: Person, done: () => boolean, acknowledged: Acknowledged): Promise<void> {
  while (!done()) {
    const { sent: bytes, kept } = aNoisyPicture();
    const length = {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': 'filename cC5wbmc=,kind aW1hZ2U=',
    };
    const begun = await who.tryOnce('POST', '/api/v1/uploads', undefined, length);
    const place = begun?.headers.get('location');
    if (!place) continue;
    const path = new URL(place, 'http://localhost').pathname;
    let told = 0;
    while (told < bytes.length) {
      const asked = await who.tryOnce('HEAD', path, undefined, { 'tus-resumable': '1.0.0' });
      if (asked?.status !== 200) continue;
      const offset = Number(asked.headers.get('upload-offset'));
      if (offset < told) throw new Error(`The server acknowledged ${told} bytes and now knows only ${offset}.`);
      told = offset;
      if (offset === bytes.length) break;
      const piece = bytes.subarray(offset, offset + 60_000);
      const sent = await who.tryOnce('PATCH', path, piece, {
        'tus-resumable': '1.0.0',
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      });
      if (sent?.status === 204) {
        told = Number(sent.headers.get('upload-offset'));
        acknowledged.count += 1;
      }
    }
    const item = await who.ask<{ file?: { id: string } }>('POST', '/api/v1/evidence', {
      title: 'A picture',
      source: { kind: 'upload', uploadId: path.split('/').at(-1) },
    });
    if (item.body.file) acknowledged.files.set(item.body.file.id, createHash('sha256').update(kept).digest('hex'));
  }
}

/** Earns one micro-credential after the other: starts, answers, submits; the evaluator takes, scores, decides. */
export async function earnOn(
  earner: Person,
  evaluator: Person,
  microCredentialIds: string[],
  done: () => boolean,
  acknowledged: Acknowledged,
): Promise<void> {
  for (const microCredentialId of microCredentialIds) {
    if (done()) return;
    const { journeyId } = (await earner.ask<{ journeyId: string }>('POST', '/api/v1/journeys', { microCredentialId })).body;
    const at = `/api/v1/journeys/${journeyId}`;
    await earner.ask('PUT', `${at}/answers/overview/context`, { text: 'Grade 7, a room with big tables.', revision: 0 });
    await earner.ask('PUT', `${at}/answers/reflection/learned`, { text: 'To wait longer.', revision: 0 });
    // a break leaves open whether the item was added; the checklist tells
    for (let gaps = 1; gaps > 0; ) {
      await earner.ask('POST', '/api/v1/evidence', {
        title: 'Exit tickets',
        source: { kind: 'link', url: 'https://example.org/tickets' },
        attach: { journeyId, partId: 'work-examples', requirementId: 'artifact' },
      });
      gaps = (await earner.ask<{ gaps: unknown[] }>('GET', `${at}/checklist`)).body.gaps.length;
    }
    await earner.ask('POST', `${at}/submissions`, { attempt: 1, studentPrivacy: true, academicIntegrity: true });
    acknowledged.count += 1;
    const evaluationId = await nextEvaluation(evaluator);
    const evaluation = `/api/v1/evaluations/${evaluationId}`;
    const { definition } = (await evaluator.ask<{ definition: ScoredDefinition }>('GET', evaluation)).body;
    for (const part of definition.parts) {
      for (const { id } of part.criteria)
        await evaluator.ask('PUT', `${evaluation}/scores/${part.id}/${id}`, { levelId: part.passing.level, feedback: '', revision: 0 });
    }
    for (;;) {
      const decided = await evaluator.ask<{ code?: string }>('POST', `${evaluation}/decision`, { outcome: 'pass' });
      const { state } = (await earner.ask<{ state: string }>('GET', at)).body;
      if (state === 'earned') break;
      if (decided.status === 200) throw new Error(`A pass was confirmed, and the journey is ${state}.`);
    }
    acknowledged.passes.add(journeyId);
    acknowledged.count += 1;
  }
}

interface ScoredDefinition {
  parts: { id: string; criteria: { id: string }[]; passing: { level: string } }[];
}

async function nextEvaluation(evaluator: Person): Promise<string> {
  for (;;) {
    const { body } = await evaluator.ask<{ evaluationId?: string | null }>('POST', '/api/v1/evaluations/next', {});
    if (body.evaluationId) return body.evaluationId;
    await new Promise((again) => setTimeout(again, 50));
  }
}
