import { randomBytes } from 'node:crypto';
import { sessionCookieName, signSessionToken } from '../../server/src/identity/index.ts';
import type { Database } from '../../server/src/platform/database/database.ts';
import { loadSecrets } from '../../server/src/platform/secrets.ts';

/**
 * Gives a person a session by writing its row, as a sign-in would.
 *
 * @param where the running server's data folder, which holds its secret, and its public address
 * @returns the value of the `cookie` header
 */
export async function enter(database: Database, where: { dataFolder: string; url: string }, personId: string): Promise<string> {
  const secret = loadSecrets({ dataFolder: where.dataFolder, secret: undefined }).derive('sessions');
  const token = randomBytes(12).toString('hex');
  await database
    .insertInto('session')
    .values({ person_id: personId, token, expires_at: new Date(Date.now() + 3_600_000) })
    .execute();
  return `${sessionCookieName(where.url)}=${encodeURIComponent(signSessionToken(token, secret))}`;
}
