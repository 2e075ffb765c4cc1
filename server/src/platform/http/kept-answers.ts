import type { FastifyInstance } from 'fastify';
import type { PublicCache } from './public-cache.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * For GET routes that answer everybody alike: keys of what the answer is made from. It is kept by address until one of them changes.
     */
    kept?: (params: Record<string, string>) => string[];
  }
  interface FastifyRequest {
    keptStamp: number;
  }
}

/** Answers routes that declare `config.kept` from the cache while what they are made from stays. */
export function keepAnswers(server: FastifyInstance, cache: PublicCache): void {
  server.decorateRequest('keptStamp', 0);
  server.addHook('preHandler', async (request, reply) => {
    if (!request.routeOptions.config.kept) return;
    const kept = cache.get(request.url);
    reply.header('cache-control', 'public, max-age=30');
    if (!kept) {
      request.keptStamp = cache.stamp();
      return;
    }
    reply.header('etag', kept.etag).type('application/json; charset=utf-8').header('x-kept', '1');
    return request.headers['if-none-match'] === kept.etag ? reply.code(304).send() : reply.serializer(String).send(kept.text);
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const keys = request.routeOptions.config?.kept;
    if (!keys || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    if (reply.getHeader('x-kept')) {
      reply.removeHeader('x-kept');
      return payload;
    }
    const { etag } = cache.keep(request.url, payload, keys(request.params as Record<string, string>), request.keptStamp);
    reply.header('etag', etag);
    return payload;
  });
}
