import { unbake } from '../bake/unbake.ts';
import { OpenBadgesError } from '../errors.ts';
import { isCompactJws, readJwt } from '../jwt/read-jwt.ts';
import type { Loader } from '../loader.ts';
import type { OpenBadgeCredential } from '../model/types.ts';
import {
  checkAchievementIssuer,
  checkDates,
  checkKnownIssuer,
  checkRecipient,
  checkStatuses,
  type ExpectedRecipient,
} from './check-circumstances.ts';
import { checkJwt } from './check-jwt.ts';
import { checkModel } from './check-model.ts';
import { checkProofs, issuerId } from './check-proofs.ts';
import { aCheck, type Reason } from './messages.ts';
import { limits, readJson } from './read-json.ts';
import { type Check, type Report, verdictOf } from './report.ts';
import { type Reading, VerifierMemory } from './verifier-memory.ts';

export interface VerifyOptions {
  /** Brings documents of issuers and status lists; see `Loader` for what it should refuse. */
  loader: Loader;
  now: Date;
  /** Ids of issuers that the verifier trusts; an issuer outside is remarked on, nothing more. */
  knownIssuers?: Iterable<string>;
  /** Who should be the earner; left out, nobody is compared. */
  expectedRecipient?: ExpectedRecipient;
  /** Cap on the text of the badge, in bytes; two megabytes unless told. */
  maxBytes?: number;
}

/**
 * Verifies anybody's Open Badges 3.0 credential and reports every check by name. It never throws.
 *
 * For many badges use `createVerifier`, which remembers what it learned.
 *
 * @param input  the badge as JSON text or compact JWS, as bytes of a JSON, PNG or SVG file, or as a parsed object
 * @see Open Badges 3.0, Verification and Validation
 */
export async function verify(input: BadgeInput, options: VerifyOptions): Promise<Report> {
  return report(input, options, undefined);
}

/** A badge as JSON text or compact JWS, as bytes of a JSON, JWS, PNG or SVG file, or as a parsed object. */
export type BadgeInput = string | Uint8Array | object;

/** Somebody who verifies many badges. */
export interface Verifier {
  /** As the function `verify`, to the same reports; of a badge that was seen before `credential` is frozen. */
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

async function report(input: BadgeInput, options: VerifyOptions, memory: VerifierMemory | undefined): Promise<Report> {
  try {
    const text = textOf(input);
    const maxBytes = options.maxBytes ?? limits.bytes;
    const reading = memory && text.length <= maxBytes ? memory.read(text, (fresh) => read(fresh, maxBytes, memory)) : read(text, maxBytes);
    return await checkReading(reading, memory ? { ...options, memory } : options);
  } catch (error) {
    return unreadable(error);
  }
}

async function checkReading({ document, model, jwt }: Reading, options: VerifyOptions & { memory?: VerifierMemory }): Promise<Report> {
  const { proof, issuerKey } = jwt ? await checkJwt(jwt, options) : await checkProofs(document, options);
  const issuer = issuerId(document);
  const isConfirmed = proof.outcome === 'passed' && issuerKey.outcome === 'passed';
  const checks: Check[] = [
    aCheck('parsed', 'passed', 'read'),
    model,
    proof,
    issuerKey,
    checkDates(document, options.now),
    isConfirmed ? await checkStatuses(document, options) : aCheck('status', 'not-checked', 'signature-first'),
    checkRecipient(document, options.expectedRecipient),
    checkAchievementIssuer(document, issuer),
    checkKnownIssuer(issuer, options.knownIssuers),
  ];
  return { verdict: verdictOf(checks), checks, credential: document as unknown as OpenBadgeCredential };
}

function read(text: string, maxBytes: number, memory?: VerifierMemory): Reading {
  const jws = text.trim();
  if (jws.length <= maxBytes * 1.5 && isCompactJws(jws)) {
    const jwt = readJwt(jws, maxBytes);
    return { document: jwt.credential, model: checkModel(jwt.credential), jwt };
  }
  const document = readJson(text, maxBytes);
  return { document, model: memory ? memory.checkModel(document, checkModel) : checkModel(document) };
}

/** The text of the badge, whatever it came in. */
function textOf(input: BadgeInput): string {
  if (typeof input === 'string') return input;
  if (input instanceof Uint8Array) return textOfFile(input);
  try {
    return JSON.stringify(input) ?? '';
  } catch (cause) {
    throw new OpenBadgesError('document-malformed', 'The object cannot be written as JSON.', {}, { cause });
  }
}

/** The text of a file: of the badge inside an image, or of the file itself. */
function textOfFile(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 256))
    .trimStart()
    .replace(/^\xef\xbb\xbf/, '');
  if (!/^[{[]|^[\w-]+\.[\w-]+\./.test(start)) return unbake(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new OpenBadgesError('document-malformed', 'The file is not UTF-8 text.', {}, { cause });
  }
}

function unreadable(error: unknown): Report {
  if (error instanceof OpenBadgesError) {
    return { verdict: 'invalid', checks: [aCheck('parsed', 'failed', error.code as Reason<'parsed'>, error.details)] };
  }
  return { verdict: 'undetermined', checks: [aCheck('parsed', 'not-checked', 'unexpected', { error: String(error) })] };
}
