import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { Definition } from './definition.ts';

/** An issuer as its page and its micro-credentials' pages show it. */
export interface PublicIssuer {
  id: string;
  slug: string;
  name: string;
  tagline: string;
  description: string;
  website: string | null;
  color: string | null;
  demo: boolean;
}

/** A stack with its members in order. */
export interface PublicStack {
  id: string;
  slug: string;
  title: string;
  description: string;
  rule: { kind: 'all' } | { kind: 'count'; count: number };
  demo: boolean;
  issuer: { slug: string; name: string; color: string | null };
  members: { id: string; slug: string; title: string; competency: string; difficulty: number; hours: number }[];
}

const issuerSummary = sql<PublicStack['issuer']>`json_build_object('slug', o.slug, 'name', o.name, 'color', o.color)`;
const stackMembers = sql<PublicStack['members']>`coalesce((
  select json_agg(json_build_object('id', e.micro_credential_id, 'slug', e.slug, 'title', e.title, 'competency', e.competency,
    'difficulty', e.difficulty, 'hours', e.hours) order by m.position)
  from stack_member m join catalog_entry e on e.micro_credential_id = m.micro_credential_id where m.stack_id = s.id), '[]')`;

const stacks = (database: Database) =>
  database
    .selectFrom('stack as s')
    .innerJoin('organization as o', 'o.id', 's.issuer_id')
    .select(['s.id', 's.slug', 's.title', 's.description', 's.demo'])
    .select([sql<PublicStack['rule']>`s.rule`.as('rule'), issuerSummary.as('issuer'), stackMembers.as('members')]);

/** Every stack, by title; an issuer's alone when its slug is given. */
export function listStacks(database: Database, issuer?: string): Promise<PublicStack[]> {
  const all = stacks(database).orderBy('s.title').limit(500);
  return (issuer ? all.where('o.slug', '=', issuer) : all).execute();
}

/** @throws {Problem} 404 `not-found` */
export function loadStack(database: Database, slug: string): Promise<PublicStack> {
  return stacks(database)
    .where('s.slug', '=', slug)
    .executeTakeFirstOrThrow(() => notFound('stack'));
}

/** The stacks a micro-credential belongs to. */
export function stacksOf(database: Database, microCredentialId: string): Promise<PublicStack[]> {
  return stacks(database)
    .where(sql<boolean>`exists (select 1 from stack_member m where m.stack_id = s.id and m.micro_credential_id = ${microCredentialId})`)
    .orderBy('s.title')
    .execute();
}

/** Organizations that issue, with how many micro-credentials they offer. */
export function listIssuers(database: Database): Promise<(PublicIssuer & { microCredentials: number })[]> {
  return issuers(database)
    .select(sql<number>`(select count(*)::int from catalog_entry e where e.issuer_id = o.id)`.as('microCredentials'))
    .orderBy('o.name')
    .limit(500)
    .execute();
}

/** @throws {Problem} 404 `not-found` */
export function loadIssuer(database: Database, slug: string): Promise<PublicIssuer> {
  return issuers(database)
    .where('o.slug', '=', slug)
    .executeTakeFirstOrThrow(() => notFound('issuer'));
}

const issuers = (database: Database) =>
  database
    .selectFrom('organization as o')
    .where('o.is_issuer', '=', true)
    .select(['o.id', 'o.slug', 'o.name', 'o.tagline', 'o.description', 'o.website', 'o.color', 'o.demo']);

/** A published version as its public page shows it. */
export interface PublicVersion {
  id: string;
  slug: string;
  number: number;
  currentNumber: number;
  publishedAt: Date;
  retired: boolean;
  demo: boolean;
  issuer: PublicIssuer;
  definition: Definition;
  stacks: PublicStack[];
}

/**
 * Reads a published version by address: the current one, or the one of a number.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function loadPublicVersion(database: Database, slug: string, number?: number): Promise<PublicVersion> {
  const row = await database
    .selectFrom('micro_credential as m')
    .innerJoin('micro_credential_version as current', 'current.id', 'm.current_version_id')
    .innerJoin('micro_credential_version as v', (join) =>
      join.onRef('v.micro_credential_id', '=', 'm.id').on('v.number', '=', number ?? sql<number>`current.number`),
    )
    .innerJoin('organization as o', 'o.id', 'm.issuer_id')
    .select(['m.id', 'm.slug', 'm.demo', 'v.number', 'current.number as currentNumber', 'v.published_at as publishedAt', 'v.definition'])
    .select([
      sql<boolean>`m.retired_at is not null`.as('retired'),
      sql<PublicIssuer>`json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'tagline', o.tagline, 'description', o.description,
        'website', o.website, 'color', o.color, 'demo', o.demo)`.as('issuer'),
    ])
    .where('m.slug', '=', slug)
    .executeTakeFirstOrThrow(() => notFound('micro-credential'));
  return { ...row, definition: Definition.parse(row.definition), stacks: await stacksOf(database, row.id) };
}

/** The versions of a micro-credential, newest first. */
export async function listVersions(database: Database, slug: string): Promise<{ number: number; publishedAt: Date }[]> {
  const rows = await database
    .selectFrom('micro_credential_version as v')
    .innerJoin('micro_credential as m', 'm.id', 'v.micro_credential_id')
    .select(['v.number', 'v.published_at as publishedAt'])
    .where('m.slug', '=', slug)
    .orderBy('v.number', 'desc')
    .limit(500)
    .execute();
  if (rows.length === 0) throw notFound('micro-credential');
  return rows;
}
