import { OpenBadgesError } from '../errors.ts';
import type { Context, DataIntegrityProof, EndorsementCredential, OpenBadgeCredential, Signed } from '../model/types.ts';
import { validateCredential } from '../model/validate-credential.ts';
import { canonicalizeUnsecured, hashProofOptions, type ProofOptions, sha256 } from '../proof/proof-hash.ts';
import { eddsaSigner, proofOptions, type SigningOptions } from '../proof/sign.ts';
import type { Hashed } from '../template/template.ts';
import { TemplateCache } from '../template/template-cache.ts';
import { chooseEarnerTexts, datesAreInOrder, subjectMatter } from './earner-texts.ts';

/** Templates exist for `eddsa-rdfc-2022` only; for other suites use `sign` after `validateCredential`. */
export interface IssuerOptions extends Omit<SigningOptions, 'created' | 'cryptosuite'> {
  /**
   * Asked at every badge that a template filled in: whether to compare it with the general path. One in five thousand at random unless
   * told; the first badges of a shape always come from the general path.
   */
  shouldCompare?: () => boolean;
}

type Issuable = OpenBadgeCredential | EndorsementCredential;

export interface IssueOptions {
  /** When the proof is made, with a time zone; one value for a batch saves work. */
  created: string;
  /** Whether to compare this badge with the general path, where a template fills it in; unless told, `shouldCompare` decides. */
  compare?: boolean;
}

/** Somebody who signs badges with one key. */
export interface Issuer {
  /**
   * Checks a credential against the model and signs it.
   *
   * The first two badges of an achievement and shape take the general path; those that differ from it only in what is the earner's are
   * filled into what was learned, to the same bytes. A part that is frozen throughout, such as an achievement made once for a batch, is
   * looked through once.
   *
   * @throws {OpenBadgesError} `credential-invalid` with the JSON path, the errors of `sign`, and `template-mismatch` when a badge
   *   compared with the general path came out differently: stop the batch, it is a bug of this library
   */
  issue<T extends Issuable>(credential: T, options: IssueOptions): Promise<Signed<T>>;
  /** As `issue`, but returns the signed badge as JSON text: for batches, since writing text of known shape costs less too. */
  issueJson(credential: Issuable, options: IssueOptions): Promise<string>;
}

const COMPARED = 1 / 5_000;
const MAX_PREPARED = 16;

/** A proof up to its signature. */
interface Prepared {
  created: string;
  context: Context[];
  options: ProofOptions;
  hash: string;
  /** The proof as JSON text up to the signature. */
  json: string;
}

/**
 * Makes an issuer. Keep it as long as the key is in use: it remembers what it learned of shapes.
 *
 * @throws {OpenBadgesError} `key-unsupported` when the key is not an Ed25519 private key
 */
export function createIssuer({ key, verificationMethod, shouldCompare = () => Math.random() < COMPARED }: IssuerOptions): Issuer {
  const templates = new TemplateCache(chooseEarnerTexts);
  /** The last made first. */
  const prepared: Prepared[] = [];
  const signHash = eddsaSigner(key);

  async function prepare(created: string, context: Context[]): Promise<Prepared> {
    const options = proofOptions({ verificationMethod, created });
    const json = `${JSON.stringify(options).slice(0, -1)},"proofValue":"`;
    const made = { created, context: structuredClone(context), options, hash: await hashProofOptions(options, context), json };
    prepared.unshift(made);
    prepared.length = Math.min(prepared.length, MAX_PREPARED);
    return made;
  }

  function findPrepared(created: string, context: Context[]): Prepared | undefined {
    return prepared.find((known) => known.created === created && isSameContext(known.context, context));
  }

  /** What is known of a credential of known shape; nothing when the general path has to see it. */
  function hashByTemplate(credential: Issuable): Hashed | undefined {
    return datesAreInOrder(credential) ? templates.hash(subjectMatter(credential), credential) : undefined;
  }

  async function compare(credential: Issuable, hashed: Hashed): Promise<Hashed> {
    const { hash, toOpenJson } = hashed;
    if (hash === sha256(await canonicalizeUnsecured(credential)) && toOpenJson() === openJson(credential)) return hashed;
    templates.clear();
    throw new OpenBadgesError('template-mismatch', 'A template came out differently from the general path.', { id: credential.id });
  }

  async function hashInGeneral(credential: Issuable): Promise<Hashed> {
    validateCredential(credential);
    const canonicalForm = await canonicalizeUnsecured(credential);
    await templates.learn(subjectMatter(credential), credential, canonicalForm);
    return { hash: sha256(canonicalForm), toOpenJson: () => openJson(credential) };
  }

  /** At once where a template knows the shape: waiting costs more than some of the work. */
  function hashOf(credential: Issuable, isCompared: boolean | undefined): Hashed | Promise<Hashed> {
    const hashed = hashByTemplate(credential);
    if (hashed === undefined) return hashInGeneral(credential);
    return (isCompared ?? shouldCompare()) ? compare(credential, hashed) : hashed;
  }

  return {
    async issue(credential, { created, compare: isCompared }) {
      const hashed = hashOf(credential, isCompared);
      const { hash } = hashed instanceof Promise ? await hashed : hashed;
      const context = credential['@context'];
      const proof = findPrepared(created, context) ?? (await prepare(created, context));
      const proofValue = signHash(proof.hash, hash);
      return { ...credential, proof: [{ ...proof.options, proofValue } as DataIntegrityProof] };
    },
    async issueJson(credential, { created, compare: isCompared }) {
      const hashed = hashOf(credential, isCompared);
      const { hash, toOpenJson } = hashed instanceof Promise ? await hashed : hashed;
      const context = credential['@context'];
      const proof = findPrepared(created, context) ?? (await prepare(created, context));
      return `${toOpenJson()},"proof":[${proof.json}${signHash(proof.hash, hash)}"}]}`;
    },
  };
}

/** JSON text of the credential without its proof, up to the last brace. */
function openJson(credential: Issuable): string {
  const { proof: _, ...unsigned } = credential;
  return JSON.stringify(unsigned).slice(0, -1);
}

function isSameContext(known: Context[], context: Context[]): boolean {
  if (known.length !== context.length) return false;
  return known.every((entry, index) => {
    const other = context[index];
    return entry === other || (typeof entry === 'object' && JSON.stringify(entry) === JSON.stringify(other));
  });
}
