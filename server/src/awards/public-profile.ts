import { z } from 'zod';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { type ListedAward, listShown } from './list-awards.ts';
import { profileAddressTaken } from './problems.ts';

/** The last part of a profile's address. */
export const ProfileSlug = z
  .string()
  .trim()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'takes small letters, digits and single hyphens between them');

/** Whether a person shows a page, and where. */
export interface ProfileSetting {
  shown: boolean;
  /** The address so far; before there is one, a suggestion made from the name. */
  slug: string;
  address: string;
}

/** How a person's own page stands. */
export async function readProfileSetting(database: Database, personId: string, url: string): Promise<ProfileSetting> {
  const row = await database
    .selectFrom('person')
    .leftJoin('public_profile as profile', 'profile.person_id', 'person.id')
    .select(['person.name', 'profile.slug', 'profile.shown'])
    .where('person.id', '=', personId)
    .executeTakeFirstOrThrow(() => notFound('person'));
  const slug = row.slug ?? suggestSlug(row.name);
  return { shown: row.shown ?? false, slug, address: `${url}/people/${slug}` };
}

/** An address made from a name; empty when nothing of the name fits. */
export function suggestSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug.length < 3 ? '' : slug;
}

/**
 * Shows a person's page at an address, or takes it down; the address stays kept for them.
 *
 * @throws {Problem} 409 `profile-address-taken`
 */
export async function setProfile(
  { database, clock, config }: Pick<Ground, 'database' | 'clock' | 'config'>,
  personId: string,
  { slug, shown }: { slug: string; shown: boolean },
): Promise<ProfileSetting> {
  await database.transaction().execute(async (transaction) => {
    const values = { slug, shown, updated_at: clock() };
    try {
      await transaction
        .insertInto('public_profile')
        .values({ person_id: personId, ...values })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
        .execute();
    } catch (error) {
      if ((error as { constraint?: string }).constraint === 'public_profile_slug_key') throw profileAddressTaken(slug);
      throw error;
    }
    const action = shown ? 'profile.shown' : 'profile.hidden';
    await audit(transaction, { personId, action, subjectType: 'person', subjectId: personId, details: { slug } });
  });
  return readProfileSetting(database, personId, config.url);
}

/** A person's page as everybody sees it. */
export interface PublicProfile {
  slug: string;
  name: string;
  headline: string | null;
  badges: { items: ListedAward[]; nextCursor: string | null };
}

/**
 * Reads the page of a person who shows one: name, headline, and the standing badges that are not hidden, newest first.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function readPublicProfile(
  database: Database,
  slug: string,
  url: string,
  paging: { cursor?: string | undefined; limit: number },
): Promise<PublicProfile> {
  const row = await database
    .selectFrom('public_profile as profile')
    .innerJoin('person', 'person.id', 'profile.person_id')
    .select(['person.id', 'person.name', 'person.headline'])
    .where('profile.slug', '=', slug)
    .where('profile.shown', '=', true)
    .executeTakeFirst();
  if (!row) throw notFound('person');
  return { slug, name: row.name, headline: row.headline, badges: await listShown(database, row.id, url, paging) };
}
