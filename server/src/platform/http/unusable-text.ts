import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

/** The database keeps every character but one. */
export const unusableText = () =>
  new Problem(
    400,
    'unusable-text',
    'Unusable characters',
    'A text holds characters that cannot be kept (for example a zero byte). Remove them and try again.',
  );

/** Refuses zero bytes in what is sent, whoever would keep it: libraries that write for us take the database's refusal for a failure of ours. */
export function refuseUnusableText(server: FastifyInstance): void {
  server.addHook('preHandler', async ({ body, query, params }) => {
    if (holdsZeroByte(body) || holdsZeroByte(query) || holdsZeroByte(params)) throw unusableText();
  });
}

function holdsZeroByte(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000');
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  return Object.entries(value).some(([name, held]) => holdsZeroByte(name) || holdsZeroByte(held));
}
