/** The claims of a JWT that repeat what the credential says (Open Badges 3.0, JWT Payload Format). */
export interface CredentialClaims {
  iss?: unknown;
  jti?: unknown;
  sub?: unknown;
  nbf?: unknown;
  exp?: unknown;
}

interface Claimed {
  id?: unknown;
  issuer?: unknown;
  validFrom?: unknown;
  validUntil?: unknown;
  credentialSubject?: unknown;
  /** The names of VC Data Model 1.1. */
  issuanceDate?: unknown;
  expirationDate?: unknown;
}

const seconds = (date: unknown) => (typeof date === 'string' ? Math.floor(Date.parse(date) / 1_000) : undefined);
const idOf = (value: unknown) => (typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : value);

/** The claims that belong to a credential; those it has no value for are left out. */
export function claimsOf(credential: Claimed): CredentialClaims {
  const claims: CredentialClaims = {
    iss: idOf(credential.issuer),
    jti: credential.id,
    sub: idOf(credential.credentialSubject),
    nbf: seconds(credential.validFrom ?? credential.issuanceDate),
    exp: seconds(credential.validUntil ?? credential.expirationDate),
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}

/**
 * The first claim that says something else than the credential, or is missing. Open Badges 3.0 asks for all of them, `exp` only if
 * something ends; Securing Verifiable Credentials using JOSE and COSE (§3.1.1) for none.
 */
export function findWrongClaim(
  claims: CredentialClaims,
  credential: Claimed,
  { areOptional }: { areOptional: boolean },
): keyof CredentialClaims | undefined {
  const expected = claimsOf(credential);
  return (['iss', 'jti', 'sub', 'nbf', 'exp'] as const).find((name) => {
    if (areOptional && claims[name] === undefined) return false;
    return claims[name] !== expected[name] || (name !== 'exp' && expected[name] === undefined);
  });
}
