import { bakePng, bakeSvg, type OpenBadgeCredential } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { type CopiedFile, type Holding, toldRows } from '../platform/holding.ts';
import { drawPng, drawSvg } from './badge-art.ts';
import { drawCertificate } from './draw-certificate.ts';
import { readAssertion } from './open-badges-2.ts';
import { readBadge, readBadgeFile } from './read-badge.ts';
import { badgeAsJwt, signedAssertion } from './sign-for-anybody.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>;

import { erasureOfAwards } from './erase-person.ts';

/** Awards with the badge in each form that it has. */
export function awardsHolding(ground: Parts): Holding {
  const { database } = ground;
  return {
    name: 'awards',
    about: 'Your awards. Each has a folder with its badge in every form: they are yours, and verify anywhere.',
    erasure: erasureOfAwards(ground),
    async *copy(personId) {
      yield toldRows(
        database,
        'awards.json',
        sql`select award.id, award.awarded_at, issuer.name as issuer, coalesce(version.definition ->> 'title', stack.title) as title,
            coalesce(showing.shown, true) as shown, revocation.revoked_at, revocation.reason as revoked_because
          from award join organization issuer on issuer.id = award.issuer_id
          left join micro_credential_version version on version.id = award.version_id
          left join stack on stack.id = award.stack_id
          left join award_showing showing on showing.award_id = award.id
          left join award_revocation revocation on revocation.award_id = award.id
          where award.earner_id = ${personId} order by award.id`,
      );
      yield toldRows(
        database,
        'public-profile.json',
        sql`select slug, shown, updated_at from public_profile where person_id = ${personId}`,
      );
      const awards = await database.selectFrom('award').select('id').where('earner_id', '=', personId).orderBy('id').execute();
      for (const { id } of awards) yield* badgeOf(ground, id);
    },
  };
}

async function* badgeOf(ground: Parts, awardId: string): AsyncGenerator<CopiedFile> {
  const { database, config } = ground;
  const { credential, art } = await readBadgeFile(database, awardId, config.url);
  yield { path: `${awardId}/credential.json`, bytes: Buffer.from(credential) };
  yield { path: `${awardId}/credential.jwt`, bytes: Buffer.from(await badgeAsJwt(ground, awardId)) };
  yield { path: `${awardId}/badge.png`, bytes: bakePng(await drawPng(art), credential) };
  yield { path: `${awardId}/badge.svg`, bytes: Buffer.from(bakeSvg(drawSvg(art), credential)) };
  yield { path: `${awardId}/certificate.pdf`, bytes: await drawCertificate(await readBadge(database, awardId, config.url)) };
  // one that names no address has no form in Open Badges 2.0, and one that does not stand is not signed there
  if (!(JSON.parse(credential) as OpenBadgeCredential).credentialSubject.identifier?.length) return;
  const assertion = await readAssertion(ground, database, awardId);
  yield { path: `${awardId}/open-badges-2.json`, told: assertion };
  if (assertion && !('revoked' in assertion))
    yield { path: `${awardId}/open-badges-2.jws`, bytes: Buffer.from(await signedAssertion(ground, awardId)) };
}
