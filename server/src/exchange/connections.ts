import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database/database.ts';
import { clientUnknown } from './problems.ts';

/** A program as people see it; all of it is what the program says of itself. */
export interface ShownClient {
  clientId: string;
  name: string;
  /** Host that codes are sent to: the one thing that is checked. */
  host: string;
  website: string | null;
  terms: string | null;
  privacy: string | null;
}

/** A program that a person lets in. */
export interface Connection {
  id: string;
  client: ShownClient;
  scopes: string[];
  since: Date;
  /** When it last asked for a token; null when it never came. */
  usedAt: Date | null;
}

const client = [
  'client.client_id as clientId',
  'client.name',
  'client.uri as website',
  'client.tos as terms',
  'client.policy as privacy',
  'client.redirect_uris as redirectUris',
] as const;

interface ClientRow {
  clientId: string;
  name: string | null;
  website: string | null;
  terms: string | null;
  privacy: string | null;
  redirectUris: unknown;
}

function shown({ redirectUris, name, ...row }: ClientRow): ShownClient {
  const [first = ''] = redirectUris as string[];
  const address = URL.canParse(first) ? new URL(first) : null;
  const host = address?.host || address?.protocol.replace(/:$/, '') || '';
  return { ...row, name: name ?? host, host };
}

/**
 * A registered program, for the page on which somebody decides about it.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function readClient(database: Database, clientId: string): Promise<ShownClient & { scopes: string[] }> {
  const row = await database
    .selectFrom('oauth_client as client')
    .select([...client, 'client.scopes'])
    .where('client.client_id', '=', clientId)
    .where('client.disabled', '=', false)
    .executeTakeFirstOrThrow(clientUnknown);
  const { scopes, ...rest } = row;
  return { ...shown(rest), scopes: scopes as string[] };
}

/** The programs a person lets in, newest first. A hundred is far more than anybody has. */
export async function listConnections(database: Database, personId: string): Promise<Connection[]> {
  const rows = await database
    .selectFrom('oauth_consent as consent')
    .innerJoin('oauth_client as client', 'client.client_id', 'consent.client_id')
    .select([...client, 'consent.id', 'consent.scopes', 'consent.created_at as since'])
    .select(
      sql<Date | null>`(select max(token.created_at) from oauth_access_token token
        where token.person_id = consent.person_id and token.client_id = consent.client_id)`.as('usedAt'),
    )
    .where('consent.person_id', '=', personId)
    .orderBy('consent.id', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ id, scopes, since, usedAt, ...row }) => ({ id, client: shown(row), scopes: scopes as string[], since, usedAt }));
}

/** Notes in the audit record that a person let a program in. */
export async function noteConnection(database: Database, personId: string, clientId: string): Promise<void> {
  const row = await database
    .selectFrom('oauth_consent')
    .select(['id', 'scopes'])
    .where('person_id', '=', personId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  if (!row) return;
  await audit(database, {
    personId,
    action: 'connection.granted',
    subjectType: 'connection',
    subjectId: row.id,
    details: { clientId, scopes: row.scopes },
  });
}

/** Ends a connection: its tokens, and codes not yet turned into tokens, are good for nothing from this moment. Ending twice is once. */
export async function endConnection(database: Database, personId: string, connectionId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const ended = await transaction
      .deleteFrom('oauth_consent')
      .where('id', '=', connectionId)
      .where('person_id', '=', personId)
      .returning('client_id as clientId')
      .executeTakeFirst();
    if (!ended) return;
    const { clientId } = ended;
    await transaction.deleteFrom('oauth_access_token').where('person_id', '=', personId).where('client_id', '=', clientId).execute();
    await transaction.deleteFrom('oauth_refresh_token').where('person_id', '=', personId).where('client_id', '=', clientId).execute();
    await sql`delete from verification where case when value like '{"type":"authorization_code"%'
      then value::jsonb ->> 'userId' = ${personId} and value::jsonb #>> '{query,client_id}' = ${clientId} else false end`.execute(
      transaction,
    );
    await audit(transaction, {
      personId,
      action: 'connection.ended',
      subjectType: 'connection',
      subjectId: connectionId,
      details: { clientId },
    });
  });
}
