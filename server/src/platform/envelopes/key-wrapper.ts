import { Problem } from '../http/problem.ts';
import { OperatorError } from '../operator.ts';

/** Where a data key is wrapped: by the master secret of the configuration, or by a key management service that keeps its key to itself. */
export type WrapperName = 'configuration' | 'kms';

/** Wraps data keys, which encrypt private keys. What wraps never sees a private key, and what it gives back means nothing to anybody else. */
export interface KeyWrapper {
  readonly name: WrapperName;
  /** @returns text to be kept beside what the data key encrypts */
  wrap(dataKey: Uint8Array): Promise<string>;
  /**
   * @throws {KeyServiceAway} when it cannot be asked
   * @throws {CannotUnwrap} when it was wrapped by another key
   */
  unwrap(wrapped: string): Promise<Buffer>;
}

/**
 * The key management service cannot be asked, or refuses. What needs no signature goes on; jobs that sign try again.
 *
 * @param found for the operator: what was found; people read that signing has to wait
 */
export class KeyServiceAway extends Problem {
  readonly found: string;
  constructor(found: string) {
    super(
      503,
      'key-service-away',
      'Signing has to wait',
      'The service that keeps the signing keys does not answer. Nothing is lost: badges are signed as soon as it is back. Try again in a minute.',
    );
    this.found = found;
  }
}

/** A wrapped key that was wrapped by another key, or was altered. The message is meant for the operator. */
export class CannotUnwrap extends OperatorError {
  override name = 'CannotUnwrap';
}
