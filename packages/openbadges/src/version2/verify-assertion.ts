import { createPublicKey, type KeyObject } from 'node:crypto';
import { algorithmOf, verifyBytes } from '../jwt/algorithms.ts';
import { mayAsk } from '../loader.ts';

import { canonicalizeJson } from '../proof/jcs.ts';
import { checkDatesOf, checkKnownIssuer, checkRecipientOf, withKnownStatus } from '../verify/check-circumstances.ts';
import { aCheck } from '../verify/messages.ts';
import type { VerifyOptions } from '../verify/options.ts';
import type { Check, Report } from '../verify/report.ts';
import { verdictOf } from '../verify/report.ts';
import { type Assertion2, findAssertionIssues, findBadgeClassIssues, findIssuerIssues } from './model.ts';
import type { Jws } from './read-assertion.ts';

type Json = Record<string, unknown>;

/** What was found at an address. */
type Loaded = { state: 'found'; document: Json } | { state: 'out-of-reach' } | { state: 'malformed' };

/**
 * Verifies an assertion of Open Badges 2.0: a hosted one against its issuer's web site, a signed one against its issuer's keys.
 *
 * Both stand on the issuer profile at its own address: it says which addresses and keys are the issuer's. What the assertion says of
 * its issuer counts for nothing.
 *
 * @see Open Badges 2.0, Implementation Guide, Verification
 */
export async function verifyAssertion(document: Json, jws: Jws | undefined, options: VerifyOptions): Promise<Report> {
  const issues = findAssertionIssues(document);
  const start: Check[] = [aCheck('parsed', 'passed', 'read')];
  if (issues.length > 0) {
    return finish([...start, aCheck('data-model', 'failed', 'broken', { issues })], document);
  }
  const assertion = document as Assertion2;
  const badgeClass = await find(assertion.badge, options, false);
  const issuer = badgeClass.state === 'found' ? await find(badgeClass.document.issuer, options, true) : badgeClass;
  const origin = jws ? await checkSignature(assertion, jws, issuer, options) : await checkHost(assertion, issuer, options);
  const isConfirmed = origin.proof.outcome === 'passed' && origin.issuerKey.outcome === 'passed';
  const issuerId = issuer.state === 'found' ? String(issuer.document.id) : undefined;
  const { expectedRecipient, knownIssuers, knownStatus, now } = options;
  const status = origin.status ?? (await checkStatus(assertion, issuer, { isConfirmed, isSigned: jws !== undefined }, options));
  const checks: Check[] = [
    ...start,
    checkModel(badgeClass, issuer),
    origin.proof,
    origin.issuerKey,
    checkDatesOf({ validFrom: assertion.issuedOn, validUntil: assertion.expires }, now),
    isConfirmed ? await withKnownStatus(status, assertion.id, knownStatus) : status,
    checkRecipientOf(recipientsOf(assertion), expectedRecipient),
    issuerId === undefined
      ? aCheck('achievement-issuer', 'not-checked', 'no-creator')
      : aCheck('achievement-issuer', 'passed', 'same-issuer'),
    checkKnownIssuer(issuerId, knownIssuers),
  ];
  const badge = badgeClass.state === 'found' ? badgeClass.document : undefined;
  return finish(checks, {
    ...document,
    ...(badge ? { badge: { ...badge, ...(issuer.state === 'found' ? { issuer: issuer.document } : {}) } } : {}),
  });
}

function finish(checks: Check[], assertion: Json): Report {
  return { verdict: verdictOf(checks), checks, kind: 'badge-2.0', assertion };
}

function checkModel(badgeClass: Loaded, issuer: Loaded): Check {
  if (badgeClass.state === 'malformed')
    return aCheck('data-model', 'failed', 'broken', { issues: [{ path: '$.badge', message: 'cannot be read' }] });
  if (badgeClass.state === 'out-of-reach') return aCheck('data-model', 'not-checked', 'parts-out-of-reach');
  const issues = [
    ...findBadgeClassIssues(badgeClass.document),
    ...(issuer.state === 'found' ? findIssuerIssues(issuer.document) : []),
    ...(issuer.state === 'malformed' ? [{ path: '$.badge.issuer', message: 'cannot be read' }] : []),
  ];
  if (issues.length > 0) return aCheck('data-model', 'failed', 'broken', { issues });
  return issuer.state === 'found' ? aCheck('data-model', 'passed', 'conforms') : aCheck('data-model', 'not-checked', 'parts-out-of-reach');
}

