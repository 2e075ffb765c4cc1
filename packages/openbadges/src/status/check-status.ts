import { OpenBadgesError } from '../errors.ts';
import type { Loader } from '../loader.ts';
import { isDateTime } from '../model/primitives.ts';
import { checkKey } from '../proof/check-key.ts';
import { verifyProof } from '../proof/verify-proof.ts';
import { decodeBitstring, getStatus } from './bitstring.ts';

/** The state of one status entry. Anything that keeps from knowing is `unknown`, never `revoked`. */
export type StatusOutcome =
  | { state: 'active' | 'revoked' | 'suspended'; purpose: string }
  | { state: 'unknown'; reason: UnknownStatusReason; details?: Record<string, unknown> };

export type UnknownStatusReason =
  | 'status-type-unknown'
  | 'status-entry-malformed'
  | 'list-out-of-reach'
  | 'list-malformed'
  | 'list-not-signed'
  | 'list-expired'
  | 'list-of-other-purpose';

type Json = Record<string, unknown>;

/**
 * Looks up one `credentialStatus` entry.
 *
 * The list must be a BitstringStatusListCredential at the URL that the entry names, signed by a key of its own issuer, within its
 * dates and kept for the purpose of the entry.
 *
 * @param entry  one entry, already known to be an object
 * @see Bitstring Status List v1.0 §3.2 Validate Algorithm
 */
export async function checkStatus(entry: Json, options: { loader: Loader; now: Date }): Promise<StatusOutcome> {
  if (entry.type !== 'BitstringStatusListEntry') return { state: 'unknown', reason: 'status-type-unknown', details: { type: entry.type } };
  const { statusListCredential: url, statusListIndex, statusPurpose, statusSize } = entry;
  const index = typeof statusListIndex === 'string' && /^\d{1,15}$/.test(statusListIndex) ? Number(statusListIndex) : undefined;
  if (typeof url !== 'string' || !/^https:\/\//.test(url) || index === undefined)
    return { state: 'unknown', reason: 'status-entry-malformed' };
  if ((statusPurpose !== 'revocation' && statusPurpose !== 'suspension') || (statusSize !== undefined && statusSize !== 1)) {
    return { state: 'unknown', reason: 'status-type-unknown', details: { statusPurpose } };
  }
  let list: unknown;
  try {
    list = await options.loader(url);
  } catch {
    return { state: 'unknown', reason: 'list-out-of-reach', details: { url } };
  }
  const trouble = await findListTrouble(list, url, statusPurpose, options);
  if (trouble) return { state: 'unknown', reason: trouble, details: { url } };
  try {
    const subject = (list as { credentialSubject: { encodedList: string } }).credentialSubject;
    if (!getStatus(decodeBitstring(subject.encodedList), index)) return { state: 'active', purpose: statusPurpose };
    return { state: statusPurpose === 'revocation' ? 'revoked' : 'suspended', purpose: statusPurpose };
  } catch (error) {
    if (error instanceof OpenBadgesError) return { state: 'unknown', reason: 'list-malformed', details: { url, code: error.code } };
    throw error;
  }
}

async function findListTrouble(
  list: unknown,
  url: string,
  purpose: string,
  options: { loader: Loader; now: Date },
): Promise<UnknownStatusReason | undefined> {
  if (!isObject(list) || !isObject(list.credentialSubject) || typeof list.credentialSubject.encodedList !== 'string')
    return 'list-malformed';
  if (list.id !== url || ![list.type].flat().includes('BitstringStatusListCredential')) return 'list-malformed';
  if (list.credentialSubject.type !== 'BitstringStatusList') return 'list-malformed';
  if (![list.credentialSubject.statusPurpose].flat().includes(purpose)) return 'list-of-other-purpose';
  const now = options.now.getTime();
  for (const date of [list.validFrom, list.validUntil]) if (date !== undefined && !isDateTime(date)) return 'list-malformed';
  if (typeof list.validFrom === 'string' && Date.parse(list.validFrom) > now) return 'list-expired';
  if (typeof list.validUntil === 'string' && Date.parse(list.validUntil) < now) return 'list-expired';
  const issuer = isObject(list.issuer) ? list.issuer.id : list.issuer;
  for (const proof of [list.proof].flat()) {
    const result = await verifyProof(list, proof, options);
    if (result.outcome === 'valid' && checkKey(result.method, issuer, options.now) === undefined) return undefined;
  }
  return 'list-not-signed';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
