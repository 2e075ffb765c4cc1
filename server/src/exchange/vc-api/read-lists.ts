import type { Ground } from '../../platform/ground.ts';
import { vcApiSigner } from './signer.ts';
import { signList, statusListAddress, statusPurposes } from './status.ts';

/**
 * Brings the status lists of the VC-API by their addresses, out of the database: no request ever goes to ourselves.
 *
 * @returns reads one; undefined for every other address, and where there is no VC-API
 */
export function vcApiLists(ground: Pick<Ground, 'database' | 'config' | 'clock' | 'secrets'>): (address: string) => Promise<unknown> {
  const { url, vcApiKey } = ground.config;
  const signer = vcApiSigner(ground);
  return async (address) => {
    const purpose = statusPurposes.find((candidate) => statusListAddress(url, candidate) === address);
    return purpose && vcApiKey !== undefined ? signList(ground, signer, purpose) : undefined;
  };
}