/** A document in place or at its address. @param always  read it at its address even if it is in place */
async function find(reference: unknown, options: VerifyOptions, always: boolean): Promise<Loaded> {
  if (isObject(reference) && !always) return { state: 'found', document: reference };
  const address = isObject(reference) ? reference.id : reference;
  return typeof address === 'string' ? load(address, options) : { state: 'malformed' };
}

async function load(address: string, options: VerifyOptions): Promise<Loaded> {
  if (!mayAsk(address, options.trustedOrigins)) return { state: 'out-of-reach' };
  let document: unknown;
  try {
    document = await options.loader(address);
  } catch {
    return { state: 'out-of-reach' };
  }
  return isObject(document) && document.id === address ? { state: 'found', document } : { state: 'malformed' };
}

interface Origin {
  proof: Check;
  issuerKey: Check;
  /** Known already for hosted assertions. */
  status?: Check;
}

/** Whether the assertion stands, as given, at an address where its issuer keeps assertions. */
async function checkHost(assertion: Assertion2, issuer: Loaded, options: VerifyOptions): Promise<Origin> {
  const noKey = aCheck('issuer-key', 'not-checked', 'no-signature');
  if (!/^https?:/.test(assertion.id)) return { proof: aCheck('proof', 'failed', 'hosted-nowhere'), issuerKey: noKey };
  const hosted = await load(assertion.id, options);
  if (hosted.state === 'out-of-reach') {
    return { proof: aCheck('proof', 'not-checked', 'issuer-out-of-reach', { url: assertion.id }), issuerKey: noKey };
  }
  if (hosted.state === 'malformed') return { proof: aCheck('proof', 'failed', 'hosted-otherwise'), issuerKey: noKey };
  const issuerKey = checkScope(assertion.id, issuer);
  if (hosted.document.revoked === true) {
    const reason = hosted.document.revocationReason;
    const status = aCheck('status', 'failed', 'revoked', typeof reason === 'string' ? { reason } : {});
    return { proof: aCheck('proof', 'passed', 'hosted'), issuerKey, status };
  }
  // an assertion may have been taken along before its language was told
  const { '@language': _, ...untold } = hosted.document;
  const isSame = compared('@language' in assertion ? hosted.document : untold) === compared(assertion);
  return { proof: isSame ? aCheck('proof', 'passed', 'hosted') : aCheck('proof', 'failed', 'hosted-otherwise'), issuerKey };
}

/** What must be the same at the address and in the hand: all but the context and the picture, which is the hand's. */
function compared(assertion: object): string {
  const { '@context': _, image: __, badge, ...rest } = assertion as Json;
  return canonicalizeJson({ ...rest, badge: isObject(badge) ? (badge.id ?? badge) : badge });
}

/** Which addresses are the issuer's (Open Badges 2.0, VerificationObject): `startsWith`, `allowedOrigins`, or its own origin. */
function checkScope(id: string, issuer: Loaded): Check {
  if (issuer.state === 'out-of-reach') return aCheck('issuer-key', 'not-checked', 'issuer-out-of-reach');
  if (issuer.state === 'malformed') return aCheck('issuer-key', 'failed', 'issuer-malformed');
  const { id: issuerId, verification } = issuer.document;
  const scope = isObject(verification) ? verification : {};
  const beginnings = [scope.startsWith].flat().filter((one) => one !== undefined);
  const origins = [scope.allowedOrigins].flat().filter((one) => one !== undefined);
  const url = new URL(id);
  const isBegun = beginnings.length === 0 || beginnings.some((one) => typeof one === 'string' && URL.canParse(one) && id.startsWith(one));
  const isAtHome =
    origins.length > 0
      ? origins.some((one) => one === url.host || one === url.hostname || one === url.origin)
      : beginnings.length > 0 || url.origin === originOf(issuerId);
  return isBegun && isAtHome
    ? aCheck('issuer-key', 'passed', 'address-of-issuer', { issuer: issuerId })
    : aCheck('issuer-key', 'failed', 'address-of-somebody-else', { issuer: issuerId, id });
}

