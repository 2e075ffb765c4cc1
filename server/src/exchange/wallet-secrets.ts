import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Ground } from '../platform/ground.ts';

/** The secrets of an offer to a wallet. The database has hashes alone; codes come from the offer's address by a key of ours. */

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const keyed = ({ secrets }: Pick<Ground, 'secrets'>, purpose: string, text: string): string =>
  createHmac('sha256', secrets.derive('wallet-offers')).update(`${purpose}/${text}`).digest('base64url');

/** Unguessable text: addresses of offers, tokens. */
export const randomText = (): string => randomBytes(32).toString('base64url');
/** Six digits that a person carries from one screen to another. */
export const randomPin = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** The pre-authorized code of an offer, from the random end of its address. */
export const codeOf = (ground: Pick<Ground, 'secrets'>, reference: string): string => keyed(ground, 'code', reference);
export const hashSecret = sha256;
/** Pins are short: their hash is keyed, so that a copy of the database does not give them away. */
export const hashPin = (ground: Pick<Ground, 'secrets'>, offerId: string, pin: string): Buffer =>
  Buffer.from(keyed(ground, 'pin', `${offerId}/${pin}`), 'base64url');
export const sameSecret = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

/** Seconds that a nonce is good for. */
export const nonceSeconds = 300;

/** A nonce for a wallet's proof: its time, and a seal of ours, so that any node knows it again without keeping it. */
export function makeNonce(ground: Pick<Ground, 'secrets' | 'clock'>): string {
  const body = `${ground.clock().getTime().toString(36)}.${randomBytes(12).toString('base64url')}`;
  return `${body}.${keyed(ground, 'nonce', body)}`;
}

/** Whether a nonce is ours and not older than five minutes. */
export function isGoodNonce(ground: Pick<Ground, 'secrets' | 'clock'>, nonce: unknown): boolean {
  if (typeof nonce !== 'string') return false;
  const [time = '', random = '', seal = ''] = nonce.split('.');
  const body = `${time}.${random}`;
  if (!sameSecret(Buffer.from(seal), Buffer.from(keyed(ground, 'nonce', body)))) return false;
  const age = ground.clock().getTime() - Number.parseInt(time, 36);
  return age >= -1000 && age <= nonceSeconds * 1000;
}
