import { randomUUID } from 'node:crypto';
import {
  CREDENTIALS_V1,
  CREDENTIALS_V2,
  type CryptosuiteName,
  checkResources,
  findCredentialIssues,
  findVerifiableCredentialIssues,
  OpenBadgesError,
  type Signable,
  type VerifiableCredential,
} from '@brevet/openbadges';
import type { Ground } from '../../platform/ground.ts';
import type { GuardedFetch } from '../../platform/http/guarded-fetch.ts';
import { credentialNotGood } from '../problems.ts';
import type { VcApiSigner } from './signer.ts';
import { type StatusPurpose, takePlace } from './status.ts';

type Json = Record<string, unknown>;

const badgeTypes = ['OpenBadgeCredential', 'AchievementCredential', 'EndorsementCredential', 'ClrCredential'];

/** How a credential is wanted. */
export interface IssueOptions {
  cryptosuite: CryptosuiteName;
  /** As a JWT in an envelope in place of a proof. */
  envelope?: 'vc+jwt' | undefined;
  /** With a place in a list of this purpose. */
  status?: StatusPurpose | undefined;
}

/**
 * Issues a credential in the name of the VC-API: held to the data model first (a badge to that of Open Badges, too), then signed.
 *
 * @param credential without proof; its issuer may be left out or lack an id, which is filled in
 * @throws {Problem} 400 `credential-not-good`, 409 `vc-api-list-full`
 */
export async function issueCredential(
  ground: Pick<Ground, 'database' | 'config' | 'clock'>,
  { signer, fetchGuarded }: { signer: VcApiSigner; fetchGuarded: GuardedFetch },
  credential: Json,
  { cryptosuite, envelope, status }: IssueOptions,
): Promise<object> {
  if ('proof' in credential) throw credentialNotGood('It has a proof already. Send the credential without.');
  if (status && 'credentialStatus' in credential) throw credentialNotGood('It has a status already, and another one is asked for.');
  const named: Json = { ...withProofContext(credential), issuer: issuerOf(credential, signer.id) };
  holdToModel(named);
  await compareResources(named, fetchGuarded);
  try {
    // what cannot be signed takes no place in a list
    if (status) await signer.sign(named as unknown as Signable, cryptosuite);
    const whole = status ? await withStatus(ground, named, status) : named;
    return envelope
      ? inEnvelope(signer.signJwt(whole as unknown as VerifiableCredential))
      : await signer.sign(whole as unknown as Signable, cryptosuite);
  } catch (error) {
    if (error instanceof OpenBadgesError) throw credentialNotGood(error.message);
    throw error;
  }
}

const DATA_INTEGRITY = 'https://w3id.org/security/data-integrity/v2';

/** The context of VC Data Model 1.1 has no words for a Data Integrity proof (Data Integrity 1.0 §2.4.1 asks the issuer to add them). */
function withProofContext(credential: Json): Json {
  const contexts = [credential['@context']].flat();
  return contexts[0] === CREDENTIALS_V1 && !contexts.includes(DATA_INTEGRITY)
    ? { ...credential, '@context': [...contexts, DATA_INTEGRITY] }
    : credential;
}

async function withStatus(ground: Pick<Ground, 'database' | 'config' | 'clock'>, credential: Json, purpose: StatusPurpose): Promise<Json> {
  const credentialId = typeof credential.id === 'string' ? credential.id : `urn:uuid:${randomUUID()}`;
  return { ...credential, id: credentialId, credentialStatus: await takePlace(ground, { credentialId, purpose }) };
}

/** VC Data Model 2.0 §4.12.1. */
function inEnvelope(jwt: string): object {
  return { '@context': [CREDENTIALS_V2], id: `data:application/vc+jwt,${jwt}`, type: 'EnvelopedVerifiableCredential' };
}

/** The VC-API issues in no other name than its own. */
function issuerOf({ issuer }: Json, own: string): unknown {
  if (issuer === undefined) return own;
  if (typeof issuer === 'object' && issuer !== null && !Array.isArray(issuer) && !('id' in issuer)) return { ...issuer, id: own };
  const id = typeof issuer === 'object' && issuer !== null ? (issuer as Json).id : issuer;
  if (id !== own) throw credentialNotGood(`The VC-API issues as ${own} only. Name that issuer, or none.`);
  return issuer;
}

function holdToModel(credential: Json): void {
  const isBadge = [credential.type].flat().some((type) => badgeTypes.includes(type as string));
  const errors = [...findVerifiableCredentialIssues(credential), ...(isBadge ? findCredentialIssues(credential) : [])];
  const [first] = errors;
  if (first) throw credentialNotGood(`${first.path} ${first.message}`, errors);
}

/** Nothing is issued with a digest that is wrong already; what cannot be reached now may be there later. */
async function compareResources(credential: Json, fetchGuarded: GuardedFetch): Promise<void> {
  const found = await checkResources(credential, { loadBytes: async (address) => (await fetchGuarded(address)).body });
  if (found && (found.outcome === 'failed' || found.reason === 'kind-unknown')) {
    throw credentialNotGood(`The digest of ${String(found.details.id)} in relatedResource is wrong, or of a kind not known here.`);
  }
}
