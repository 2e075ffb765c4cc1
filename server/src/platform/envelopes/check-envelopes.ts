import { OperatorError } from '../operator.ts';
import type { Envelopes } from './envelopes.ts';
import { CannotUnwrap, KeyServiceAway } from './key-wrapper.ts';

/**
 * Tries what wraps data keys before anything depends on it.
 *
 * @throws {OperatorError} what was found wrong, and that it keeps from starting
 */
export async function checkEnvelopes(envelopes: Envelopes): Promise<void> {
  try {
    await envelopes.check();
  } catch (error) {
    const found = error instanceof KeyServiceAway ? error.found : error instanceof CannotUnwrap ? error.message : null;
    if (found === null) throw error;
    throw new OperatorError(`Brevet does not start, because it could sign no badge.\n  ${found}\nSee docs/running.md, Private keys.`);
  }
}
