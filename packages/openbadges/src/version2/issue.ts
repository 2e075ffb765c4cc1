import { createPublicKey, type KeyObject } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import { algorithmOf, signBytes } from '../jwt/algorithms.ts';
import type { Achievement, OpenBadgeCredential, Profile } from '../model/types.ts';
import {
  type Assertion,
  type BadgeClass,
  type CryptographicKey,
  type IdentityObject2,
  type IssuerProfile,
  OPEN_BADGES_V2,
  type RevocationList,
  type RevokedAssertion,
} from './types.ts';

export interface AssertionOptions {
  /** The address at which the assertion will stand; of a signed assertion also `urn:uuid:`. */
  id: string;
  /** The address of the BadgeClass. */
  badge: string;
  /** The address of the baked image, where there is one. */
  image?: string;
  /** The address of the key that will sign it; left out, the assertion is hosted at its `id`. */
  creator?: string;
}

/**
 * The Open Badges 2.0 assertion of an award, out of its 3.0 credential. The recipient is named by the same hash of the same address.
 *
 * @throws {OpenBadgesError} `credential-invalid` when the credential names its earner by no hashed or plain e-mail address, which
 *   is how 2.0 recognizes earners
 * @see Open Badges 2.0, Assertion
 */
export function assertion2(credential: OpenBadgeCredential, { id, badge, image, creator }: AssertionOptions): Assertion {
  const { credentialSubject: subject, evidence = [], validFrom, awardedDate, validUntil } = credential;
  return {
    '@context': OPEN_BADGES_V2,
    id,
    type: 'Assertion',
    ...inLanguage(subject.achievement),
    recipient: recipientOf(credential),
    badge,
    verification: creator === undefined ? { type: 'HostedBadge' } : { type: 'SignedBadge', creator },
    issuedOn: awardedDate ?? validFrom,
    ...(validUntil === undefined ? {} : { expires: validUntil }),
    ...(image === undefined ? {} : { image }),
    ...(subject.narrative === undefined ? {} : { narrative: subject.narrative }),
    ...(evidence.length === 0 ? {} : { evidence: evidence.map(({ type: _, ...rest }) => rest) }),
  };
}

/** The language of an achievement in the words of 2.0 (Open Badges 2.0, Multilingual Badges). */
const inLanguage = ({ inLanguage: language }: Achievement) => (language === undefined ? {} : { '@language': language });

function recipientOf({ credentialSubject: { id, identifier = [] } }: OpenBadgeCredential): IdentityObject2 {
  const address = identifier.find(({ identityType }) => identityType === 'emailAddress');
  if (address) {
    const { hashed, identityHash, salt } = address;
    return { type: 'email', hashed, ...(salt === undefined ? {} : { salt }), identity: identityHash };
  }
  if (id?.startsWith('mailto:')) return { type: 'email', hashed: false, identity: id.slice('mailto:'.length) };
  throw new OpenBadgesError('credential-invalid', '$.credentialSubject.identifier must have an e-mail address for Open Badges 2.0', {
    path: '$.credentialSubject.identifier',
  });
}

/** What to answer at the address of a hosted assertion after it was revoked, with status 410 (Open Badges 2.0, Hosted Verification). */
export function revokedAssertion2(id: string, reason?: string): RevokedAssertion {
  return {
    '@context': OPEN_BADGES_V2,
    id,
    type: 'Assertion',
    revoked: true,
    ...(reason === undefined ? {} : { revocationReason: reason }),
  };
}

/**
 * The BadgeClass of an achievement.
 *
 * @param options.image  the address of its image, which 2.0 asks for; the achievement's own unless told
 * @throws {OpenBadgesError} `credential-invalid` when there is no image
 */
export function badgeClass2(achievement: Achievement, options: { id: string; issuer: string; image?: string }): BadgeClass {
  const { name, description, criteria, alignment, tag } = achievement;
  const image = options.image ?? achievement.image?.id;
  if (!image)
    throw new OpenBadgesError('credential-invalid', '$.achievement.image is required for Open Badges 2.0', { path: '$.achievement.image' });
  return {
    '@context': OPEN_BADGES_V2,
    id: options.id,
    type: 'BadgeClass',
    ...inLanguage(achievement),
    name,
    description,
    image,
    criteria,
    issuer: options.issuer,
    ...(alignment?.length ? { alignment: alignment.map(({ type: _, targetType: __, ...rest }) => rest) } : {}),
    ...(tag?.length ? { tags: tag } : {}),
  };
}

export interface IssuerOptions2 {
  /** The address at which the profile will stand. */
  id: string;
  /** The web site of the issuer, and an address to write to: 2.0 asks for both. */
  url: string;
  email: string;
  /** Addresses of the keys that sign assertions. */
  keys?: string[];
  revocationList?: string;
  /** Beginnings of the addresses at which hosted assertions stand; without it they must have the origin of the profile. */
  startsWith?: string[];
}

/** The issuer profile, out of the 3.0 profile. */
export function issuerProfile2({ name, description, image }: Profile, options: IssuerOptions2): IssuerProfile {
  const { id, url, email, keys, revocationList, startsWith } = options;
  return {
    '@context': OPEN_BADGES_V2,
    id,
    type: 'Issuer',
    name: name ?? url,
    url,
    email,
    ...(description === undefined ? {} : { description }),
    ...(image === undefined ? {} : { image: image.id }),
    ...(keys?.length ? { publicKey: keys } : {}),
    ...(revocationList === undefined ? {} : { revocationList }),
    ...(startsWith?.length ? { verification: { type: 'VerificationObject', startsWith } } : {}),
  };
}

/** The document of a key that signs assertions. @param options.owner address of the issuer profile */
export function cryptographicKey2(publicKey: KeyObject, { id, owner }: { id: string; owner: string }): CryptographicKey {
  const publicKeyPem = String(publicKey.export({ format: 'pem', type: 'spki' })).trim();
  return { '@context': OPEN_BADGES_V2, id, type: 'CryptographicKey', owner, publicKeyPem };
}

/** The list of signed assertions that were revoked. @param revoked ids of assertions, with reasons where there are some */
export function revocationList2(options: { id: string; issuer: string; revoked: { id: string; reason?: string }[] }): RevocationList {
  return {
    '@context': OPEN_BADGES_V2,
    id: options.id,
    type: 'RevocationList',
    issuer: options.issuer,
    revokedAssertions: options.revoked.map(({ id, reason }) => ({ id, ...(reason === undefined ? {} : { revocationReason: reason }) })),
  };
}

/**
 * Signs an assertion as compact JWS. RS256 is what every 2.0 verifier reads; Ed25519 and P-256 keys give EdDSA and ES256.
 *
 * @throws {OpenBadgesError} `key-unsupported`; `credential-invalid` when the assertion is a hosted one
 * @see Open Badges 2.0, Signed Badges
 */
export function signAssertion2(assertion: Assertion, key: KeyObject): string {
  const alg = algorithmOf(createPublicKey(key as unknown as Parameters<typeof createPublicKey>[0]));
  if (!alg) throw new OpenBadgesError('key-unsupported', 'An assertion is signed with RSA of 2048 bits or more, Ed25519 or P-256.');
  if (assertion.verification.type !== 'SignedBadge') {
    throw new OpenBadgesError('credential-invalid', '$.verification must name the key of a signed assertion', { path: '$.verification' });
  }
  const input = [{ alg }, assertion].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${input}.${Buffer.from(signBytes(alg, Buffer.from(input), key)).toString('base64url')}`;
}
