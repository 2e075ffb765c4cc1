import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import type { Caller } from '../platform/http/access.ts';

/** Thirty days; each day of use renews it. */
export const sessionSeconds = 30 * 24 * 60 * 60;
const renewAfterSeconds = 24 * 60 * 60;

/** The name of the session cookie: `__Secure-` prefixed where the address is https. */
export function sessionCookieName(url: string): string {
  return `${url.startsWith('https:') ? '__Secure-' : ''}brevet.session_token`;
}

/** The cookie value of a session token: the token and its HMAC-SHA256 in base64, as better-auth signs it. */
export function signSessionToken(token: string, secret: string): string {
  return `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`;
}

/** Prepared once a connection: it runs in front of every request. */
const lookup = `
  select session.id as "sessionId", session.updated_at as "renewedAt", person.id as "personId", person.name, person.email,
    coalesce((select json_agg(json_build_object('organizationId', organization_id, 'roles', roles))
      from membership where membership.person_id = person.id), '[]') as memberships
  from session join person on person.id = session.person_id
  where session.token = $1 and session.expires_at > now()`;

/**
 * Reads the session of a request in one query: signature first, so that made-up cookies cost no query;
 * then session, person and memberships together.
 */
export function createFindCaller(
  { config, database, pool }: Pick<Ground, 'config' | 'database' | 'pool'>,
  secret: string,
): (request: FastifyRequest) => Promise<Caller | null> {
  const cookieName = sessionCookieName(config.url);
  return async (request) => {
    const token = signedToken(request.cookies[cookieName], secret);
    if (!token) return null;
    const { rows } = await pool.query<Caller & { renewedAt: Date }>({ name: 'find-caller', text: lookup, values: [token] });
    const [row] = rows;
    if (!row) return null;
    const { renewedAt, ...caller } = row;
    if (Date.now() - renewedAt.getTime() > renewAfterSeconds * 1000) {
      await sql`update session set updated_at = now(), expires_at = now() + make_interval(secs => ${sessionSeconds}) where id = ${row.sessionId}`.execute(
        database,
      );
    }
    return caller;
  };
}

function signedToken(cookie: string | undefined, secret: string): string | null {
  const dot = cookie?.lastIndexOf('.') ?? -1;
  if (!cookie || dot < 1) return null;
  const token = cookie.slice(0, dot);
  const expected = Buffer.from(signSessionToken(token, secret));
  const given = Buffer.from(cookie);
  return expected.length === given.length && timingSafeEqual(expected, given) ? token : null;
}
