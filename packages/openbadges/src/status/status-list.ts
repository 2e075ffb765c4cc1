import { CREDENTIALS_V2 } from '../contexts.ts';
import { OpenBadgesError } from '../errors.ts';
import type { BitstringStatusListEntry, Profile, StatusPurpose, VerifiableCredential } from '../model/types.ts';
import { encodeBitstring } from './bitstring.ts';

export interface StatusListOptions {
  /** The URL at which the signed list will be published. */
  id: string;
  issuer: string | Profile;
  purpose: StatusPurpose;
  bits: Uint8Array;
  validFrom: string;
  /** After this a verifier must not trust the list; publish a fresh one in time. */
  validUntil?: string;
  /** How long a copy may be kept before asking again. The standard counts in milliseconds; its default is five minutes. */
  ttlSeconds?: number;
}

/** A status list as a credential, to be signed with `sign` and published. */
export interface StatusListCredential extends VerifiableCredential {
  id: string;
  credentialSubject: { id: string; type: 'BitstringStatusList'; statusPurpose: StatusPurpose; encodedList: string; ttl?: number };
}

/** Builds the credential of a status list (Bitstring Status List v1.0 §2.2 BitstringStatusListCredential). */
export function statusListCredential(options: StatusListOptions): StatusListCredential {
  return {
    '@context': [CREDENTIALS_V2],
    id: options.id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: typeof options.issuer === 'string' ? options.issuer : options.issuer.id,
    validFrom: options.validFrom,
    ...(options.validUntil === undefined ? {} : { validUntil: options.validUntil }),
    credentialSubject: {
      id: `${options.id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: options.purpose,
      encodedList: encodeBitstring(options.bits),
      ...(options.ttlSeconds === undefined ? {} : { ttl: options.ttlSeconds * 1000 }),
    },
  };
}

/**
 * The `credentialStatus` of a badge: where in which list its status stands.
 *
 * @param entry.list  URL of the list
 * @param entry.index  the badge's place; choose it at random, so that it says nothing about the order of awards
 * @throws {OpenBadgesError} `status-index-out-of-range` for a negative or broken number
 */
export function statusListEntry(entry: { list: string; index: number; purpose: StatusPurpose }): BitstringStatusListEntry {
  if (!Number.isSafeInteger(entry.index) || entry.index < 0) {
    throw new OpenBadgesError('status-index-out-of-range', 'A place in a list is a whole number from 0.', { index: entry.index });
  }
  return {
    id: `${entry.list}#${entry.index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: entry.purpose,
    statusListIndex: String(entry.index),
    statusListCredential: entry.list,
  };
}