/** Whether the signature holds, and was made with a key that the issuer lists. */
async function checkSignature(assertion: Assertion2, jws: Jws, issuer: Loaded, options: VerifyOptions): Promise<Origin> {
  const noKey = aCheck('issuer-key', 'not-checked', 'no-signature');
  if (issuer.state === 'out-of-reach') return { proof: aCheck('proof', 'not-checked', 'issuer-out-of-reach'), issuerKey: noKey };
  if (issuer.state === 'malformed')
    return { proof: aCheck('proof', 'failed', 'key-refused'), issuerKey: aCheck('issuer-key', 'failed', 'issuer-malformed') };
  const listed = [issuer.document.publicKey].flat();
  const { creator } = assertion.verification;
  const named = isObject(creator) ? creator.id : (creator ?? idOf(listed[0]));
  const entry = listed.find((one) => idOf(one) === named && named !== undefined);
  if (typeof named !== 'string' || entry === undefined) {
    return { proof: aCheck('proof', 'failed', 'key-refused'), issuerKey: aCheck('issuer-key', 'failed', 'key-refused') };
  }
  const found: Loaded =
    isObject(entry) && typeof entry.publicKeyPem === 'string' ? { state: 'found', document: entry } : await load(named, options);
  if (found.state === 'out-of-reach')
    return { proof: aCheck('proof', 'not-checked', 'issuer-out-of-reach', { url: named }), issuerKey: noKey };
  const key = found.state === 'found' ? readKey(found.document) : undefined;
  const algorithm = key && algorithmOf(key);
  if (!key || !algorithm)
    return { proof: aCheck('proof', 'failed', 'key-refused'), issuerKey: aCheck('issuer-key', 'failed', 'key-refused') };
  if (algorithm !== jws.alg) return { proof: aCheck('proof', 'failed', 'algorithm-refused', { alg: jws.alg }), issuerKey: noKey };
  if (!verifyBytes(algorithm, jws.input, key, jws.signature))
    return { proof: aCheck('proof', 'failed', 'signature-mismatch'), issuerKey: noKey };
  const owner = found.state === 'found' ? found.document.owner : undefined;
  const isOwn = owner === undefined || owner === issuer.document.id;
  return {
    proof: aCheck('proof', 'passed', 'signature-matches'),
    issuerKey: isOwn
      ? aCheck('issuer-key', 'passed', 'key-of-issuer', { issuer: issuer.document.id, verificationMethod: named })
      : aCheck('issuer-key', 'failed', 'key-of-somebody-else', { owner }),
  };
}

/** A private key or certificate under the name of a public key is not read. */
function readKey({ publicKeyPem }: Json): KeyObject | undefined {
  if (typeof publicKeyPem !== 'string' || !/^\s*-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(publicKeyPem)) return undefined;
  try {
    return createPublicKey(publicKeyPem);
  } catch {
    return undefined;
  }
}

/** Whether the issuer revoked the assertion: a hosted one says so itself, a signed one stands in a list (Open Badges 2.0, RevocationList). */
async function checkStatus(
  assertion: Assertion2,
  issuer: Loaded,
  { isConfirmed, isSigned }: { isConfirmed: boolean; isSigned: boolean },
  options: VerifyOptions,
): Promise<Check> {
  if (!isConfirmed) return aCheck('status', 'not-checked', 'signature-first');
  if (!isSigned) return aCheck('status', 'passed', 'active');
  const address = issuer.state === 'found' ? idOf(issuer.document.revocationList) : undefined;
  if (address === undefined) return aCheck('status', 'passed', 'no-status');
  const list = await load(address, options);
  if (list.state === 'out-of-reach') return aCheck('status', 'not-checked', 'list-out-of-reach', { url: address });
  const isList = list.state === 'found' && [list.document.type].flat().includes('RevocationList');
  const isOwn = isList && (list.document.issuer === undefined || idOf(list.document.issuer) === (issuer as { document: Json }).document.id);
  if (list.state !== 'found' || !isOwn) return aCheck('status', 'not-checked', 'list-malformed', { url: address });
  const entry = [list.document.revokedAssertions]
    .flat()
    .find((one) => idOf(one) === assertion.id || (isObject(one) && one.uid === assertion.id));
  if (entry === undefined) return aCheck('status', 'passed', 'active');
  const reason = isObject(entry) ? entry.revocationReason : undefined;
  return aCheck('status', 'failed', 'revoked', typeof reason === 'string' ? { reason } : {});
}

/** Identities in the words of 3.0, which hashes them in the same way. */
function recipientsOf({ recipient }: Assertion2): { ids: string[]; identities: Json[] } {
  const { type, hashed = false, salt, identity } = recipient;
  if (![type].flat().includes('email')) return { ids: hashed ? [] : [identity], identities: [] };
  const identityObject = { identityType: 'emailAddress', hashed, identityHash: identity, ...(salt === undefined ? {} : { salt }) };
  return { ids: [], identities: [identityObject] };
}

function idOf(value: unknown): string | undefined {
  const id = isObject(value) ? value.id : value;
  return typeof id === 'string' ? id : undefined;
}

function originOf(value: unknown): string | undefined {
  return typeof value === 'string' && URL.canParse(value) ? new URL(value).origin : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
