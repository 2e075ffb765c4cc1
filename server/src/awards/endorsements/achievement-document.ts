import { type Achievement, type Context, contextsFor } from '@brevet/openbadges';
import { loadVersion } from '../../catalog/index.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { describeVersion } from '../describe-achievement.ts';
import { issuerProfileDocument } from '../own-documents.ts';
import { endorsementsIn } from './queries.ts';

/**
 * A version as its badges describe it, with the endorsements that hold at this moment. They stand here and not in the badges: a badge is
 * signed once, and an endorsement may come later or be withdrawn.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function achievementDocument(
  ground: Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>,
  { slug, number }: { slug: string; number: number },
): Promise<Achievement & { '@context': Context[] }> {
  const { database, config, clock } = ground;
  const found = await database
    .selectFrom('micro_credential_version as v')
    .innerJoin('micro_credential as m', 'm.id', 'v.micro_credential_id')
    .select('v.id')
    .where('m.slug', '=', slug)
    .where('v.number', '=', number)
    .executeTakeFirst();
  if (!found) throw notFound('micro-credential');
  const version = await loadVersion(database, found.id);
  const creator = await issuerProfileDocument(ground, database, version.issuer.slug);
  if (!creator) throw notFound('issuer');
  const endorsement = await endorsementsIn(database, { microCredentialId: version.microCredentialId, versionId: version.id }, clock());
  return {
    '@context': contextsFor({ extensions: false }),
    ...describeVersion(version, { url: config.url, creator }),
    ...(endorsement.length ? { endorsement } : {}),
  };
}
