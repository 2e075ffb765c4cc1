import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

/**
 * Cross-site request forgery: a request that changes something and carries cookies must come from our own pages.
 * Browsers tell by `Sec-Fetch-Site`, older ones by `Origin`; programs with neither send no ambient cookies.
 * Together with SameSite=Lax session cookies.
 *
 * @param url the public address
 */
export function refuseForeignOrigins(server: FastifyInstance, url: string): void {
  const own = new URL(url).origin;
  server.addHook('onRequest', async (request) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || !request.headers.cookie) return;
    const site = request.headers['sec-fetch-site'];
    const origin = request.headers.origin;
    const foreign = site ? !['same-origin', 'none'].includes(String(site)) : origin !== undefined && origin !== own;
    if (foreign)
      throw new Problem(
        403,
        'foreign-origin',
        'Came from another site',
        'Changes are taken only from Brevet’s own pages. Open Brevet and try there.',
      );
  });
}
