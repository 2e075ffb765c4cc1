import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import { Problem } from '../platform/http/problem.ts';
import type { Definition } from './definition.ts';

/** What is published: under which name, by whom, and the whole definition. */
interface Publication {
  microCredentialSlug: string;
  issuerId: string;
  definition: Definition;
  publishedBy?: string;
  demo?: boolean;
}

/**
 * Publishes a definition as the next version of a micro-credential, which is created with its first version.
 * A published version never changes; journeys stay on the version they began with.
 *
 * @throws {Problem} 409 `slug-taken` when another issuer has a micro-credential of that address
 * @param transaction the row of the micro-credential is locked in it, so that versions are numbered without gaps
 */
export async function publishVersion(
  transaction: Writing,
  { microCredentialSlug, issuerId, definition, publishedBy, demo = false }: Publication,
): Promise<{ microCredentialId: string; versionId: string; number: number }> {
  await transaction
    .insertInto('micro_credential')
    .values({ slug: microCredentialSlug, issuer_id: issuerId, demo })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute();
  const { id: microCredentialId } = await transaction
    .selectFrom('micro_credential')
    .select('id')
    .where('slug', '=', microCredentialSlug)
    .where('issuer_id', '=', issuerId)
    .forUpdate()
    .executeTakeFirstOrThrow(
      () =>
        new Problem(
          409,
          'slug-taken',
          'This address is taken',
          `Another issuer already uses the address “${microCredentialSlug}”. Choose another.`,
        ),
    );
  const { number } = await transaction
    .selectFrom('micro_credential_version')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('number'))
    .where('micro_credential_id', '=', microCredentialId)
    .executeTakeFirstOrThrow();
  const { id: versionId } = await transaction
    .insertInto('micro_credential_version')
    .values({ micro_credential_id: microCredentialId, number, definition: JSON.stringify(definition), published_by: publishedBy ?? null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction.updateTable('micro_credential').set({ current_version_id: versionId }).where('id', '=', microCredentialId).execute();
  return { microCredentialId, versionId, number };
}
