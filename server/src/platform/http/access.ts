import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Database } from '../database/database.ts';
import { notAllowed, notFound, signInRequired } from './problem.ts';

/** Roles in issuing organizations. */
export const issuerRoles = ['issuer-admin', 'author', 'evaluation-lead', 'evaluator'] as const;
/** Roles in recognizing entities; `educator` states employment. */
export const recognizerRoles = ['recognizer-admin', 'reviewer', 'hr', 'coach', 'educator'] as const;
export type Role = (typeof issuerRoles)[number] | (typeof recognizerRoles)[number];

/** The signed-in caller. */
export interface Caller {
  personId: string;
  sessionId: string;
  name: string;
  email: string;
  memberships: { organizationId: string; roles: Role[] }[];
}

/** What a policy may look at. `params` are unchecked text: anything may stand there. */
export interface AccessQuestion {
  caller: Caller | null;
  params: Record<string, string | undefined>;
  database: Database;
}

/**
 * Who may call a route. Each route names one in `config.access`; without it the server does not start.
 * `hide` answers 404, so that strangers cannot learn what exists.
 */
export interface Policy {
  /** Stable name; the authorization table in e2e/ and docs/authorization.md speak of it. */
  name: string;
  /** A sentence for people. */
  allows: string;
  /** False for routes open to anyone. */
  needsSignIn: boolean;
  decide(question: AccessQuestion): Promise<'allow' | 'forbid' | 'hide'> | 'allow' | 'forbid' | 'hide';
  /**
   * For routes that programs call: who is let in by what the request itself brings (a bearer token, an API key). Session cookies do not
   * count there, and what is brought here counts nowhere else.
   *
   * @returns what `request.admitted` holds
   * @throws {Problem} 401 or 403 for everybody else
   */
  admit?(request: FastifyRequest, database: Database): Promise<object>;
}

export const anyone: Policy = { name: 'anyone', allows: 'Anyone, signed in or not.', needsSignIn: false, decide: () => 'allow' };
export const signedIn: Policy = { name: 'signed-in', allows: 'Anyone signed in.', needsSignIn: true, decide: () => 'allow' };

/** Whether the caller holds one of the roles in the organization. */
export function hasRole(caller: Caller, organizationId: string, roles: readonly Role[]): boolean {
  return caller.memberships.some(
    (membership) => membership.organizationId === organizationId && membership.roles.some((role) => roles.includes(role)),
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Whether a text from outside can be asked for as an id. */
export const isId = (text: string | undefined): text is string => text !== undefined && uuid.test(text);

/**
 * A policy for holders of roles in the organization that the route is about.
 *
 * @param organizationOf finds the organization from the route's parameters; null hides
 * @param others what those without the role are told; `hide` where they may not learn that it exists
 */
export function holdersOf(
  name: string,
  allows: string,
  roles: readonly Role[],
  organizationOf: (params: AccessQuestion['params'], database: Database) => Promise<string | null> | string | null,
  others: 'forbid' | 'hide' = 'forbid',
): Policy {
  return {
    name,
    allows,
    needsSignIn: true,
    async decide({ caller, params, database }) {
      const organizationId = await organizationOf(params, database);
      if (!organizationId || !caller) return 'hide';
      return hasRole(caller, organizationId, roles) ? 'allow' : others;
    },
  };
}

/**
 * A policy for the one person something belongs to.
 *
 * @param ownerOf finds that person from the route's parameters; null hides
 */
export function ownerOnly(
  name: string,
  allows: string,
  ownerOf: (params: AccessQuestion['params'], database: Database) => Promise<string | null>,
): Policy {
  return {
    name,
    allows,
    needsSignIn: true,
    async decide({ caller, params, database }) {
      const owner = await ownerOf(params, database);
      return owner !== null && owner === caller?.personId ? 'allow' : 'hide';
    },
  };
}

/** Allows what any of the policies allows; hides only if all hide. */
export function anyOf(name: string, ...policies: Policy[]): Policy {
  return {
    name,
    allows: policies.map((policy) => policy.allows).join(' Or: '),
    needsSignIn: policies.every((policy) => policy.needsSignIn),
    async decide(question) {
      let answer: 'forbid' | 'hide' = 'hide';
      for (const policy of policies) {
        if (policy.needsSignIn && !question.caller) continue;
        const one = await policy.decide(question);
        if (one === 'allow') return 'allow';
        if (one === 'forbid') answer = 'forbid';
      }
      return answer;
    },
  };
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Policy;
  }
  interface FastifyRequest {
    caller: Caller | null;
    /** Who was let in by a token or key; null on routes for people. */
    admitted: object | null;
  }
}

/** The signed-in caller of a route whose policy needs sign-in. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw signInRequired();
  return request.caller;
}

/** One line of the authorization table. */
export interface DeclaredRoute {
  method: string;
  path: string;
  policy: Policy;
  /** Whether it stands outside the documented API: pages, built files. */
  hidden: boolean;
}

/**
 * Holds every route to its policy: refuses routes that declare none, resolves the caller, asks the policy before the body is looked at.
 *
 * @param findCaller reads the session of a request
 * @returns the declared routes, filled as they are added
 */
export function guardRoutes(
  server: FastifyInstance,
  database: Database,
  findCaller: (request: FastifyRequest) => Promise<Caller | null>,
): DeclaredRoute[] {
  const declared: DeclaredRoute[] = [];
  server.decorateRequest('caller', null);
  server.decorateRequest('admitted', null);
  server.addHook('onRoute', (route: RouteOptions) => {
    const policy = route.config?.access;
    if (!policy)
      throw new Error(`Route ${String(route.method)} ${route.url} declares nobody who may call it. Name a policy in config.access.`);
    for (const method of [route.method].flat()) {
      // the router answers HEAD wherever GET is answered, in the same way
      const answeredByGet = method === 'HEAD' && declared.some((other) => other.method === 'GET' && other.path === route.url);
      if (!answeredByGet) declared.push({ method, path: route.url, policy, hidden: Boolean(route.schema?.hide) });
    }
  });
  server.addHook('onRequest', async (request) => {
    if (request.is404) return;
    const { access } = request.routeOptions.config;
    if (access?.admit) {
      request.admitted = await access.admit(request, database);
      return;
    }
    request.caller = await findCaller(request);
    if (access?.needsSignIn && !request.caller) throw signInRequired();
  });
  server.addHook('preValidation', async (request) => {
    const policy = request.routeOptions.config.access;
    if (request.is404 || !policy) return;
    const params = (request.params ?? {}) as Record<string, string | undefined>;
    const answer = await policy.decide({ caller: request.caller, params, database });
    if (answer === 'hide') throw notFound('page');
    if (answer === 'forbid') throw notAllowed(`Your role does not allow this. It is for: ${policy.allows}`);
  });
  return declared;
}
