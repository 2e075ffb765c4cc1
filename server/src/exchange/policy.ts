import { isId, ownerOnly } from '../platform/http/access.ts';
import { readCredentials, readProfile, updateProfile, upsertCredentials } from './scopes.ts';
import { programsWith } from './token-holder.ts';

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
