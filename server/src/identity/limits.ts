import type { FastifyRequest } from 'fastify';

/**
 * How often the doors may be tried. Counted by each node for itself.
 * By address and account for what guesses at one account; wider by network address alone, because a whole school sits behind one.
 */

/** Ten tries a minute at one account from one network address. */
export const triesPerAccount = {
  rateLimit: {
    max: 10,
    timeWindow: '1 minute',
    hook: 'preHandler' as const, // the body has been read by then
    keyGenerator: (request: FastifyRequest) => `${request.ip} ${(request.body as { email?: string } | null)?.email ?? ''}`,
  },
};

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
