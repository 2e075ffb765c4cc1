import { CannotUnwrap, type KeyWrapper } from './key-wrapper.ts';
import type { Sealing } from './sealing.ts';

const context = 'data-key';

/**
 * Wraps with the master secret.
 *
 * @param sealings of the master secret, and of the one before while keys are wrapped anew
 */
export function configurationWrapper(sealings: readonly [Sealing, ...Sealing[]]): KeyWrapper {
  return {
    name: 'configuration',
    wrap: async (dataKey) => sealings[0].seal(dataKey, context).toString('base64'),
    async unwrap(wrapped) {
      for (const { open } of sealings) {
        try {
          return open(Buffer.from(wrapped, 'base64'), context);
        } catch {
          // sealed with the other secret
        }
      }
      throw new CannotUnwrap(
        'A private key cannot be opened with BREVET_SECRET. If the secret was changed, give the one before as BREVET_SECRET_BEFORE and run ./brevet rewrap-keys.',
      );
    },
  };
}
