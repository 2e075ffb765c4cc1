import type { EndorsementCredential, Signed } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { isId } from '../../platform/http/access.ts';
import { notFound } from '../../platform/http/problem.ts';
import { addresses } from '../addresses.ts';
import { isAbout, isShown, stillHolds } from './still-holds.ts';

/** An endorsement as pages show it. */
export interface ShownEndorsement {
  id: string;
  endorser: { slug: string; name: string; isIssuer: boolean; website: string | null };
  /** Of a micro-credential which version. `link` leads to its page here, or to what is elsewhere. */
  endorsed: { kind: 'micro-credential' | 'issuer' | 'elsewhere'; name: string; link: string; version: number | null };
  comment: string;
  madeAt: Date;
  /** The last day on which it holds, in UTC. */
  holdsUntil: string | null;
  withdrawnAt: Date | null;
  /** Whether what is endorsed shows it on its pages. */
  shown: boolean;
  /** Where the signed credential stands. */
  address: string;
}

interface Paging {
  cursor?: string | undefined;
  limit: number;
}

const endorsements = (database: Database) =>
  database
    .selectFrom('endorsement as e')
    .innerJoin('organization as endorser', 'endorser.id', 'e.organization_id')
    .leftJoin('endorsement_withdrawal as withdrawal', 'withdrawal.endorsement_id', 'e.id')
    .leftJoin('micro_credential as m', 'm.id', 'e.micro_credential_id')
    .leftJoin('micro_credential_version as v', 'v.id', 'e.version_id')
    .leftJoin('organization as issuer', 'issuer.id', 'e.issuer_id')
    .select(['e.id', 'e.comment', 'e.made_at as madeAt', 'withdrawal.withdrawn_at as withdrawnAt', 'v.number as version'])
    .select(sql<string | null>`e.holds_until::text`.as('holdsUntil'))
    .select(['endorser.slug as endorserSlug', 'endorser.name as endorserName', 'endorser.is_issuer as isIssuer', 'endorser.website'])
    .select([
      sql<ShownEndorsement['endorsed']['kind']>`case when m.id is not null then 'micro-credential'
        when issuer.id is not null then 'issuer' else 'elsewhere' end`.as('kind'),
      sql<string>`coalesce('/micro-credentials/' || m.slug, '/issuers/' || issuer.slug, e.foreign_id)`.as('link'),
      sql<string>`coalesce(v.definition->>'title', issuer.name, e.foreign_name)`.as('name'),
      isShown.as('shown'),
    ])
    .orderBy('e.id', 'desc');

type Row = Awaited<ReturnType<ReturnType<typeof endorsements>['execute']>>[number];

/** What an organization endorsed, withdrawn ones too, newest first. */
export async function listEndorsedBy(database: Database, organizationId: string, url: string, { cursor, limit }: Paging) {
  let query = endorsements(database).where('e.organization_id', '=', organizationId);
  if (cursor) query = query.where('e.id', '<', cursor);
  return pageOf(await query.limit(limit + 1).execute(), url, limit);
}

/** What others say now of an organization and of its micro-credentials, newest first; what it does not show, too. */
export async function listEndorsementsReceived(
  database: Database,
  { organizationId, url, now, cursor, limit }: Paging & { organizationId: string; url: string; now: Date },
) {
  let query = endorsements(database).where(isAbout(organizationId)).where(stillHolds(now));
  if (cursor) query = query.where('e.id', '<', cursor);
  return pageOf(await query.limit(limit + 1).execute(), url, limit);
}

/** What has endorsements here, by its slug. */
export type EndorsedHere = { microCredential: string } | { issuer: string };

/**
 * Who endorses a micro-credential or an issuer at a moment, as its page shows it, newest first.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function listEndorsementsOf(
  database: Database,
  { of, url, now, cursor, limit }: Paging & { of: EndorsedHere; url: string; now: Date },
) {
  const subject =
    'issuer' in of
      ? await database
          .selectFrom('organization')
          .select('id')
          .where('slug', '=', of.issuer)
          .where('is_issuer', '=', true)
          .executeTakeFirst()
      : await database.selectFrom('micro_credential').select('id').where('slug', '=', of.microCredential).executeTakeFirst();
  if (!subject) throw notFound('issuer' in of ? 'issuer' : 'micro-credential');
  let query = endorsements(database)
    .where('issuer' in of ? 'e.issuer_id' : 'e.micro_credential_id', '=', subject.id)
    .where(stillHolds(now))
    .where(isShown);
  if (cursor) query = query.where('e.id', '<', cursor);
  return pageOf(await query.limit(limit + 1).execute(), url, limit);
}

/** Who endorses the version that a badge is of, as its issuer shows it, newest first; of a stack's badge nobody does. */
export async function listEndorsementsOfBadge(
  database: Database,
  { awardId, url, now, cursor, limit }: Paging & { awardId: string; url: string; now: Date },
) {
  let query = endorsements(database)
    .innerJoin('award', (join) =>
      join.onRef('award.micro_credential_id', '=', 'e.micro_credential_id').onRef('award.version_id', '=', 'e.version_id'),
    )
    .where('award.id', '=', awardId)
    .where(stillHolds(now))
    .where(isShown);
  if (cursor) query = query.where('e.id', '<', cursor);
  return pageOf(await query.limit(limit + 1).execute(), url, limit);
}

/** The signed credential of an endorsement, a withdrawn one too; null when there is none. */
export async function readEndorsement(database: Database, endorsementId: string): Promise<string | null> {
  const row = await database.selectFrom('endorsement').select('credential').where('id', '=', endorsementId).executeTakeFirst();
  return row?.credential ?? null;
}

/** The same by its address; null when there is none, or the address is not of an endorsement here. */
export async function readEndorsementAt(database: Database, address: string, url: string): Promise<string | null> {
  const start = addresses(url).endorsement('');
  const id = address.startsWith(start) ? address.slice(start.length) : '';
  return isId(id) ? readEndorsement(database, id) : null;
}

/** As many as a document carries: each is another 3 kB. */
const mostInDocument = 20;

/** The signed endorsements of a version or an issuer that hold at a moment and are shown, the newest first; of very many the newest. */
export async function endorsementsIn(
  database: Database,
  of: { microCredentialId: string; versionId: string } | { issuerSlug: string },
  now: Date,
): Promise<Signed<EndorsementCredential>[]> {
  const rows = await database
    .selectFrom('endorsement as e')
    .select('e.credential')
    .where(
      'issuerSlug' in of
        ? sql<boolean>`e.issuer_id = (select id from organization where slug = ${of.issuerSlug})`
        : sql<boolean>`e.micro_credential_id = ${of.microCredentialId} and e.version_id = ${of.versionId}`,
    )
    .where(stillHolds(now))
    .where(isShown)
    .orderBy('e.id', 'desc')
    .limit(mostInDocument)
    .execute();
  return rows.map(({ credential }) => JSON.parse(credential) as Signed<EndorsementCredential>);
}

function pageOf(rows: Row[], url: string, limit: number): { items: ShownEndorsement[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const items = page.map(
    ({ kind, link, name, version, endorserSlug, endorserName, isIssuer, website, ...endorsement }): ShownEndorsement => ({
      ...endorsement,
      endorser: { slug: endorserSlug, name: endorserName, isIssuer, website },
      endorsed: { kind, name, link, version },
      address: addresses(url).endorsement(endorsement.id),
    }),
  );
  return { items, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
