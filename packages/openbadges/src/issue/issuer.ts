import type { EndorsementCredential, OpenBadgeCredential, Signed } from '../model/types.ts';
import { validateCredential } from '../model/validate-credential.ts';
import { type SigningOptions, sign } from '../proof/sign.ts';

/** Somebody who signs badges with one key. */
export interface Issuer {
  /**
   * Checks a credential against the model and signs it.
   *
   * @param options.created  when the proof is made, with a time zone
   * @throws {OpenBadgesError} `credential-invalid` with the JSON path, and the errors of `sign`
   */
  issue<T extends OpenBadgeCredential | EndorsementCredential>(credential: T, options: { created: string }): Promise<Signed<T>>;
}

/** Makes an issuer. Keep it as long as the key is in use. */
export function createIssuer(identity: Omit<SigningOptions, 'created'>): Issuer {
  return {
    async issue(credential, { created }) {
      validateCredential(credential);
      return sign(credential, { ...identity, created });
    },
  };
}
