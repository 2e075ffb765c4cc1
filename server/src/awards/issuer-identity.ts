import { decodeMultikey, didKey, didKeyMethod, didWeb } from '@brevet/openbadges';

/** Under which names an issuer signs. */
export interface IssuerIdentity {
  /** The DID in the badges' `issuer`. */
  id: string;
  /** The key's id in proofs. */
  verificationMethod: string;
}

/** The did:web of an issuer, whose document is served at /issuers/:slug/did.json. */
export function issuerDidWeb(url: string, slug: string): string {
  return didWeb(`${url.replace(/^http:/, 'https:')}/issuers/${slug}`);
}

/**
 * What an issuer calls itself in badges. With a public https address it is a did:web: one name, however often keys change, and
 * anybody can look its keys up. Without (the demo on localhost) did:web leads nowhere, so it is the did:key of the key, which
 * carries the key in itself and verifies anywhere.
 *
 * @param url the public address
 */
export function issuerIdentity(url: string, slug: string, key: { name: string; publicKeyMultibase: string }): IssuerIdentity {
  if (url.startsWith('https:')) {
    const id = issuerDidWeb(url, slug);
    return { id, verificationMethod: `${id}#${key.name}` };
  }
  const publicKey = decodeMultikey(key.publicKeyMultibase);
  return { id: didKey(publicKey), verificationMethod: didKeyMethod(publicKey) };
}
