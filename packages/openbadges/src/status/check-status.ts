import { OpenBadgesError } from '../errors.ts';
import { type Loader, mayAsk } from '../loader.ts';
import { isDateTime } from '../model/primitives.ts';
import { checkKey } from '../proof/check-key.ts';
import type { ProofMemory } from '../proof/proof-memory.ts';
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

export interface StatusOptions {
  loader: Loader;
  now: Date;
  /** The credential whose status it is, by which older kinds of lists name it. */
  credentialId?: unknown;
  trustedOrigins?: readonly string[];
  /** Saves work on lists of known shape, and on those that the loader gave before as the same frozen object. */
  memory?: ProofMemory;
}

/** How a list is called: today, and in badges of VC Data Model 1.1 (Status List 2021). */
interface Form {
  credential: string;
  subject: string;
}

const forms: Record<string, Form> = {
  BitstringStatusListEntry: { credential: 'BitstringStatusListCredential', subject: 'BitstringStatusList' },
  StatusList2021Entry: { credential: 'StatusList2021Credential', subject: 'StatusList2021' },
};

/**
 * Looks up one `credentialStatus` entry.
 *
 * The list must be a BitstringStatusListCredential at the URL that the entry names, signed by a key of its own issuer, within its
 * dates and kept for the purpose of the entry.
 *
 * @param entry  one entry, already known to be an object
 * @see Bitstring Status List v1.0 §3.2 Validate Algorithm
 */
export async function checkStatus(entry: Json, options: StatusOptions): Promise<StatusOutcome> {
  if (entry.type === '1EdTechRevocationList') return checkRevocationList(entry, options);
  const form = typeof entry.type === 'string' && Object.hasOwn(forms, entry.type) ? forms[entry.type] : undefined;
  if (!form) return { state: 'unknown', reason: 'status-type-unknown', details: { type: entry.type } };
  const { statusListCredential: url, statusListIndex, statusPurpose, statusSize } = entry;
  const index = typeof statusListIndex === 'string' && /^\d{1,15}$/.test(statusListIndex) ? Number(statusListIndex) : undefined;
  if (typeof url !== 'string' || !mayAsk(url, options.trustedOrigins) || index === undefined)
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
  const trouble = await findListTrouble(list, url, statusPurpose, form, options);
  if (trouble) return { state: 'unknown', reason: trouble, details: { url } };
  try {
    if (!getStatus(bitsOf(list as { credentialSubject: { encodedList: string } }), index))
      return { state: 'active', purpose: statusPurpose };
    return { state: statusPurpose === 'revocation' ? 'revoked' : 'suspended', purpose: statusPurpose };
  } catch (error) {
    if (error instanceof OpenBadgesError) return { state: 'unknown', reason: 'list-malformed', details: { url, code: error.code } };
    throw error;
  }
}

/** Bits of lists that can change no more. */
const unpacked = new WeakMap<object, Uint8Array>();

function bitsOf({ credentialSubject }: { credentialSubject: { encodedList: string } }): Uint8Array {
  const known = unpacked.get(credentialSubject);
  if (known) return known;
  const bits = decodeBitstring(credentialSubject.encodedList);
  if (Object.isFrozen(credentialSubject)) unpacked.set(credentialSubject, bits);
  return bits;
}

/**
 * The list of Open Badges 3.0 itself, which names revoked credentials one by one. It is not signed; that it stands at the address that the
 * signed badge names is all that vouches for it.
 *
 * @see 1EdTech Revocation List Status Method v1.0
 */
async function checkRevocationList(entry: Json, options: StatusOptions): Promise<StatusOutcome> {
  const { id: url } = entry;
  const { credentialId } = options;
  if (typeof url !== 'string' || !mayAsk(url, options.trustedOrigins) || typeof credentialId !== 'string') {
    return { state: 'unknown', reason: 'status-entry-malformed' };
  }
  let list: unknown;
  try {
    list = await options.loader(url);
  } catch {
    return { state: 'unknown', reason: 'list-out-of-reach', details: { url } };
  }
  const revoked = isObject(list) && list.id === url ? list.revokedCredential : undefined;
  if (!Array.isArray(revoked)) return { state: 'unknown', reason: 'list-malformed', details: { url } };
  const isRevoked = revoked.some((one) => isObject(one) && one.id === credentialId && one.revoked !== false);
  return { state: isRevoked ? 'revoked' : 'active', purpose: 'revocation' };
}

async function findListTrouble(
  list: unknown,
  url: string,
  purpose: string,
  form: Form,
  options: StatusOptions,
): Promise<UnknownStatusReason | undefined> {
  if (!isObject(list) || !isObject(list.credentialSubject) || typeof list.credentialSubject.encodedList !== 'string')
    return 'list-malformed';
  if (list.id !== url || ![list.type].flat().includes(form.credential)) return 'list-malformed';
  if (list.credentialSubject.type !== form.subject) return 'list-malformed';
  if (![list.credentialSubject.statusPurpose].flat().includes(purpose)) return 'list-of-other-purpose';
  const now = options.now.getTime();
  const [from, until] = [list.validFrom ?? list.issuanceDate, list.validUntil ?? list.expirationDate];
  for (const date of [from, until]) if (date !== undefined && !isDateTime(date)) return 'list-malformed';
  if (typeof from === 'string' && Date.parse(from) > now) return 'list-expired';
  if (typeof until === 'string' && Date.parse(until) < now) return 'list-expired';
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
