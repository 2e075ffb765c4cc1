import {
  type CryptosuiteName,
  didKey,
  didKeyMethod,
  importPrivateKey,
  type Signable,
  type Signed,
  sign,
  signJwt,
  type VerifiableCredential,
} from '@brevet/openbadges';
import { dateTime } from '../../awards/index.ts';
import type { Ground } from '../../platform/ground.ts';

/** Who signs what the VC-API issues. */
export interface VcApiSigner {
  /** Its did:key. */
  id: string;
  sign<T extends Signable>(credential: T, cryptosuite: CryptosuiteName): Promise<Signed<T>>;
  /** As JWT that holds the credential and nothing else (Securing Verifiable Credentials using JOSE and COSE §3.1.1). */
  signJwt(credential: VerifiableCredential): string;
}

/**
 * The VC-API signs under a name of its own: whoever has its key can have anything signed, so that none of it may pass for a badge of an
 * issuer or for the word of the installation. The signing key follows from the master secret.
 */
export function vcApiSigner({ secrets, clock }: Pick<Ground, 'secrets' | 'clock'>): VcApiSigner {
  const { privateKey, publicKey } = importPrivateKey(Buffer.from(secrets.derive('vc-api/signing'), 'base64url'));
  const verificationMethod = didKeyMethod(publicKey);
  return {
    id: didKey(publicKey),
    sign: (credential, cryptosuite) => sign(credential, { key: privateKey, verificationMethod, cryptosuite, created: dateTime(clock()) }),
    signJwt: (credential) => signJwt(credential, { key: privateKey, verificationMethod, typ: 'vc+jwt' }),
  };
}
