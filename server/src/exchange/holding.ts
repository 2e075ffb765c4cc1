import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { type Holding, toldRows } from '../platform/holding.ts';
import { erasureOfConnections } from './erase-person.ts';

/** Programs that somebody let in, and badges that these brought. */
export function exchangeHolding({ database }: Pick<Ground, 'database'>): Holding {
  return {
    name: 'connections',
    about: 'Programs you let in, and badges that they brought here.',
    erasure: erasureOfConnections,
    async *copy(personId) {
      yield toldRows(
        database,
        'programs.json',
        sql`select client.name, client.uri as website, consent.scopes, consent.created_at as since
          from oauth_consent consent join oauth_client client on client.client_id = consent.client_id
          where consent.person_id = ${personId} order by consent.created_at`,
      );
      const badges = await database
        .selectFrom('imported_badge')
        .select(['id', 'title', 'issuer_name as issuer', 'form', 'credential', 'valid_from as validFrom', 'created_at as broughtAt'])
        .where('person_id', '=', personId)
        .orderBy('id')
        .execute();
      yield { path: 'badges.json', told: badges.map(({ credential: _, ...badge }) => badge) };
      for (const { id, form, credential } of badges) yield { path: `badges/${id}.${form}`, bytes: Buffer.from(credential) };
    },
  };
}
