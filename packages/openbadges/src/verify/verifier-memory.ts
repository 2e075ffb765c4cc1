import { hash, type KeyObject } from 'node:crypto';
import type { Jwt } from '../jwt/read-jwt.ts';
import type { Context } from '../model/types.ts';
import { canonicalize } from '../proof/canonicalize.ts';
import { canonicalizeUnsecured, hashProofOptions, type ProofOptions, sha256 } from '../proof/proof-hash.ts';
import type { ProofMemory } from '../proof/proof-memory.ts';
import type { HoleChoice } from '../template/template.ts';
import { TemplateCache } from '../template/template-cache.ts';
import type { Check } from './report.ts';

/** A document as read, and whether it satisfies the model: what never changes for the same text. */
export interface Reading {
  document: Record<string, unknown>;
  model: Check;
  /** When the badge came as VC-JWT. */
  jwt?: Jwt;
}

/** Every text may differ but those that name terms or stand under keywords. */
const everyText: HoleChoice = ({ path }) => (path.some((key) => key === 'type' || String(key).startsWith('@')) ? undefined : () => true);

/** Of proof options, who signed and when; the others name terms. */
const optionTexts: HoleChoice = ({ path }) => (path[0] === 'created' || path[0] === 'verificationMethod' ? () => true : undefined);

/**
 * What a verifier remembers: shapes of badges, texts it has read, signatures that held. Nothing that can change with time is among it:
 * dates, status and the issuer's keys are asked for every time.
 */
export class VerifierMemory implements ProofMemory {
  readonly #documents = new TemplateCache(() => everyText);
  readonly #options = new TemplateCache(() => optionTexts);
  readonly #readings = new Map<string, Reading>();
  readonly #held = new WeakMap<object, KeyObject>();
  readonly #limit: number;

  /** @param limit  how many texts are remembered */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Reads a text, or recalls it. The document is frozen, since more than one report may have it. */
  read(text: string, read: (text: string) => Reading): Reading {
    const digest = hash('sha256', text, 'base64');
    const known = this.#readings.get(digest);
    if (known) return known;
    const reading = read(text);
    freeze(reading.document);
    this.#readings.set(digest, reading);
    const [oldest] = this.#readings.keys();
    if (this.#readings.size > this.#limit && oldest !== undefined) this.#readings.delete(oldest);
    return reading;
  }

  async hashDocument(document: object): Promise<Buffer> {
    const bytes = this.#documents.canonicalize('', document);
    if (bytes) return sha256(bytes);
    const canonicalForm = await canonicalizeUnsecured(document);
    await this.#documents.learn('', document, canonicalForm);
    return sha256(canonicalForm);
  }

  async hashOptions(options: ProofOptions, context: Context[]): Promise<Buffer> {
    const document = { ...options, '@context': context };
    const bytes = this.#options.canonicalize('', document);
    if (bytes) return sha256(bytes);
    const digest = await hashProofOptions(options, context);
    await this.#options.learn('', document, await canonicalize(document));
    return digest;
  }

  hasHeld(proof: object, key: KeyObject): boolean {
    return this.#held.get(proof) === key;
  }

  noteHeld(proof: object, key: KeyObject): void {
    if (Object.isFrozen(proof)) this.#held.set(proof, key);
  }
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const member of Object.values(value)) freeze(member);
  Object.freeze(value);
}
