import type { KeyObject } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import { type DidDocument, didContexts } from './did-document.ts';
import { encodeMultikey } from './multikey.ts';

/**
 * A key of an issuer.
 *
 * `active` signs new badges. `retired` signs no more, but stays listed so that the badges it signed keep verifying. `revoked` was
 * lost or stolen: it stays listed with the date, and is trusted no longer for anything.
 */
export type IssuerKey =
  | { fragment: string; publicKey: KeyObject; state: 'active' | 'retired' }
  | { fragment: string; publicKey: KeyObject; state: 'revoked'; revokedAt: string };

/**
 * The HTTPS address at which the document of a did:web stands.
 *
 * @throws {OpenBadgesError} `did-malformed` when it is not a did:web or its parts could lead to another place than they show
 * @see did:web method §2.5.2 Read
 */
export function didWebUrl(did: string): string {
  const parts = /^did:web:([^#?/]+)$/.exec(did)?.[1]?.split(':');
  if (!parts) throw malformed(did);
  const [host, ...path] = parts.map((part) => decode(part, did));
  if (!host || !/^[A-Za-z0-9.-]+(:\d{1,5})?$/.test(host)) throw malformed(did);
  if (path.some((segment) => !/^[A-Za-z0-9._~!$&'()*+,;=@-]+$/.test(segment) || /^\.+$/.test(segment))) throw malformed(did);
  return path.length === 0 ? `https://${host}/.well-known/did.json` : `https://${host}/${path.join('/')}/did.json`;
}

/**
 * The did:web of a place on the web, such as `https://example.org/issuers/school-7`.
 *
 * @throws {OpenBadgesError} `did-malformed` when the URL is not HTTPS or has a query, a fragment or a user
 */
export function didWeb(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'https:' || parsed.search || parsed.hash || parsed.username || parsed.password) throw malformed(url);
  const path = parsed.pathname.split('/').filter((segment) => segment !== '');
  const did = ['did', 'web', parsed.host.replace(':', '%3A'), ...path].join(':');
  didWebUrl(did);
  return did;
}

/**
 * Builds the document to publish at `didWebUrl(did)`.
 *
 * @param keys  every key that ever signed for this issuer; leaving one out makes its badges unverifiable
 * @param options.alsoKnownAs  other addresses of the same issuer, such as its profile URL
 */
export function didWebDocument(did: string, keys: IssuerKey[], options: { alsoKnownAs?: string[] } = {}): DidDocument {
  didWebUrl(did);
  return {
    '@context': didContexts,
    id: did,
    ...(options.alsoKnownAs ? { alsoKnownAs: options.alsoKnownAs } : {}),
    verificationMethod: keys.map((key) => ({
      id: `${did}#${key.fragment}`,
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: encodeMultikey(key.publicKey),
      ...(key.state === 'revoked' ? { revoked: key.revokedAt } : {}),
    })),
    assertionMethod: keys.filter((key) => key.state !== 'revoked').map((key) => `${did}#${key.fragment}`),
  };
}

function decode(part: string, did: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw malformed(did);
  }
}

function malformed(did: string): OpenBadgesError {
  return new OpenBadgesError('did-malformed', 'This is not a did:web, or not one that can be published.', { did });
}
