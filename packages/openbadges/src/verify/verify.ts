import { unbake } from '../bake/unbake.ts';
import { OpenBadgesError } from '../errors.ts';
import { isCompactJws, readJwt } from '../jwt/read-jwt.ts';
import { mayAsk } from '../loader.ts';
import { findPresentationIssues } from '../model/presentation.ts';
import type { OpenBadgeCredential } from '../model/types.ts';
import { isAssertion, readSignedAssertion } from '../version2/read-assertion.ts';
import { verifyAssertion } from '../version2/verify-assertion.ts';
import {
  checkAchievementIssuer,
  checkDates,
  checkKnownIssuer,
  checkRecipient,
  checkStatuses,
  withKnownStatus,
} from './check-circumstances.ts';
import { checkJwt, checkPresentationJwt } from './check-jwt.ts';
import { checkModel } from './check-model.ts';
import { checkProofs, idOf, issuerId } from './check-proofs.ts';
import { checkResources } from './check-resources.ts';
import { aCheck, type Reason } from './messages.ts';
import { openEnvelope } from './open-envelope.ts';
import type { VerifyOptions } from './options.ts';
import { limits, readJson } from './read-json.ts';
import { type Check, type Report, verdictOf } from './report.ts';
import { type Reading, VerifierMemory } from './verifier-memory.ts';
import { checkContents, checkEndorsements, checkHolder, type VerifyOne } from './verify-contents.ts';
import { kindOf } from './what-it-is.ts';

/**
 * Verifies anybody's badge and reports every check by name. It never throws.
 *
 * It reads credentials of Open Badges 3.0 (VC Data Model 2.0 and 1.1, with Data Integrity proofs or as VC-JWT), assertions of Open Badges
 * 2.0 (hosted or signed), Comprehensive Learner Records 2.0 and verifiable presentations, each with everything inside.
 *
 * For many badges use `createVerifier`, which remembers what it learned.
 *
 * @param input  the badge as JSON text or compact JWS, as bytes of a JSON, PNG or SVG file, or as a parsed object
 * @see Open Badges 3.0, Verification and Validation; Open Badges 2.0, Verification; VCDM 2.0 §7
 */
export async function verify(input: BadgeInput, options: VerifyOptions): Promise<Report> {
  return report(input, options, undefined);
}

/** A badge as JSON text or compact JWS, as bytes of a JSON, JWS, PNG or SVG file, or as a parsed object. */
export type BadgeInput = string | Uint8Array | object;

/** Somebody who verifies many badges. */
export interface Verifier {
  /**
   * As the function `verify`, to the same reports; `credential` is not to be changed: of a badge that was seen before it is frozen, of one
   * of known shape those parts are that it shares with others.
   */
  verify(input: BadgeInput, options: VerifyOptions): Promise<Report>;
}

/**
 * Makes a verifier that remembers shapes of badges, texts it has read and signatures that held. Dates, status and keys of issuers are
 * looked up every time; let the loader keep copies of documents if that is wanted.
 *
 * @param options.remember  how many texts to remember, some 20 kB each; 1000 unless told
 */
export function createVerifier(options: { remember?: number } = {}): Verifier {
  const memory = new VerifierMemory(options.remember ?? 1_000);
  return { verify: (input, verifyOptions) => report(input, verifyOptions, memory) };
}

/** What is inside a presentation may be a learner record with badges, and a badge may have an endorsement inside. */
const MAX_DEPTH = 4;

async function report(input: BadgeInput, options: VerifyOptions, verifierMemory: VerifierMemory | undefined, depth = 0): Promise<Report> {
  // what is remembered of a text includes that it is a badge
  const memory = options.anyCredential ? undefined : verifierMemory;
  try {
    if (depth >= MAX_DEPTH) throw new OpenBadgesError('document-unsafe', 'Credentials are nested too deeply.', { depth });
    const text = await textOf(input, options);
    const maxBytes = options.maxBytes ?? limits.bytes;
    const reading =
      memory && text.length <= maxBytes ? memory.read(text, (fresh) => read(fresh, maxBytes, { memory })) : read(text, maxBytes, options);
    if (reading.isAssertion) return await verifyAssertion(reading.document, reading.jws, options);
    const verifyOne: VerifyOne = (content) => report(content, forContents(options), memory, depth + 1);
    const all = memory ? { ...options, memory } : options;
    return kindOf(reading.document) === 'presentation'
      ? await checkPresentation(reading, all, verifyOne)
      : await checkReading(reading, all, verifyOne);
  } catch (error) {
    return unreadable(error);
  }
}

/** What is inside answers no challenge, and its earners are its own. */
function forContents({ challenge: _, domain: __, ...options }: VerifyOptions): VerifyOptions {
  return options;
}

type ReadingOptions = VerifyOptions & { memory?: VerifierMemory };

