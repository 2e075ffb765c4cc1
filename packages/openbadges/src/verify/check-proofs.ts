import { checkKey, type KeyObjection } from '../proof/check-key.ts';
import { findEarlierProofs } from '../proof/sign.ts';
import { type ProofOutcome, type ProofVerification, verifyProof } from '../proof/verify-proof.ts';
import { aCheck } from './messages.ts';
import type { Check } from './report.ts';

const MAX_PROOFS = 4;

/**
 * Whether the content is as it was signed, and whether the signing key is the issuer's.
 *
 * Every proof that can be checked must hold, and one of them must be the issuer's. Proofs of unknown kinds do no harm beside a good
 * one.
 *
 * @param document  names the issuer whose key must have signed
 * @param signed  what is signed, where it names somebody else than an issuer
 */
export async function checkProofs(
  document: Record<string, unknown>,
  options: ProofVerification,
  signed: Record<string, unknown> = document,
): Promise<{ proof: Check; issuerKey: Check }> {
  const proofs = [document.proof].flat().filter((proof) => proof !== undefined && proof !== null);
  if (proofs.length === 0) return withoutKey(aCheck('proof', 'failed', 'not-signed'));
  if (proofs.length > MAX_PROOFS) return withoutKey(aCheck('proof', 'failed', 'too-many-proofs', { proofs: proofs.length }));
  const outcomes: ProofOutcome[] = [];
  for (const proof of proofs) outcomes.push(await verifyProof(signed, proof, options));
  leaveOpenAfterUnchecked(proofs, outcomes);

  const invalid = outcomes.find((outcome) => outcome.outcome === 'invalid');
  if (invalid) {
    const proof = aCheck('proof', 'failed', invalid.reason);
    return invalid.reason === 'key-refused' ? { proof, issuerKey: aCheck('issuer-key', 'failed', 'key-refused') } : withoutKey(proof);
  }
  const valid = outcomes.filter((outcome) => outcome.outcome === 'valid');
  if (valid.length === 0) {
    const unchecked = outcomes.find((outcome) => outcome.outcome === 'unchecked');
    return withoutKey(aCheck('proof', 'not-checked', unchecked?.reason ?? 'proof-type-unknown', unchecked?.details));
  }
  return { proof: aCheck('proof', 'passed', 'signature-matches'), issuerKey: checkIssuerKey(document, valid, options) };
}

/** A proof that comes after one that could not be checked is not known to hold either (Data Integrity 1.0 §4.5). */
function leaveOpenAfterUnchecked(proofs: unknown[], outcomes: ProofOutcome[]): void {
  for (let round = 0; round < proofs.length; round += 1) {
    for (const [index, proof] of proofs.entries()) {
      const earlier = findEarlierProofs(proofs, (proof as { previousProof?: unknown }).previousProof) ?? [];
      const open = earlier.map((one) => outcomes[proofs.indexOf(one)]).find((outcome) => outcome?.outcome === 'unchecked');
      if (open && outcomes[index]?.outcome === 'valid') outcomes[index] = open;
    }
  }
}

function checkIssuerKey(
  document: Record<string, unknown>,
  valid: Extract<ProofOutcome, { outcome: 'valid' }>[],
  { now, proofPurpose }: ProofVerification,
): Check {
  const named = issuerId(document);
  const namesNobody = proofPurpose === 'authentication' && document.issuer === undefined;
  let objection: KeyObjection = 'key-of-somebody-else';
  for (const { method } of valid) {
    const issuer = namesNobody ? method.controller : named;
    const found = checkKey(method, issuer, now, proofPurpose);
    if (found === undefined) return aCheck('issuer-key', 'passed', 'key-of-issuer', { issuer, verificationMethod: method.id });
    objection = found;
  }
  return aCheck('issuer-key', 'failed', objection, { issuer: named, signedBy: valid.map(({ method }) => method.controller) });
}

/** The id of the issuer, whether it is written as text or as a profile. */
export function issuerId(document: Record<string, unknown>): string | undefined {
  return idOf(document.issuer);
}

/** The id of somebody who is named by id or described. */
export function idOf(somebody: unknown): string | undefined {
  const id = typeof somebody === 'object' && somebody !== null ? (somebody as { id?: unknown }).id : somebody;
  return typeof id === 'string' ? id : undefined;
}

/** What is found where no key is known to have signed. */
export function withoutKey(proof: Check): { proof: Check; issuerKey: Check } {
  return { proof, issuerKey: aCheck('issuer-key', 'not-checked', 'no-signature') };
}
