import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database/database.ts';

/** A badge from elsewhere, in a list. */
export interface ImportedBadge {
  id: string;
  title: string;
  issuer: string;
  validFrom: Date;
  /** `undetermined`: its signature held, but its issuer or status list was out of reach. */
  verdict: string;
  recipient: string;
  /** The program that brought it; null when that is gone. */
  broughtBy: string | null;
  importedAt: Date;
}

/** A person's imported badges, newest first. */
export async function listImported(
  database: Database,
  personId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: ImportedBadge[]; nextCursor: string | null }> {
  const rows = await database
    .selectFrom('imported_badge as badge')
    .leftJoin('oauth_client as client', 'client.client_id', 'badge.client_id')
    .select(['badge.id', 'badge.title', 'badge.issuer_name as issuer', 'badge.valid_from as validFrom', 'badge.verdict', 'badge.recipient'])
    .select(['client.name as broughtBy', 'badge.updated_at as importedAt'])
    .where('badge.person_id', '=', personId)
    .$if(cursor !== undefined, (query) => query.where('badge.id', '<', cursor as string))
    .orderBy('badge.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** A person's imported badges as they came, oldest first. */
export async function listImportedTexts(
  database: Database,
  personId: string,
  { since, offset, limit }: { since: Date | null; offset: number; limit: number },
): Promise<{ total: number; badges: { form: string; credential: string }[] }> {
  const mine = database
    .selectFrom('imported_badge')
    .where('person_id', '=', personId)
    .$if(since !== null, (query) => query.where('updated_at', '>', since as Date));
  const { total } = await mine.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  if (limit === 0 || offset >= total) return { total, badges: [] };
  return { total, badges: await mine.select(['form', 'credential']).orderBy('id').offset(offset).limit(limit).execute() };
}

/** The badge as it came. */
export async function readImported(database: Database, badgeId: string): Promise<{ form: string; credential: string }> {
  return database.selectFrom('imported_badge').select(['form', 'credential']).where('id', '=', badgeId).executeTakeFirstOrThrow();
}

/** Forgets an imported badge; a program may bring it again. */
export async function removeImported(database: Database, personId: string, badgeId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const removed = await transaction
      .deleteFrom('imported_badge')
      .where('id', '=', badgeId)
      .where('person_id', '=', personId)
      .returning('credential_ref as credential')
      .executeTakeFirst();
    if (!removed) return;
    await audit(transaction, {
      personId,
      action: 'imported-badge.removed',
      subjectType: 'imported-badge',
      subjectId: badgeId,
      details: removed,
    });
  });
}
