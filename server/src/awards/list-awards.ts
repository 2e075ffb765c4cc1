import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { addresses } from './addresses.ts';
import { type BadgeArt, stackKeyOf } from './badge-art.ts';
import { linkedInAddress } from './share-links.ts';
import type { BadgeStatus } from './status-lists.ts';

/** An award in a list. */
export interface ListedAward {
  id: string;
  kind: BadgeArt['kind'];
  title: string;
  art: BadgeArt;
  issuer: { slug: string; name: string };
  awardedAt: Date;
  shown: boolean;
  revoked: { at: Date; reason: string } | null;
  /** While a suspension runs. */
  suspended: { at: Date; reason: string } | null;
  /** Its public address, and LinkedIn's "Add to profile" with that address and the award's id. */
  links: { page: string; linkedIn: string };
}

const listed = (database: Database) =>
  database
    .selectFrom('award')
    .innerJoin('organization as issuer', 'issuer.id', 'award.issuer_id')
    .leftJoin('award_showing as showing', 'showing.award_id', 'award.id')
    .leftJoin('award_revocation as revocation', 'revocation.award_id', 'award.id')
    .leftJoin('award_suspension as suspension', (join) =>
      join.onRef('suspension.award_id', '=', 'award.id').on('suspension.ended_at', 'is', null),
    )
    .leftJoin('micro_credential as m', 'm.id', 'award.micro_credential_id')
    .leftJoin('micro_credential_version as v', 'v.id', 'award.version_id')
    .leftJoin('stack', 'stack.id', 'award.stack_id')
    .select(['award.id', 'award.awarded_at as awardedAt', 'issuer.slug as issuerSlug', 'issuer.name as issuerName', 'issuer.color'])
    .select(['revocation.revoked_at as revokedAt', 'revocation.reason', 'stack.slug as stackSlug'])
    .select(['suspension.suspended_at as suspendedAt', 'suspension.reason as suspendedFor'])
    .select([
      sql<string>`coalesce(award.micro_credential_id, award.stack_id)`.as('artId'),
      sql<BadgeArt['kind']>`case when award.stack_id is null then 'micro-credential' else 'stack' end`.as('kind'),
      sql<string>`coalesce(v.definition->>'title', stack.title)`.as('title'),
      sql<string>`coalesce(v.definition->>'competency', stack.description)`.as('description'),
      sql<boolean>`coalesce(showing.shown, true)`.as('shown'),
      stackKeyOf('m', 'issuer').as('stackKey'),
      sql<number>`(select count(*)::int from stack_member where stack_id = award.stack_id)`.as('members'),
    ])
    .orderBy('award.id', 'desc');

type Row = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number];

interface Paging {
  /** Id of the last award of the page before. */
  cursor?: string | undefined;
  limit: number;
}

/**
 * A person's awards, newest first.
 *
 * @param filter.journeyId only what this journey earned: one award, or none yet
 */
export async function listMine(
  database: Database,
  earnerId: string,
  url: string,
  { cursor, limit, journeyId }: Paging & { journeyId?: string | undefined },
) {
  let query = listed(database).where('award.earner_id', '=', earnerId);
  if (journeyId)
    query = query.where('award.submission_id', 'in', ({ selectFrom }) =>
      selectFrom('submission').select('submission.id').where('submission.journey_id', '=', journeyId),
    );
  if (cursor) query = query.where('award.id', '<', cursor);
  const rows = await query.limit(limit + 1).execute();
  return pageOf(
    rows.map((row) => named(row, url)),
    limit,
  );
}

/** What strangers see of a person's awards: those that stand and are not hidden, newest first. */
export async function listShown(database: Database, earnerId: string, url: string, { cursor, limit }: Paging) {
  let query = listed(database)
    .where('award.earner_id', '=', earnerId)
    .where('revocation.award_id', 'is', null)
    .where('suspension.award_id', 'is', null)
    .where(sql<boolean>`coalesce(showing.shown, true)`);
  if (cursor) query = query.where('award.id', '<', cursor);
  const rows = await query.limit(limit + 1).execute();
  return pageOf(
    rows.map((row) => named(row, url)),
    limit,
  );
}

/**
 * What an organization awarded, newest first, with the earner's name and what verifiers elsewhere read of its standing.
 *
 * @param filter.q part of the earner's name
 */
export async function listIssued(
  database: Database,
  organizationId: string,
  url: string,
  { cursor, limit, q, microCredentialId }: Paging & { q?: string | undefined; microCredentialId?: string | undefined },
) {
  let query = listed(database)
    .innerJoin('person', 'person.id', 'award.earner_id')
    .innerJoin('status_list', 'status_list.id', 'award.status_list_id')
    .select(['person.name as earner', sql<BadgeStatus>`status_list.purpose`.as('tells')])
    .where('award.issuer_id', '=', organizationId);
  if (cursor) query = query.where('award.id', '<', cursor);
  if (q) query = query.where('person.name', 'ilike', `%${q.replace(/[\\%_]/g, '\\$&')}%`);
  if (microCredentialId) query = query.where('award.micro_credential_id', '=', microCredentialId);
  const rows = await query.limit(limit + 1).execute();
  return pageOf(
    rows.map((row) => ({ ...named(row, url), earner: row.earner, tells: row.tells })),
    limit,
  );
}

function pageOf<T extends { id: string }>(items: T[], limit: number): { items: T[]; nextCursor: string | null } {
  const page = items.slice(0, limit);
  return { items: page, nextCursor: items.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function named(row: Row, url: string): ListedAward {
  const { id, kind, title, awardedAt, shown } = row;
  const page = addresses(url).badge(id);
  return {
    id,
    kind,
    title,
    art: {
      microCredentialId: row.artId,
      title,
      description: row.description,
      stackKey: row.stackSlug ?? row.stackKey,
      issuerColor: row.color,
      kind,
      members: row.members,
    },
    issuer: { slug: row.issuerSlug, name: row.issuerName },
    awardedAt,
    shown,
    revoked: row.revokedAt ? { at: row.revokedAt, reason: row.reason ?? '' } : null,
    suspended: row.suspendedAt ? { at: row.suspendedAt, reason: row.suspendedFor ?? '' } : null,
    links: { page, linkedIn: linkedInAddress({ title, issuerName: row.issuerName, awardedAt, address: page, awardId: id }) },
  };
}
