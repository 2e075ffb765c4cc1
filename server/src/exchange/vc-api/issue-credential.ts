import {
  type CryptosuiteName,
  checkResources,
  findCredentialIssues,
  findVerifiableCredentialIssues,
  OpenBadgesError,
  type Signable,
} from '@brevet/openbadges';
import type { GuardedFetch } from '../../platform/http/guarded-fetch.ts';
import { credentialNotGood } from '../problems.ts';
import type { VcApiSigner } from './signer.ts';

type Json = Record<string, unknown>;

const badgeTypes = ['OpenBadgeCredential', 'AchievementCredential', 'EndorsementCredential', 'ClrCredential'];

/**
 * Issues a credential in the name of the VC-API: held to the data model first (a badge to that of Open Badges, too), then signed.
 *
 * @param credential without proof; its issuer may be left out or lack an id, which is filled in
 * @throws {Problem} 400 `credential-not-good`
 */
export async function issueCredential(
  signer: VcApiSigner,
  fetchGuarded: GuardedFetch,
  { credential, cryptosuite }: { credential: Json; cryptosuite: CryptosuiteName },
): Promise<object> {
  if ('proof' in credential) throw credentialNotGood('It has a proof already. Send the credential without.');
  const named = { ...credential, issuer: issuerOf(credential, signer.id) };
  holdToModel(named);
  await compareResources(named, fetchGuarded);
  try {
    return await signer.sign(named as unknown as Signable, cryptosuite);
  } catch (error) {
    if (error instanceof OpenBadgesError) throw credentialNotGood(error.message);
    throw error;
  }
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
