import type { Evidence, OpenBadgeCredential } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Definition } from '../catalog/definition.ts';
import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { addresses } from './addresses.ts';
import { type BadgeArt, stackKeyOf } from './badge-art.ts';
import { levelId } from './describe-achievement.ts';
import { embedHtml } from './embed.ts';
import { linkedInAddress, type ShareAddresses, shareAddresses } from './share-links.ts';

/** A badge as its page shows it. Levels and evidence are those of the signed credential. */
export interface PublicBadge {
  id: string;
  kind: BadgeArt['kind'];
  title: string;
  /** What it proves: the competency, or what the stack is about. */
  competency: string;
  /** Path of the micro-credential's version or of the stack. */
  about: string;
  art: BadgeArt;
  earner: string;
  issuer: { slug: string; name: string; color: string | null; website: string | null };
  awardedAt: Date;
  /** Since when it stands no more. */
  revokedAt: Date | null;
  /** Since when it is suspended; null when it is not. */
  suspendedAt: Date | null;
  /** False when only the earner sees it. */
  shown: boolean;
  demo: boolean;
  topics: string[];
  parts: { title: string; criteria: { title: string; level: string; descriptor: string; levels: string[] }[] }[];
  /** Of a stack: what it consists of. */
  members: { slug: string; title: string }[];
  evidence: { kind: string; title: string; description: string; address: string }[];
  links: { page: string; credential: string; png: string; svg: string; linkedIn: string; share: ShareAddresses; embed: string };
}

const badges = (database: Database) =>
  database
    .selectFrom('award')
    .innerJoin('organization as issuer', 'issuer.id', 'award.issuer_id')
    .innerJoin('person', 'person.id', 'award.earner_id')
    .leftJoin('award_showing as showing', 'showing.award_id', 'award.id')
    .leftJoin('award_revocation as revocation', 'revocation.award_id', 'award.id')
    .leftJoin('award_suspension as suspension', (join) =>
      join.onRef('suspension.award_id', '=', 'award.id').on('suspension.ended_at', 'is', null),
    )
    .leftJoin('micro_credential as m', 'm.id', 'award.micro_credential_id')
    .leftJoin('micro_credential_version as v', 'v.id', 'award.version_id')
    .leftJoin('stack', 'stack.id', 'award.stack_id')
    .select(['award.id', 'award.credential', 'award.awarded_at as awardedAt', 'person.name as earner', 'v.number'])
    .select(['issuer.slug as issuerSlug', 'issuer.name as issuerName', 'issuer.color', 'issuer.website'])
    .select(['m.id as microCredentialId', 'm.slug', 'stack.id as stackId', 'stack.slug as stackSlug'])
    .select([
      sql<Date | null>`revocation.revoked_at`.as('revokedAt'),
      sql<Date | null>`suspension.suspended_at`.as('suspendedAt'),
      sql<boolean>`coalesce(showing.shown, true)`.as('shown'),
      sql<boolean>`coalesce(m.demo, stack.demo)`.as('demo'),
      sql<Definition | null>`v.definition`.as('definition'),
      stackKeyOf('m', 'issuer').as('stackKey'),
      sql<
        PublicBadge['members']
      >`coalesce((select json_agg(json_build_object('slug', member.slug, 'title', mv.definition->>'title') order by sm.position)
        from stack_member sm join micro_credential member on member.id = sm.micro_credential_id
        join micro_credential_version mv on mv.id = member.current_version_id where sm.stack_id = award.stack_id), '[]')`.as('members'),
    ]);

/**
 * Reads a badge for its page. Who may see it, the route's policy says.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function readBadge(database: Database, awardId: string, url: string): Promise<PublicBadge> {
  const row = await badges(database)
    .where('award.id', '=', awardId)
    .executeTakeFirstOrThrow(() => notFound('badge'));
  const credential = JSON.parse(row.credential) as OpenBadgeCredential;
  const { achievement, result } = credential.credentialSubject;
  const reached = new Set((result ?? []).map(({ achievedLevel }) => achievedLevel));
  const at = addresses(url);
  const kind = row.stackId ? 'stack' : 'micro-credential';
  const { id, awardedAt, revokedAt, suspendedAt, shown, demo, earner, members } = row;
  const title = achievement.name;
  return {
    id,
    kind,
    title,
    competency: achievement.description,
    about: row.stackId ? `/stacks/${row.stackSlug}` : `/micro-credentials/${row.slug}/versions/${row.number}`,
    art: {
      microCredentialId: row.stackId ?? row.microCredentialId ?? id,
      title,
      description: achievement.description,
      stackKey: row.stackSlug ?? row.stackKey,
      issuerColor: row.color,
      kind,
      members: members.length,
    },
    earner,
    issuer: { slug: row.issuerSlug, name: row.issuerName, color: row.color, website: row.website },
    awardedAt,
    revokedAt,
    suspendedAt,
    shown,
    demo: demo ?? false,
    topics: achievement.tag ?? [],
    parts: row.definition ? levelsReached(row.definition, achievement.id, reached) : [],
    members,
    evidence: revokedAt || suspendedAt ? [] : (credential.evidence ?? []).map(describe),
    links: {
      page: at.badge(id),
      credential: at.badgeFile(id, 'credential.json'),
      png: at.badgeFile(id, 'badge.png'),
      svg: at.badgeFile(id, 'badge.svg'),
      linkedIn: linkedInAddress({ title, issuerName: row.issuerName, awardedAt, address: at.badge(id), awardId: id }),
      share: shareAddresses({ title, issuerName: row.issuerName, address: at.badge(id) }),
      embed: embedHtml({ title, earner, issuerName: row.issuerName, page: at.badge(id), picture: at.badgeFile(id, 'badge.png') }),
    },
  };
}

/** The stored badge and what its picture is drawn from. */
export async function readBadgeFile(database: Database, awardId: string, url: string) {
  const { art, shown, title } = await readBadge(database, awardId, url);
  const { credential, earnerId } = await database
    .selectFrom('award')
    .select(['credential', 'earner_id as earnerId'])
    .where('id', '=', awardId)
    .executeTakeFirstOrThrow();
  return { art, shown, title, credential, earnerId };
}

/** The level that the badge itself says for each criterion, in the order of the scoring guide. */
function levelsReached({ parts }: Definition, achievementId: string, reached: Set<string | undefined>): PublicBadge['parts'] {
  return parts.map((part) => ({
    title: part.title,
    criteria: part.criteria.flatMap((criterion) => {
      const level = part.levels.find(({ id }) => reached.has(levelId(achievementId, part.id, criterion.id, id)));
      if (!level) return [];
      const levels = part.levels.map(({ name }) => name);
      return [{ title: criterion.title, level: level.name, descriptor: criterion.descriptors[level.id] ?? '', levels }];
    }),
  }));
}

const describe = ({ id, name, description, genre }: Evidence) => ({
  kind: genre ?? 'link',
  title: name ?? id ?? '',
  description: description ?? '',
  address: id ?? '',
});
