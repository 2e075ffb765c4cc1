import { sql } from 'kysely';
import qrcode from 'qrcode';
import { readOffered } from '../awards/index.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { badgeRevoked, oauthProblem } from './problems.ts';
import { learnerCredentialWalletLink } from './wallet-links.ts';
import { configurations, preAuthorized, walletPath } from './wallet-metadata.ts';
import { codeOf, hashPin, hashSecret, randomPin, randomText, sameSecret } from './wallet-secrets.ts';

/** Seconds that an offer stands. */
export const offerSeconds = 15 * 60;
/** Seconds that a wallet has, once it came with the code. */
export const takingSeconds = 10 * 60;
/** Wrong pins after which an offer is over. */
const mostTries = 5;

/** An offer as its owner sees it, once: it cannot be read again. */
export interface WalletOffer {
  /** Opens a wallet on the device. */
  link: string;
  /** The same as a picture for a wallet on another device: SVG. */
  qr: string;
  /** Opens the Learner Credential Wallet; null where digits are asked for, which it does not know. */
  learnerCredentialWallet: string | null;
  /** What the wallet asks for; null when it does not. */
  pin: string | null;
  expiresAt: Date;
}

/**
 * Offers a badge to a wallet (OpenID4VCI 1.0 §4.1): an address good once, for a quarter of an hour. Offering anew ends earlier offers
 * that no wallet came for.
 *
 * @param withPin asks for six digits besides, for a code that others could read off the screen
 * @throws {Problem} 409 `badge-revoked`
 */
export async function offerToWallet(
  ground: Ground,
  { awardId, personId, withPin }: { awardId: string; personId: string; withPin: boolean },
): Promise<WalletOffer> {
  const { database, clock, config } = ground;
  if (!(await readOffered(database, awardId)).stands) throw badgeRevoked();
  const reference = randomText();
  const pin = withPin ? randomPin() : null;
  const expiresAt = new Date(clock().getTime() + offerSeconds * 1000);
  await database.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('wallet_offer').where('award_id', '=', awardId).where('code_used_at', 'is', null).execute();
    const { id } = await transaction
      .insertInto('wallet_offer')
      .values({ award_id: awardId, code_hash: hashSecret(codeOf(ground, reference)), created_at: clock(), expires_at: expiresAt })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (pin)
      await transaction
        .updateTable('wallet_offer')
        .set({ tx_code_hash: hashPin(ground, id, pin) })
        .where('id', '=', id)
        .execute();
    await audit(transaction, {
      personId,
      action: 'badge.offered-to-wallet',
      subjectType: 'award',
      subjectId: awardId,
      details: { offerId: id },
    });
  });
  const address = `${config.url}${walletPath}/offers/${reference}`;
  const link = `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(address)}`;
  const qr = await qrcode.toString(link, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  const learnerCredentialWallet = pin ? null : learnerCredentialWalletLink(config.url, reference);
  return { link, qr, learnerCredentialWallet, pin, expiresAt };
}

const open = (database: Database, codeHash: Buffer, now: Date) =>
  database
    .selectFrom('wallet_offer')
    .select(['id', 'award_id as awardId', 'tx_code_hash as pinHash', 'tries', 'code_used_at as usedAt'])
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now);

/**
 * The offer that stands at its address.
 *
 * @throws {Problem} 404 `not-found`, also when it was taken or its time is over
 */
export async function readOffer(ground: Ground, reference: string): Promise<object> {
  const code = codeOf(ground, reference);
  const offer = await open(ground.database, hashSecret(code), ground.clock()).executeTakeFirst();
  if (!offer || offer.usedAt) throw notFound('offer');
  return {
    credential_issuer: ground.config.url,
    credential_configuration_ids: Object.keys(configurations),
    grants: {
      [preAuthorized]: {
        'pre-authorized_code': code,
        ...(offer.pinHash && { tx_code: { input_mode: 'numeric', length: 6, description: 'The six digits beside the code in Brevet' } }),
      },
    },
  };
}

/**
 * Turns the code of an offer into a token for one badge (OpenID4VCI 1.0 §6). Good once; a code that comes twice ends the token, too.
 *
 * @throws {Problem} in OAuth's words
 */
export async function redeemCode(ground: Ground, { code, pin }: { code: string; pin: string | undefined }): Promise<string> {
  const now = ground.clock();
  const token = randomText();
  const wrong = await ground.database.transaction().execute(async (transaction) => {
    const offer = await open(transaction, hashSecret(code), now).forUpdate().executeTakeFirst();
    if (!offer || offer.tries >= mostTries) return 'The code is not known, was used, or its time is over.';
    const change = transaction.updateTable('wallet_offer').where('id', '=', offer.id);
    if (offer.usedAt) {
      await change.set({ token_hash: null, token_expires_at: null }).execute();
      return 'The code was used before. Ask for a new one in Brevet.';
    }
    if (!!offer.pinHash !== (pin !== undefined)) return offer.pinHash ? 'The six digits are missing.' : 'No digits were asked for.';
    if (offer.pinHash && !sameSecret(offer.pinHash, hashPin(ground, offer.id, pin ?? ''))) {
      await change.set({ tries: sql`tries + 1` }).execute();
      return 'The six digits are not right.';
    }
    await change
      .set({ code_used_at: now, token_hash: hashSecret(token), token_expires_at: new Date(now.getTime() + takingSeconds * 1000) })
      .execute();
    return null;
  });
  if (wrong) throw oauthProblem('invalid_grant', wrong);
  return token;
}

/** Which offer a wallet's token is for; null when the token is not good. */
export async function findOfferByToken(database: Database, token: string, now: Date): Promise<{ offerId: string; awardId: string } | null> {
  const row = await database
    .selectFrom('wallet_offer')
    .select(['id as offerId', 'award_id as awardId'])
    .where('token_hash', '=', hashSecret(token))
    .where('token_expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}
