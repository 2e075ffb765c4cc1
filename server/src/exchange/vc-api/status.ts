import { randomInt } from 'node:crypto';
import { createBitstring, setStatus, statusListCredential, statusListEntry } from '@brevet/openbadges';
import { dateTime } from '../../awards/index.ts';
import type { Ground } from '../../platform/ground.ts';
import { credentialNotFound, listIsFull } from '../problems.ts';
import type { VcApiSigner } from './signer.ts';

/** What a status may be for. */
export const statusPurposes = ['revocation', 'suspension'] as const;
export type StatusPurpose = (typeof statusPurposes)[number];

const size = 131_072;
/** How often a free place is looked for; a list is far from full as long as the tries are enough. */
const tries = 20;
/** Seconds a copy of a list may be kept. */
export const listTtlSeconds = 30;
const validForMilliseconds = 24 * 3600 * 1000;

type Parts = Pick<Ground, 'database' | 'config' | 'clock'>;

/** Where a list stands. */
export const statusListAddress = (url: string, purpose: StatusPurpose) => `${url}/vc-api/status-lists/${purpose}`;

/**
 * A place in a list for a credential that is about to be issued.
 *
 * @throws {Problem} 409 `vc-api-list-full`
 */
export async function takePlace({ database, config }: Parts, { credentialId, purpose }: { credentialId: string; purpose: StatusPurpose }) {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const taken = await database
      .insertInto('vc_api_status')
      .values({ purpose, place: randomInt(size), credential_id: credentialId })
      .onConflict((conflict) => conflict.doNothing())
      .returning('place')
      .executeTakeFirst();
    if (taken) return statusListEntry({ list: statusListAddress(config.url, purpose), index: taken.place, purpose });
  }
  throw listIsFull();
}

/**
 * Sets or takes back the status of what was issued under an id.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function changeStatus(
  { database }: Parts,
  { credentialId, purpose, isSet }: { credentialId: string; purpose: StatusPurpose; isSet: boolean },
): Promise<void> {
  const changed = await database
    .updateTable('vc_api_status')
    .set({ is_set: isSet })
    .where('credential_id', '=', credentialId)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw credentialNotFound();
}

/** A list as it stands this moment, signed in the name of the VC-API. */
export async function signList({ database, config, clock }: Parts, signer: VcApiSigner, purpose: StatusPurpose): Promise<object> {
  const rows = await database
    .selectFrom('vc_api_status')
    .select('place')
    .where('purpose', '=', purpose)
    .where('is_set', '=', true)
    .execute();
  const bits = createBitstring(size);
  for (const { place } of rows) setStatus(bits, place, true);
  const now = clock();
  const list = statusListCredential({
    id: statusListAddress(config.url, purpose),
    issuer: signer.id,
    purpose,
    bits,
    validFrom: `${now.toISOString().slice(0, 10)}T00:00:00Z`,
    validUntil: dateTime(new Date(now.getTime() + validForMilliseconds)),
    ttlSeconds: listTtlSeconds,
  });
  return signer.sign(list, 'eddsa-rdfc-2022');
}
