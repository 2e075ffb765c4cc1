import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { addresses, asIri } from '../addresses.ts';
import { sameOrigin } from '../own-documents.ts';
import { endorsedHere, ownEndorsement } from '../problems.ts';
import { signerOf } from '../signing.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>;

/** What is endorsed: a micro-credential as it stands now, an organization that issues, or something elsewhere by its address and a name. */
export type Endorsed = { microCredentialId: string } | { issuerId: string } | { address: string; name: string };

/** What an endorsement names. */
export interface EndorsedThing {
  /** The achievement's id, or the id under which the issuer signs. */
  id: string;
  name: string;
  columns: { micro_credential_id: string; version_id: string } | { issuer_id: string } | { foreign_id: string; foreign_name: string };
}

/**
 * Finds what an organization wants to endorse.
 *
 * @throws {Problem} 404 `not-found`; 409 `own-endorsement`; 422 `endorsed-here` for an address of this installation
 */
export async function findEndorsed(
  ground: Parts,
  transaction: Writing,
  organizationId: string,
  endorsed: Endorsed,
): Promise<EndorsedThing> {
  if ('address' in endorsed) return elsewhere(ground, endorsed);
  const found =
    'issuerId' in endorsed
      ? await issuer(ground, transaction, endorsed.issuerId)
      : await microCredential(ground, transaction, endorsed.microCredentialId);
  if (found.owner === organizationId) throw ownEndorsement();
  return found;
}

function elsewhere({ config }: Parts, { address, name }: { address: string; name: string }): EndorsedThing {
  const id = asIri(address) ?? address;
  if (sameOrigin(id, config.url)) throw endorsedHere();
  return { id, name, columns: { foreign_id: id, foreign_name: name } };
}

async function microCredential({ config }: Parts, transaction: Writing, id: string) {
  const row = await transaction
    .selectFrom('micro_credential as m')
    .innerJoin('micro_credential_version as v', 'v.id', 'm.current_version_id')
    .select(['m.slug', 'm.issuer_id as owner', 'v.id as versionId', 'v.number'])
    .select(sql<string>`v.definition->>'title'`.as('title'))
    .where('m.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('micro-credential');
  return {
    id: addresses(config.url).version(row.slug, row.number),
    name: row.title,
    columns: { micro_credential_id: id, version_id: row.versionId },
    owner: row.owner,
  };
}

async function issuer(ground: Parts, transaction: Writing, issuerId: string) {
  const row = await transaction
    .selectFrom('organization')
    .select(['id', 'slug', 'name'])
    .where('id', '=', issuerId)
    .where('is_issuer', '=', true)
    .executeTakeFirst();
  if (!row) throw notFound('issuer');
  const { id } = await signerOf(ground, transaction, row);
  return { id, name: row.name, columns: { issuer_id: row.id }, owner: row.id };
}
