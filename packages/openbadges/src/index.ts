export { type BakingOptions, bakePng, unbakePng } from './bake/png.ts';
export { bakeSvg, unbakeSvg } from './bake/svg.ts';
export { unbake } from './bake/unbake.ts';
export { type Association, type ClrCredential, type ClrOptions, type ClrSubject, clrCredential } from './clr/clr-credential.ts';
export * from './contexts.ts';
export { OpenBadgesError, type OpenBadgesErrorCode } from './errors.ts';
export { createIssuer, type IssueOptions, type Issuer, type IssuerOptions } from './issue/issuer.ts';
export { type JwtSigningOptions, signJwt } from './jwt/sign-jwt.ts';
export type { DidDocument, MultikeyMethod } from './keys/did-document.ts';
export { didKey, didKeyDocument, didKeyMethod, parseDidKey } from './keys/did-key.ts';
export { didWeb, didWebDocument, didWebUrl, type IssuerKey } from './keys/did-web.ts';
export { exportPrivateKey, generateKey, importPrivateKey, type KeyPair } from './keys/ed25519.ts';
export { decodeMultikey, encodeMultikey } from './keys/multikey.ts';
export { type ResolvedMethod, resolveMethod } from './keys/resolve-method.ts';
export { type Loader, offline } from './loader.ts';
export { findVerifiableCredentialIssues } from './model/general.ts';
export { hashIdentity, matchesIdentity } from './model/identity.ts';
export { achievementLanguage, isLanguageTag } from './model/language.ts';
export { findPresentationIssues, presentation, type VerifiablePresentation } from './model/presentation.ts';
export type * from './model/types.ts';
export { type CredentialIssue, findCredentialIssues, validateCredential } from './model/validate-credential.ts';
export type { CryptosuiteName } from './proof/cryptosuites.ts';
export { addProof, type Signable, type SigningOptions, sign } from './proof/sign.ts';
export { type ProofOutcome, type ProofVerification, verifyProof } from './proof/verify-proof.ts';
export { createBitstring, decodeBitstring, encodeBitstring, getStatus, setStatus } from './status/bitstring.ts';
export { checkStatus, type StatusOptions, type StatusOutcome } from './status/check-status.ts';
export { type StatusListCredential, type StatusListOptions, statusListCredential, statusListEntry } from './status/status-list.ts';
export { freeze } from './template/document-builder.ts';
export { type ByteLoader, checkResources } from './verify/check-resources.ts';
export type { ExpectedRecipient, VerifyOptions } from './verify/options.ts';
export type { Check, CheckId, Kind, Outcome, Report } from './verify/report.ts';
export { type BadgeInput, createVerifier, type Verifier, verify } from './verify/verify.ts';
export {
  type AssertionOptions,
  assertion2,
  badgeClass2,
  cryptographicKey2,
  type IssuerOptions2,
  issuerProfile2,
  revocationList2,
  revokedAssertion2,
  signAssertion2,
} from './version2/issue.ts';
export * from './version2/types.ts';
