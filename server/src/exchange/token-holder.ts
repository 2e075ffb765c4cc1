import type { FastifyRequest } from 'fastify';
import type { Database } from '../platform/database/database.ts';
import type { Policy } from '../platform/http/access.ts';
import { hashToken, prefixes } from './authorization-server.ts';
import { scopeMissing, tokenNeeded, tokenNotGood } from './problems.ts';

/** A program with a token: for whom it acts, and how far. */
export interface TokenHolder {
  personId: string;
  clientId: string;
  scopes: string[];
}

/** The bearer token of a request (RFC 6750 §2.1); null without one. */
export function bearerToken(request: FastifyRequest): string | null {
  return /^Bearer +([A-Za-z0-9._~+/=-]{1,500})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** Who holds an access token that is good now. */
export async function findTokenHolder(database: Database, token: string): Promise<TokenHolder | null> {
  if (!token.startsWith(prefixes.opaqueAccessToken)) return null;
  const row = await database
    .selectFrom('oauth_access_token as token')
    .innerJoin('oauth_client as client', 'client.client_id', 'token.client_id')
    .select(['token.person_id as personId', 'token.client_id as clientId', 'token.scopes'])
    .where('token.token', '=', hashToken(token.slice(prefixes.opaqueAccessToken.length)))
    .where('token.revoked', 'is', null)
    .where('client.disabled', '=', false)
    .where('token.expires_at', '>', new Date())
    .executeTakeFirst();
  return row ? { ...row, scopes: row.scopes as string[] } : null;
}

/** A policy for programs that were granted a scope. */
export function programsWith(name: string, allows: string, scope: string): Policy {
  return {
    name,
    allows,
    needsSignIn: true,
    decide: () => 'allow',
    async admit(request, database) {
      const token = bearerToken(request);
      if (!token) throw tokenNeeded();
      const holder = await findTokenHolder(database, token);
      if (!holder) throw tokenNotGood();
      if (!holder.scopes.includes(scope)) throw scopeMissing(scope);
      return holder;
    },
  };
}

/** The program that calls a route whose policy is one of `programsWith`. */
export function holderOf(request: FastifyRequest): TokenHolder {
  if (!request.admitted) throw tokenNeeded();
  return request.admitted as TokenHolder;
}
