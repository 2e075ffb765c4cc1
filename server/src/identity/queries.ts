import { getAuthenticatorName } from '@better-auth/passkey';
import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Caller } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';

/** The caller's memberships with the names of the organizations, in their order. */
export async function organizationsOf(database: Database, { memberships }: Pick<Caller, 'memberships'>) {
  if (!memberships.length) return [];
  const organizations = await database
    .selectFrom('organization')
    .select(['id as organizationId', 'slug', 'name', 'is_issuer as isIssuer', 'is_recognizer as isRecognizer'])
    .where(
      'id',
      'in',
      memberships.map(({ organizationId }) => organizationId),
    )
    .orderBy('name')
    .execute();
  return organizations.map((organization) => ({
    ...organization,
    roles: memberships.find(({ organizationId }) => organizationId === organization.organizationId)?.roles ?? [],
  }));
}

/** One's own account with all addresses, the primary one first. */
export async function readAccount(database: Database, personId: string) {
  const person = await database
    .selectFrom('person')
    .select(['id', 'name', 'headline', 'email'])
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person) throw notFound('account');
  const addresses = await database
    .selectFrom('email_address')
    .select(['id', 'email', 'verified_at'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
  return {
    personId: person.id,
    name: person.name,
    headline: person.headline,
    email: person.email,
    addresses: addresses
      .map(({ id, email, verified_at }) => ({
        addressId: id,
        email,
        isPrimary: email === person.email,
        isConfirmed: verified_at !== null,
      }))
      .sort((one, other) => Number(other.isPrimary) - Number(one.isPrimary)),
  };
}

/** Where the caller is signed in, the latest used first. */
export async function sessionsOf(database: Database, { personId, sessionId }: Caller) {
  const sessions = await database
    .selectFrom('session')
    .select(['id', 'created_at', 'updated_at', 'user_agent'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('updated_at', 'desc')
    .limit(100)
    .execute();
  return sessions.map((session) => ({
    sessionId: session.id,
    startedAt: session.created_at.toISOString(),
    usedAt: session.updated_at.toISOString(),
    userAgent: session.user_agent,
    isThisOne: session.id === sessionId,
  }));
}

/** A person's passkeys, the oldest first. */
export async function passkeysOf(database: Database, personId: string) {
  const passkeys = await database
    .selectFrom('passkey')
    .select(['id', 'name', 'aaguid', 'backed_up', 'created_at'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
  return passkeys.map((passkey) => ({
    passkeyId: passkey.id,
    name: passkey.name,
    keptBy: getAuthenticatorName(passkey.aaguid ?? undefined) ?? null,
    isSynced: passkey.backed_up,
    addedAt: passkey.created_at.toISOString(),
  }));
}
