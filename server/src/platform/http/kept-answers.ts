import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyFor, type KeptAnswer, type PublicCache } from './public-cache.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * For GET routes that answer everybody alike: keys of what the answer is made from. It is kept by address until one of them changes.
     */
    kept?: (params: Record<string, string>) => string[];
  }
  interface FastifyRequest {
    keptStamp: number;
    isKept: boolean;
  }
}

/**
 * How public answers may be kept elsewhere: half a minute by caches on the way, so that a revocation is seen within a minute through any of
 * them; by a browser only to ask whether it still holds, so that who has just revoked or hidden a badge sees it so (RFC 9111 §5.2.2).
 */
export const sharedBriefly = 'public, max-age=0, s-maxage=30, must-revalidate';

/** Seconds a kept API answer may stand: none tells of the time of day. */
const longest = 3600;

/** Answers routes that declare `config.kept` from the cache while what they are made from stays. */
export function keepAnswers(server: FastifyInstance, cache: PublicCache): void {
  server.decorateRequest('keptStamp', 0);
  server.decorateRequest('isKept', false);
  server.addHook('preHandler', async (request, reply) => {
    if (!request.routeOptions.config.kept) return;
    const kept = cache.get(request.url);
    request.keptStamp = cache.stamp();
    if (!kept) return;
    request.isKept = true;
    return reply.type('application/json; charset=utf-8').send(keptBody(request, reply, kept));
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const keys = request.routeOptions.config?.kept;
    if (!keys || request.isKept || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const origin = { keys: keys(request.params as Record<string, string>), seconds: longest };
    return keptBody(request, reply, await cache.keep(request.url, payload, origin, request.keptStamp), payload);
  });
}

/**
 * Sets the headers of a kept answer and gives what is left to send.
 *
 * @param plain its text where it is at hand, which spares the few who take no gzip the unpacking
 * @returns its bytes as the client takes them; nothing, with status 304, where the client has it already
 */
export function keptBody(request: FastifyRequest, reply: FastifyReply, kept: KeptAnswer, plain?: string): Buffer | undefined {
  reply.header('cache-control', sharedBriefly).header('etag', kept.etag).header('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === kept.etag) {
    reply.code(304);
    return undefined;
  }
  const { body, encoding } = bodyFor(request.headers['accept-encoding'], kept, plain);
  reply.header('content-length', body.length);
  if (encoding) reply.header('content-encoding', encoding);
  return body;
}
