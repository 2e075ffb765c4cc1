/** The forms in which a badge can be taken along. */
export type BadgeFile =
  | 'credential.json'
  | 'credential.jwt'
  | 'badge.png'
  | 'badge.svg'
  | 'certificate.pdf'
  | 'assertion.json'
  | 'assertion.jws'
  | 'badge-2.png';

/** Where the things of awards stand, from the public address on. Signed badges carry these: they never change. */
export const addresses = (url: string) => ({
  badge: (awardId: string) => `${url}/badges/${awardId}`,
  badgeFile: (awardId: string, file: BadgeFile) => `${url}/badges/${awardId}/${file}`,
  /** The id of the signed assertion of Open Badges 2.0, which stands nowhere. */
  signedAssertion: (awardId: string) => `urn:uuid:${awardId}`,
  badgeClass: (classId: string) => `${url}/badge-classes/${classId}`,
  embed: (awardId: string) => `${url}/embed/badges/${awardId}`,
  version: (slug: string, number: number) => `${url}/micro-credentials/${slug}/versions/${number}`,
  stack: (slug: string) => `${url}/stacks/${slug}`,
  issuer: (slug: string) => `${url}/issuers/${slug}`,
  issuerFile: (slug: string, file: 'open-badges-2.json' | 'revocations.json' | 'jwks.json') => `${url}/issuers/${slug}/${file}`,
  /** An RSA key as Open Badges 2.0 has keys. */
  rsaKey: (slug: string, name: string) => `${url}/issuers/${slug}/rsa-keys/${name}`,
  statusList: (listId: string) => `${url}/status-lists/${listId}`,
  art: (kind: 'micro-credentials' | 'stacks', id: string) => `${url}/art/${kind}/${id}.png`,
  endorsement: (endorsementId: string) => `${url}/endorsements/${endorsementId}`,
  file: (fileId: string) => `${url}/api/v1/files/${fileId}`,
});

/** A web address in the characters that RDF lets an IRI have; null when it is none. */
export function asIri(address: string): string | null {
  if (!URL.canParse(address)) return null;
  return new URL(address).href.replace(
    /[\s<>"{}|\\^`]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
