import { presentation } from '@brevet/openbadges';
import type { Ground } from '../platform/ground.ts';
import { giveCredential } from './give-credential.ts';
import { tokenNotGood } from './problems.ts';
import { findOfferByToken, redeemCode } from './wallet-offers.ts';
import { codeOf } from './wallet-secrets.ts';

/**
 * Gives the badge of an offer in the one step of an exchange of the VC-API (§3.6): the wallet asks with an empty message and is answered
 * with a presentation that holds the awarded badge, byte for byte. Good once.
 *
 * @throws {Problem} in OAuth's words: the offer is not known, was taken, asks for digits, or its badge was withdrawn
 */
export async function takeByExchange(ground: Ground, reference: string): Promise<object> {
  const token = await redeemCode(ground, { code: codeOf(ground, reference), pin: undefined });
  const offer = await findOfferByToken(ground.database, token, ground.clock());
  if (!offer) throw tokenNotGood();
  const given = await giveCredential(ground, offer, { credential_configuration_id: 'OpenBadgeCredential_ldp_vc' });
  const { credentials } = given as { credentials: { credential: never }[] };
  return { verifiablePresentation: presentation({ credentials: credentials.map(({ credential }) => credential) }) };
}
