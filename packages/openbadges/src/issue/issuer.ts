import { hash } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import type { Context, DataIntegrityProof, EndorsementCredential, OpenBadgeCredential, Signed } from '../model/types.ts';
import { validateCredential } from '../model/validate-credential.ts';
import { canonicalizeUnsecured, hashProofOptions, type ProofOptions, sha256 } from '../proof/proof-hash.ts';
import { proofOptions, type SigningOptions, signatureOver } from '../proof/sign.ts';
import { TemplateCache } from '../template/template-cache.ts';
import { chooseEarnerTexts } from './earner-texts.ts';

/** Templates exist for `eddsa-rdfc-2022` only; for other suites use `sign` after `validateCredential`. */
export interface IssuerOptions extends Omit<SigningOptions, 'created' | 'cryptosuite'> {
  /**
   * Asked at every badge that a template filled in: whether to compare it with the general path. Every 500th unless told; the first
   * badges of a shape always come from the general path.
   */
  shouldCompare?: () => boolean;
}

/** Somebody who signs badges with one key. */
export interface Issuer {
  /**
   * Checks a credential against the model and signs it.
   *
   * The first two badges of an achievement and shape take the general path; those that differ from it only in what is the earner's are
   * filled into what was learned, to the same bytes.
   *
   * @param options.created  when the proof is made, with a time zone; one value for a batch saves work
   * @throws {OpenBadgesError} `credential-invalid` with the JSON path, the errors of `sign`, and `template-mismatch` when a badge
   *   compared with the general path came out differently: stop the batch, it is a bug of this library
   */
  issue<T extends OpenBadgeCredential | EndorsementCredential>(credential: T, options: { created: string }): Promise<Signed<T>>;
}

const COMPARED_EVERY = 500;
const MAX_OPTION_HASHES = 64;

/** Makes an issuer. Keep it as long as the key is in use: it remembers what it learned of shapes. */
export function createIssuer({ key, verificationMethod, shouldCompare = every(COMPARED_EVERY) }: IssuerOptions): Issuer {
  const templates = new TemplateCache(chooseEarnerTexts);
  const optionHashes = new Map<string, Buffer>();

  async function hashOptions(options: ProofOptions, context: Context[]): Promise<Buffer> {
    const made = await hashProofOptions(options, context);
    if (optionHashes.size >= MAX_OPTION_HASHES) optionHashes.clear();
    optionHashes.set(aboutOptions(options, context), made);
    return made;
  }

  /** The hash of a credential of known shape; nothing when the general path has to see it. */
  function hashByTemplate(about: string, credential: OpenBadgeCredential | EndorsementCredential): Buffer | undefined {
    if (credential.validUntil !== undefined && !(Date.parse(credential.validFrom) <= Date.parse(credential.validUntil))) return undefined;
    const bytes = templates.canonicalize(about, credential);
    return bytes && hash('sha256', bytes, 'buffer');
  }

  async function compare(credential: OpenBadgeCredential | EndorsementCredential, documentHash: Buffer): Promise<void> {
    if (documentHash.equals(sha256(await canonicalizeUnsecured(credential)))) return;
    templates.clear();
    throw new OpenBadgesError('template-mismatch', 'A template came out differently from the general path.', { id: credential.id });
  }

  async function hashInGeneral(about: string, credential: OpenBadgeCredential | EndorsementCredential): Promise<Buffer> {
    validateCredential(credential);
    const canonicalForm = await canonicalizeUnsecured(credential);
    await templates.learn(about, credential, canonicalForm);
    return sha256(canonicalForm);
  }

  return {
    async issue(credential, { created }) {
      const options = proofOptions({ verificationMethod, created });
      const about = subjectMatter(credential);
      let documentHash = hashByTemplate(about, credential);
      if (documentHash === undefined) documentHash = await hashInGeneral(about, credential);
      else if (shouldCompare()) await compare(credential, documentHash);
      const context = credential['@context'];
      const optionsHash = optionHashes.get(aboutOptions(options, context)) ?? (await hashOptions(options, context));
      const proofValue = signatureOver(Buffer.concat([optionsHash, documentHash], 64), key);
      return { ...credential, proof: [{ ...options, proofValue } as DataIntegrityProof] };
    },
  };
}

/** What the badge is about: its achievement, or what is endorsed. */
function subjectMatter(credential: OpenBadgeCredential | EndorsementCredential): string {
  const subject = credential.credentialSubject as { id?: unknown; achievement?: { id?: unknown } } | undefined;
  return String(subject?.achievement?.id ?? subject?.id);
}

function aboutOptions({ created }: ProofOptions, context: Context[]): string {
  return `${created} ${context.every((entry) => typeof entry === 'string') ? context.join(' ') : JSON.stringify(context)}`;
}

function every(count: number): () => boolean {
  let issued = 0;
  return () => {
    issued += 1;
    return issued % count === 0;
  };
}
