import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { anyone } from './access.ts';
import type { RenderProblem } from './pages.ts';
import { notFound, Problem, ProblemDocument } from './problem.ts';
import type { Server } from './server.ts';

/** A kind of problem, as `/problems/{code}` explains it. */
export interface ProblemKind {
  code: string;
  /** HTTP status; null where it differs from case to case. */
  status: number | null;
  title: string;
  /** What it says; `…` stands for what differs from case to case. */
  detail: string;
}

/** Every kind of problem the server tells of, one a line; made from its source by `npm run api`. */
export const problemKinds: readonly ProblemKind[] = readFileSync(join(import.meta.dirname, 'problem-kinds.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as ProblemKind);

const Kind = z.object({ code: z.string(), status: z.int().nullable(), title: z.string(), detail: z.string() }).meta({ id: 'ProblemKind' });

/**
 * Explains each kind of problem at the address that problem documents name as their `type` (RFC 9457, 3.1.1): a page for people, JSON for programs.
 *
 * @param renderPage makes the page; null where there is no web application
 */
export function explainProblems(server: Server, renderPage: RenderProblem | null): void {
  const kinds = new Map(problemKinds.map((kind) => [kind.code, kind]));
  server.get(
    '/problems/:code',
    {
      config: { access: anyone },
      schema: {
        tags: ['operation'],
        summary: 'What a kind of problem means; a page for browsers',
        params: z.object({ code: z.string().max(100) }),
        response: { 200: Kind },
      },
    },
    async (request, reply) => {
      const kind = kinds.get(request.params.code);
      if (!kind) throw notFound('kind of problem');
      reply.header('cache-control', 'public, max-age=3600').header('vary', 'accept');
      if (!renderPage || !String(request.headers.accept ?? '').includes('text/html')) return kind;
      const { status, code, title, detail } = kind;
      const words = [detail, `Programs know it by the code “${code}”${status ? ` and the HTTP status ${status}` : ''}.`];
      const page = await renderPage(new Problem(status ?? 400, code, title, words.filter(Boolean).join(' ')));
      return reply
        .type('text/html; charset=utf-8')
        .serializer(String)
        .send(page as never);
    },
  );
}

/**
 * Turns the problem document into a page where a person opened the address itself: a file in a tab of its own, after its session ended.
 * Programs, and pages that ask on their own, get the document.
 *
 * @param renderPage makes the page; null where there is no web application
 */
export function showProblemsToPeople(server: Server, renderPage: RenderProblem | null): void {
  if (!renderPage) return;
  server.addHook('onSend', async (request, reply, payload) => {
    const isOpened = reply.statusCode >= 400 && request.method === 'GET' && request.headers['sec-fetch-dest'] === 'document';
    if (!isOpened || typeof payload !== 'string' || !String(reply.getHeader('content-type')).startsWith('application/problem+json'))
      return payload;
    const { status, code, title, detail } = ProblemDocument.parse(JSON.parse(payload));
    const signIn = status === 404 && !request.caller ? ' If it is yours, sign in first, then open it again.' : '';
    reply.type('text/html; charset=utf-8').removeHeader('content-length');
    return renderPage(new Problem(status, code, title, detail + signIn));
  });
}
