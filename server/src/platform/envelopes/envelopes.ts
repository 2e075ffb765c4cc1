import { randomBytes } from 'node:crypto';
import { CannotUnwrap, KeyServiceAway, type KeyWrapper, type WrapperName } from './key-wrapper.ts';
import { sealingWith } from './sealing.ts';

/** A secret under a data key of its own, and that key wrapped. */
export interface Envelope {
  wrappedBy: WrapperName;
  wrappedKey: string;
  sealed: Uint8Array;
}

/** Envelope encryption: each secret has a data key, and what wraps data keys can change without touching the secrets. */
export interface Envelopes {
  /** What wraps new envelopes. */
  readonly wrappedBy: WrapperName;
  /** @param context must be given again to open */
  seal(plain: Uint8Array, context: string): Promise<Envelope>;
  /**
   * @returns bytes that the caller overwrites when it is done with them
   * @throws {KeyServiceAway}; {CannotUnwrap}
   */
  open(envelope: Envelope, context: string): Promise<Buffer>;
  /** The same secret with its data key wrapped anew, by what wraps new envelopes and with the newest version of its key. */
  rewrap(envelope: Envelope): Promise<Envelope>;
  /** Tries whether a data key can be wrapped and unwrapped. @throws {KeyServiceAway}; {CannotUnwrap} */
  check(): Promise<void>;
  /** What the last attempt to reach the wrapper found wrong; null when it went well. */
  trouble(): string | null;
}

/** @param current wraps new envelopes  @param others open what they wrapped before */
export function envelopesOf(current: KeyWrapper, others: readonly KeyWrapper[]): Envelopes {
  let trouble: string | null = null;

  /** Asks a wrapper, and keeps what went wrong for the operator. */
  async function asking<T>(ask: Promise<T>): Promise<T> {
    try {
      const answer = await ask;
      trouble = null;
      return answer;
    } catch (error) {
      if (error instanceof KeyServiceAway) trouble = error.found;
      if (error instanceof CannotUnwrap) trouble = error.message;
      throw error;
    }
  }

  function unwrap({ wrappedBy, wrappedKey }: Envelope): Promise<Buffer> {
    const wrapper = [current, ...others].find(({ name }) => name === wrappedBy);
    if (!wrapper)
      throw new CannotUnwrap(
        'A private key is wrapped by a key management service, and BREVET_KMS_URL is not set. Set it again; ./brevet rewrap-keys --to configuration moves keys away from it.',
      );
    return asking(wrapper.unwrap(wrappedKey));
  }

  return {
    wrappedBy: current.name,
    async seal(plain, context) {
      const dataKey = randomBytes(32);
      try {
        const wrappedKey = await asking(current.wrap(dataKey));
        return { wrappedBy: current.name, wrappedKey, sealed: sealingWith(dataKey).seal(plain, context) };
      } finally {
        dataKey.fill(0);
      }
    },
    async open(envelope, context) {
      const dataKey = await unwrap(envelope);
      try {
        return sealingWith(dataKey).open(envelope.sealed, context);
      } finally {
        dataKey.fill(0);
      }
    },
    async rewrap(envelope) {
      const dataKey = await unwrap(envelope);
      try {
        return { ...envelope, wrappedBy: current.name, wrappedKey: await asking(current.wrap(dataKey)) };
      } finally {
        dataKey.fill(0);
      }
    },
    async check() {
      const trial = randomBytes(32);
      const back = await asking(current.wrap(trial).then((wrapped) => current.unwrap(wrapped)));
      if (!back.equals(trial)) throw new CannotUnwrap('What wraps data keys gave back another key than it was given.');
    },
    trouble: () => trouble,
  };
}
