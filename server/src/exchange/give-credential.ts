import { z } from 'zod';
import { readOffered, signForHolder } from '../awards/index.ts';
import { audit } from '../platform/audit.ts';
import type { Ground } from '../platform/ground.ts';
import { oauthProblem } from './problems.ts';
import { type ConfigurationId, configurations } from './wallet-metadata.ts';
import { checkWalletProof } from './wallet-proof.ts';
import { makeNonce, nonceSeconds } from './wallet-secrets.ts';

const Jwt = z.string().max(10_000);

/** What a wallet asks: as in OpenID4VCI 1.0, or as the drafts 13 and 14 had it, which many wallets still speak. */
export const CredentialRequest = z
  .looseObject({
    credential_configuration_id: z.string().max(200).optional(),
    proofs: z.looseObject({ jwt: z.array(Jwt).min(1).max(1).optional() }).optional(),
    format: z.string().max(100).optional(),
    proof: z.looseObject({ proof_type: z.string().max(100), jwt: Jwt.optional() }).optional(),
  })
  .meta({ id: 'CredentialRequest' });

/**
 * Gives the badge of an offer to the wallet that holds its token, bound to the wallet's key where it proves one. A wallet whose answer was
 * lost may ask again while its token is good.
 *
 * @throws {Problem} in the words of OpenID4VCI
 */
export async function giveCredential(
  ground: Ground,
  offer: { offerId: string; awardId: string },
  request: z.infer<typeof CredentialRequest>,
): Promise<object> {
  const configuration = findConfiguration(request);
  const jwt = request.proofs?.jwt?.[0] ?? request.proof?.jwt;
  if ((request.proofs || request.proof) && !jwt) throw oauthProblem('invalid_proof', 'Only proofs of the type jwt are taken.');
  const holder = jwt ? await checkWalletProof(ground, jwt) : null;
  const { database, clock } = ground;
  const { stands, earnerId } = await readOffered(database, offer.awardId);
  if (!stands) throw oauthProblem('credential_request_denied', 'The badge was withdrawn or is suspended by its issuer.');
  const { form } = configurations[configuration];
  const text = await signForHolder(ground, database, offer.awardId, { form, holder });
  await database.transaction().execute(async (transaction) => {
    await transaction.updateTable('wallet_offer').set({ taken_at: clock() }).where('id', '=', offer.offerId).execute();
    await audit(transaction, {
      personId: earnerId,
      action: 'badge.taken-to-wallet',
      subjectType: 'award',
      subjectId: offer.awardId,
      details: { offerId: offer.offerId, configuration, holder },
    });
  });
  const credential: unknown = form === 'ldp' ? JSON.parse(text) : text;
  if (request.credential_configuration_id !== undefined) return { credentials: [{ credential }] };
  return { credential, format: configurations[configuration].format, c_nonce: makeNonce(ground), c_nonce_expires_in: nonceSeconds };
}

function findConfiguration({ credential_configuration_id: id, format }: z.infer<typeof CredentialRequest>): ConfigurationId {
  const ids = Object.keys(configurations) as ConfigurationId[];
  if (id !== undefined) {
    const found = ids.find((known) => known === id);
    if (!found) throw oauthProblem('unknown_credential_configuration', 'There is no such credential configuration.');
    return found;
  }
  if (format === undefined) throw oauthProblem('invalid_credential_request', 'Name the credential by credential_configuration_id.');
  const found = ids.find((known) => configurations[known].format === format);
  if (!found) throw oauthProblem('unsupported_credential_format', 'Badges are given as ldp_vc and jwt_vc_json.');
  return found;
}
