import { type BadgeArtOptions, badgeArt } from '@brevet/badge-art';
import { sql } from 'kysely';
import sharp from 'sharp';
import type { Database } from '../platform/database/database.ts';

/** What a badge is drawn from; the web draws the same from the same. */
export type BadgeArt = Pick<BadgeArtOptions, 'microCredentialId' | 'title'> & {
  description: string;
  /** The first stack by title gives the family, and the issuer where there is no stack. */
  stackKey: string;
  issuerColor: string | null;
  kind: 'micro-credential' | 'stack';
  /** How many micro-credentials the stack has; 0 for a micro-credential. */
  members: number;
};

/** Edge of the PNG, in pixels. */
const pngEdge = 600;

/** SQL of the family of a micro-credential, whose row is `alias`. */
export const stackKeyOf = (alias: string, issuer: string) =>
  sql<string>`coalesce((select s.slug from stack_member sm join stack s on s.id = sm.stack_id
    where sm.micro_credential_id = ${sql.ref(`${alias}.id`)} order by s.title, s.id limit 1), ${sql.ref(`${issuer}.slug`)})`;

/** What the badge of a micro-credential or stack is drawn from; null when there is none. */
export async function findArt(database: Database, kind: BadgeArt['kind'], id: string): Promise<BadgeArt | null> {
  if (kind === 'stack') {
    const stack = await database
      .selectFrom('stack')
      .innerJoin('organization as issuer', 'issuer.id', 'stack.issuer_id')
      .select(['stack.id', 'stack.slug', 'stack.title', 'stack.description', 'issuer.color'])
      .select(sql<number>`(select count(*)::int from stack_member where stack_id = stack.id)`.as('members'))
      .where('stack.id', '=', id)
      .executeTakeFirst();
    if (!stack) return null;
    const { title, description, slug: stackKey, color: issuerColor, members } = stack;
    return { microCredentialId: id, title, description, stackKey, issuerColor, kind, members };
  }
  const row = await database
    .selectFrom('micro_credential as m')
    .innerJoin('micro_credential_version as v', 'v.id', 'm.current_version_id')
    .innerJoin('organization as issuer', 'issuer.id', 'm.issuer_id')
    .select(['issuer.color as issuerColor', stackKeyOf('m', 'issuer').as('stackKey')])
    .select([sql<string>`v.definition->>'title'`.as('title'), sql<string>`v.definition->>'competency'`.as('description')])
    .where('m.id', '=', id)
    .executeTakeFirst();
  return row ? { ...row, microCredentialId: id, kind, members: 0 } : null;
}

/** The badge as a standalone SVG document. */
export function drawSvg({ issuerColor, ...art }: BadgeArt): string {
  return badgeArt({ ...art, issuerColor: issuerColor ?? undefined, size: pngEdge });
}

const drawn = new Map<string, Promise<Uint8Array>>();
const mostDrawn = 300;

/** The badge as PNG; the last few hundred are kept, because a picture costs far more than its address. */
export function drawPng(art: BadgeArt): Promise<Uint8Array> {
  const about = JSON.stringify(art);
  const known = drawn.get(about);
  if (known) return known;
  const picture = sharp(Buffer.from(drawSvg(art)), { density: 96 })
    .resize(pngEdge, pngEdge)
    .png({ compressionLevel: 9 })
    .toBuffer()
    .then((bytes): Uint8Array => bytes);
  picture.catch(() => drawn.delete(about));
  drawn.set(about, picture);
  if (drawn.size > mostDrawn) drawn.delete(drawn.keys().next().value ?? '');
  return picture;
}
