import type { FastifyRequest } from 'fastify';
import { tooManyRequests } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';

/**
 * How often the doors may be tried. Counted by each node for itself.
 * By address and account for what guesses at one account; wider by network address alone, because a whole school sits behind one.
 */

/** Ten tries a minute at one account from one network address, and not at ever other accounts either (`limitNetworks`). */
export const triesPerAccount = {
  limitedByNetwork: true,
  rateLimit: {
    max: 10,
    timeWindow: '1 minute',
    hook: 'preHandler' as const, // the body has been read by then
    keyGenerator: (request: FastifyRequest) => `${request.ip} ${(request.body as { email?: string } | null)?.email ?? ''}`,
  },
};

/** Who is signed in may be somebody who found the browser open: the present password is not to be guessed. */
export const triesPerPerson = {
  rateLimit: {
    max: 10,
    timeWindow: '1 minute',
    hook: 'preHandler' as const,
    keyGenerator: (request: FastifyRequest) => request.caller?.personId ?? request.ip,
  },
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Counted by network address, too, together with all other routes that say so. */
    limitedByNetwork?: boolean;
  }
}

/** Three hundred tries a minute from one network address at all accounts together: one password tried at many, or mail sent to many. */
export function limitNetworks(server: Server): void {
  if (!server.hasDecorator('createRateLimit')) return; // limits are turned off
  const count = server.createRateLimit({ max: 300, timeWindow: '1 minute' });
  server.addHook('onRequest', async (request, reply) => {
    if (!request.routeOptions.config.limitedByNetwork) return;
    const tries = await count(request);
    if (tries.isAllowed || !tries.isExceeded) return;
    reply.header('retry-after', tries.ttlInSeconds);
    throw tooManyRequests();
  });
}

/** What works with a secret link or key, or makes one: guessing is hopeless, load is what is limited. */
export const triesPerNetwork = { rateLimit: { max: 120, timeWindow: '1 minute' } };

/** What sends mail at a person's wish. */
export const mailsPerPerson = {
  rateLimit: {
    max: 60,
    timeWindow: '1 minute',
    hook: 'preHandler' as const,
    keyGenerator: (request: FastifyRequest) => request.caller?.personId ?? request.ip,
  },
};