async function checkReading({ document, model, jwt }: Reading, options: ReadingOptions, verifyOne: VerifyOne): Promise<Report> {
  const { challenge: _, domain: __, ...forProofs } = options;
  const { proof, issuerKey } = jwt ? await checkJwt(jwt, options) : await checkProofs(document, forProofs);
  const kind = kindOf(document);
  const issuer = issuerId(document);
  const isConfirmed = proof.outcome === 'passed' && issuerKey.outcome === 'passed';
  const resources = isConfirmed ? await checkResources(document, options) : undefined;
  const inside = kind === 'learner-record' ? await checkContents(document, kind, verifyOne) : undefined;
  const endorsed = isConfirmed ? await checkEndorsements(document, verifyOne) : undefined;
  const checks: Check[] = [
    aCheck('parsed', 'passed', 'read'),
    model,
    proof,
    issuerKey,
    checkDates(document, options.now),
    isConfirmed
      ? await withKnownStatus(await checkStatuses(document, options), document.id, options.knownStatus)
      : aCheck('status', 'not-checked', 'signature-first'),
  ];
  for (const check of [resources, inside?.check, endorsed?.check]) if (check) checks.push(check);
  checks.push(
    checkRecipient(document, options.expectedRecipient),
    checkAchievementIssuer(document, issuer),
    checkKnownIssuer(issuer, options.knownIssuers),
  );
  const found: Report = { verdict: verdictOf(checks), checks, credential: document as unknown as OpenBadgeCredential, kind };
  if (inside) found.contents = inside.contents;
  if (endorsed) found.endorsements = endorsed.endorsements;
  return found;
}

/** A presentation: somebody shows badges, and proves that it is them who shows them (VCDM 2.0 §4.13). */
async function checkPresentation({ document, jwt }: Reading, options: ReadingOptions, verifyOne: VerifyOne): Promise<Report> {
  const isAsked = options.challenge !== undefined || options.domain !== undefined;
  const { contents, check } = await checkContents(document, 'presentation', verifyOne);
  const { proof, issuerKey } = jwt
    ? await checkPresentationJwt(jwt, options)
    : await checkProofs({ ...document, issuer: document.holder }, { ...options, proofPurpose: 'authentication' }, document);
  // a presentation need not name its holder: then it is whose key signed
  const holder = idOf(document.holder) ?? (issuerKey.outcome === 'passed' ? issuerKey.details.issuer : undefined);
  const isBare = document.proof === undefined && !jwt && !isAsked;
  const checks: Check[] = [
    aCheck('parsed', 'passed', 'read'),
    checkPresentationModel(document),
    // Badges can be handed on without saying by whom; nobody is deceived unless the verifier asked.
    isBare ? aCheck('proof', 'warning', 'shown-by-nobody') : proof,
    isBare ? aCheck('issuer-key', 'warning', 'shown-by-nobody') : asHolder(issuerKey),
    aCheck('dates', 'passed', 'see-contents'),
    aCheck('status', 'passed', 'see-contents'),
    check,
    checkHolder(holder, contents),
  ];
  return { verdict: verdictOf(checks), checks, kind: 'presentation', contents };
}

function asHolder(check: Check): Check {
  return check.reason === 'key-of-issuer' ? aCheck('issuer-key', 'passed', 'key-of-holder', check.details) : check;
}

function checkPresentationModel(document: Record<string, unknown>): Check {
  const issues = findPresentationIssues(document);
  return issues.length === 0 ? aCheck('data-model', 'passed', 'conforms') : aCheck('data-model', 'failed', 'broken', { issues });
}

function read(text: string, maxBytes: number, how: { memory?: VerifierMemory; anyCredential?: boolean }): Reading {
  const jws = text.trim();
  if (jws.length <= maxBytes * 1.5 && isCompactJws(jws)) {
    const signed = readSignedAssertion(jws, maxBytes);
    if (signed) return { ...signed, model: aCheck('data-model', 'passed', 'conforms'), isAssertion: true };
    const jwt = readJwt(jws, maxBytes);
    return { document: jwt.credential, model: checkModel(jwt.credential, how.anyCredential), jwt };
  }
  const document = readJson(text, maxBytes);
  if (isAssertion(document)) return { document, model: aCheck('data-model', 'passed', 'conforms'), isAssertion: true };
  const enveloped = openEnvelope(document);
  if (enveloped !== undefined) return read(enveloped, maxBytes, how);
  return { document, model: how.memory ? how.memory.checkModel(document, checkModel) : checkModel(document, how.anyCredential) };
}

/** The text of the badge, whatever it came in. An image of version 2.0 may hold only the address of its assertion. */
async function textOf(input: BadgeInput, options: VerifyOptions): Promise<string> {
  if (typeof input === 'string') return input;
  if (input instanceof Uint8Array) {
    const text = textOfFile(input);
    if (!/^https?:\/\/\S+$/.test(text) || !mayAsk(text, options.trustedOrigins)) return text;
    try {
      return JSON.stringify(await options.loader(text));
    } catch (cause) {
      throw new OpenBadgesError('document-unreachable', 'The address inside the image is out of reach.', { url: text }, { cause });
    }
  }
  try {
    return JSON.stringify(input) ?? '';
  } catch (cause) {
    throw new OpenBadgesError('document-malformed', 'The object cannot be written as JSON.', {}, { cause });
  }
}

/** The text of a file: of the badge inside an image, or of the file itself. */
function textOfFile(bytes: Uint8Array): string {
  // as far as the header of a JWS with a key in it may reach
  const start = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 4096))
    .trimStart()
    .replace(/^\xef\xbb\xbf/, '');
  if (!/^[{[]|^[\w-]+\.[\w-]/.test(start)) return unbake(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new OpenBadgesError('document-malformed', 'The file is not UTF-8 text.', {}, { cause });
  }
}

function unreadable(error: unknown): Report {
  if (error instanceof OpenBadgesError && error.code === 'document-unreachable') {
    return { verdict: 'undetermined', checks: [aCheck('parsed', 'not-checked', 'document-unreachable', error.details)] };
  }
  if (error instanceof OpenBadgesError) {
    return { verdict: 'invalid', checks: [aCheck('parsed', 'failed', error.code as Reason<'parsed'>, error.details)] };
  }
  return { verdict: 'undetermined', checks: [aCheck('parsed', 'not-checked', 'unexpected', { error: String(error) })] };
}
