import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { Definition } from './definition.ts';

/** A published version with the names that stand beside it. */
export interface LoadedVersion {
  id: string;
  microCredentialId: string;
  slug: string;
  number: number;
  publishedAt: Date;
  issuer: { id: string; slug: string; name: string };
  definition: Definition;
}

/**
 * Reads a published version whole.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function loadVersion(database: Database, versionId: string): Promise<LoadedVersion> {
  const row = await database
    .selectFrom('micro_credential_version as version')
    .innerJoin('micro_credential', 'micro_credential.id', 'version.micro_credential_id')
    .innerJoin('organization', 'organization.id', 'micro_credential.issuer_id')
    .select(['version.id', 'version.number', 'version.definition', 'version.published_at as publishedAt'])
    .select(['micro_credential.id as microCredentialId', 'micro_credential.slug'])
    .select(['organization.id as issuerId', 'organization.slug as issuerSlug', 'organization.name as issuerName'])
    .where('version.id', '=', versionId)
    .executeTakeFirst();
  if (!row) throw notFound('micro-credential');
  const { issuerId, issuerSlug, issuerName, definition, ...version } = row;
  return { ...version, issuer: { id: issuerId, slug: issuerSlug, name: issuerName }, definition: Definition.parse(definition) };
}
