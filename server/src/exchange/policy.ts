import type { FastifyRequest } from 'fastify';
import type { Ground } from '../platform/ground.ts';
import { isId, ownerOnly, type Policy } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import { keyNeeded, keyNotGood, tokenNeeded, tokenNotGood } from './problems.ts';
import { readCredentials, readProfile, updateProfile, upsertCredentials } from './scopes.ts';
import { bearerToken, programsWith } from './token-holder.ts';
import { findOfferByToken } from './wallet-offers.ts';
import { hashSecret, sameSecret } from './wallet-secrets.ts';

/** Who may do what in exchange. */

export const badgeReaders = programsWith('badge-readers', 'Programs that a person lets read their badges.', readCredentials);
export const badgeBringers = programsWith('badge-bringers', 'Programs that a person lets add badges.', upsertCredentials);
export const profileReaders = programsWith('profile-readers', 'Programs that a person lets read their profile.', readProfile);
export const profileWriters = programsWith('profile-writers', 'Programs that a person lets change their profile.', updateProfile);

export const connectionOwner = ownerOnly('connection-owner', 'The person who made the connection.', async ({ connectionId }, database) => {
  if (!isId(connectionId)) return null;
  const row = await database.selectFrom('oauth_consent').select('person_id').where('id', '=', connectionId).executeTakeFirst();
  return row?.person_id ?? null;
});

export const importedBadgeOwner = ownerOnly('imported-badge-owner', 'The person who imported the badge.', async ({ badgeId }, database) => {
  if (!isId(badgeId)) return null;
  const row = await database.selectFrom('imported_badge').select('person_id').where('id', '=', badgeId).executeTakeFirst();
  return row?.person_id ?? null;
});

/** A wallet that came with the code of an offer: its token is for that badge and nothing else. */
export function walletsWithToken({ clock }: Pick<Ground, 'clock'>): Policy {
  return {
    name: 'wallets-with-token',
    allows: 'The wallet that took up the offer of a badge.',
    needsSignIn: true,
    decide: () => 'allow',
    async admit(request, database) {
      const token = bearerToken(request);
      if (!token) throw tokenNeeded();
      const offer = await findOfferByToken(database, token, clock());
      if (!offer) throw tokenNotGood();
      return offer;
    },
  };
}

/** Programs that send the key of the VC-API; without a key in the configuration there is no VC-API to be found. */
export function vcApiCallers({ config }: Pick<Ground, 'config'>): Policy {
  const expected = config.vcApiKey === undefined ? null : hashSecret(config.vcApiKey);
  return {
    name: 'vc-api-callers',
    allows: 'Programs with the key of the VC-API, where the installation has one.',
    needsSignIn: true,
    decide: () => 'allow',
    async admit(request) {
      if (!expected) throw notFound('page');
      const key = bearerToken(request);
      if (!key) throw keyNeeded();
      if (!sameSecret(expected, hashSecret(key))) throw keyNotGood();
      return {};
    },
  };
}

/** The offer that a wallet took up. */
export const offeredWallet = (request: FastifyRequest) => request.admitted as { offerId: string; awardId: string } | null;
