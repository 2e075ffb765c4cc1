import type { KeyObject } from 'node:crypto';
import { chooseEarnerTexts, datesAreInOrder, subjectMatter } from '../issue/earner-texts.ts';
import type { Jwt } from '../jwt/read-jwt.ts';
import type { Context } from '../model/types.ts';
import { canonicalize } from '../proof/canonicalize.ts';
import { canonicalizeUnsecured, hashProofOptions, type ProofOptions, sha256 } from '../proof/proof-hash.ts';
import type { ProofMemory } from '../proof/proof-memory.ts';
import { freeze } from '../template/document-builder.ts';
import type { HoleChoice } from '../template/template.ts';
import { TemplateCache } from '../template/template-cache.ts';
import type { Jws } from '../version2/read-assertion.ts';
import { aCheck } from './messages.ts';
import { readJson } from './read-json.ts';
import type { Check } from './report.ts';

/** A document as read, and whether it satisfies the model: what never changes for the same text. */
export interface Reading {
  document: Record<string, unknown>;
  model: Check;
  /** When the badge came as VC-JWT. */
  jwt?: Jwt;
  /** Whether it is an assertion of Open Badges 2.0, of which the model is checked with its parts. */
  isAssertion?: boolean;
  /** When the assertion came signed. */
  jws?: Jws;
}

/** How many hashes of proof options are kept. */
const MAX_OPTION_HASHES = 64;

/** What must follow the content of a badge as it is written when it is signed. */
const PROOF = ',"proof":';

/** Every text may differ but those that name terms or stand under keywords. */
const everyText: HoleChoice = ({ path }) => (path.some((key) => key === 'type' || String(key).startsWith('@')) ? undefined : () => true);

/** Of proof options, who signed and when; the others name terms. */
const optionTexts: HoleChoice = ({ path }) => (path[0] === 'created' || path[0] === 'verificationMethod' ? () => true : undefined);

/**
 * What a verifier remembers: shapes of badges, texts it has read, signatures that held. Nothing that can change with time is among it:
 * dates, status and the issuer's keys are asked for every time.
 *
 * Shapes are known in two ways. Of badges of one achievement it is known which texts are the earner's; a badge that differs in nothing
 * else satisfies the model as the others did. Of any other badge any text may differ, and the model is checked anew.
 */
export class VerifierMemory implements ProofMemory {
  readonly #badges = new TemplateCache(chooseEarnerTexts);
  readonly #documents = new TemplateCache(() => everyText);
  readonly #options = new TemplateCache(() => optionTexts);
  /** Hashes of proof options: badges of one batch are signed by one key at one moment. */
  readonly #optionHashes = new Map<string, string>();
  readonly #readings = new Map<number, { text: string; reading: Reading } | 'once'>();
  /** Hashes of documents that are known from reading them. */
  readonly #hashes = new WeakMap<object, string>();
  /** Documents that satisfy the model to the letter, from which may be learned what such badges look like. */
  readonly #exemplary = new WeakSet<object>();
  readonly #held = new WeakMap<object, KeyObject>();
  readonly #limit: number;

  /** @param limit  how many texts are remembered */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Reads a text, or recalls it. Most badges are looked at once, so that what was read is kept from the second time on; it is frozen,
   * since more than one report may have it.
   */
  read(text: string, read: (text: string) => Reading): Reading {
    const trace = traceOf(text);
    const known = this.#readings.get(trace);
    if (typeof known === 'object' && known.text === text) return known.reading;
    const reading = this.#readKnownShape(text) ?? read(text);
    if (known !== undefined) freeze(reading.document);
    this.#readings.delete(trace);
    this.#readings.set(trace, known === undefined ? 'once' : { text, reading });
    if (this.#readings.size > this.#limit) {
      const [oldest] = this.#readings.keys();
      this.#readings.delete(oldest as number);
    }
    return reading;
  }

  /**
   * Reads a badge of known achievement: everything but the earner's texts stands in the text letter by letter as in a badge that was found
   * safe and right before. After that only its proof may follow.
   */
  #readKnownShape(text: string): Reading | undefined {
    const hashed = this.#badges.hashText(text);
    if (!hashed || !text.startsWith(PROOF, hashed.end)) return undefined;
    const rest = readJson(`{${text.slice(hashed.end + 1)}`);
    if (Object.keys(rest).length !== 1) return undefined;
    const document = hashed.toDocument();
    if (!datesAreInOrder(document)) return undefined;
    document.proof = rest.proof;
    this.#hashes.set(document, hashed.hash);
    return { document, model: aCheck('data-model', 'passed', 'conforms') };
  }

  /** Whether the document satisfies the model; what is known of its achievement's badges is asked first. */
  checkModel(document: Record<string, unknown>, check: (document: Record<string, unknown>) => Check): Check {
    const known = datesAreInOrder(document) ? this.#badges.hash(subjectMatter(document), document) : undefined;
    if (known) {
      this.#hashes.set(document, known.hash);
      return aCheck('data-model', 'passed', 'conforms');
    }
    const checked = check(document);
    if (checked.reason === 'conforms') this.#exemplary.add(document);
    return checked;
  }

  async hashDocument(document: object): Promise<string> {
    const known = this.#hashes.get(document);
    if (known) return known;
    const ofKnownShape = this.#documents.canonicalize('', document);
    const canonicalForm = ofKnownShape ?? (await canonicalizeUnsecured(document));
    if (!ofKnownShape) await this.#documents.learn('', document, canonicalForm);
    if (this.#exemplary.has(document)) await this.#badges.learn(subjectMatter(document), document, canonicalForm);
    return sha256(canonicalForm);
  }

  async hashOptions(options: ProofOptions, context: Context[]): Promise<string> {
    const document = { ...options, '@context': context };
    const text = JSON.stringify(document);
    const known = this.#optionHashes.get(text);
    if (known !== undefined) return known;
    const made = this.#options.hash('', document)?.hash ?? (await this.#learnOptions(document, options, context));
    if (this.#optionHashes.size >= MAX_OPTION_HASHES) this.#optionHashes.clear();
    this.#optionHashes.set(text, made);
    return made;
  }

  async #learnOptions(document: object, options: ProofOptions, context: Context[]): Promise<string> {
    const made = await hashProofOptions(options, context);
    await this.#options.learn('', document, await canonicalize(document));
    return made;
  }

  hasHeld(proof: object, key: KeyObject): boolean {
    return this.#held.get(proof) === key;
  }

  noteHeld(proof: object, key: KeyObject): void {
    if (Object.isFrozen(proof)) this.#held.set(proof, key);
  }
}

/** How many letters at the end of a text leave its trace: a signature stands there. */
const TRACED = 64;

/**
 * A number by which a text is known again: cheaper than the text, which would have to be kept and hashed whole. Texts may share it by
 * chance or on purpose, so that the text itself decides; then one of them is merely read anew.
 */
function traceOf(text: string): number {
  let trace = text.length;
  for (let position = Math.max(0, text.length - TRACED); position < text.length; position += 1)
    trace = (Math.imul(trace, 31) + text.charCodeAt(position)) | 0;
  return trace;
}
