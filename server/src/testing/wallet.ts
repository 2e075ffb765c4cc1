import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { didKey, didKeyMethod } from '@brevet/openbadges';
import { Openid4vciClient } from '@openid4vc/openid4vci';
import { type JWTHeaderParameters, SignJWT } from 'jose';

type JwtSigner = Parameters<Openid4vciClient['createCredentialRequestJwtProof']>[0]['signer'];

/** How a wallet names its key. */
export type Naming = 'did:key' | 'did:jwk' | 'jwk';

/** Somebody's wallet: OpenID4VCI by a client library that is not ours, with a key of its own. */
export function aWallet(options: { fetch?: typeof fetch; naming?: Naming; curve?: 'ed25519' | 'P-256' } = {}) {
  const { naming = 'did:key', curve = 'ed25519' } = options;
  const { privateKey, publicKey } =
    curve === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const didJwk = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const alg = curve === 'ed25519' ? 'EdDSA' : 'ES256';
  const signer: JwtSigner =
    naming === 'jwk'
      ? { method: 'jwk', publicJwk: jwk as { kty: string }, alg }
      : { method: 'did', didUrl: naming === 'did:key' ? didKeyMethod(publicKey) : `${didJwk}#0`, alg };
  const client = new Openid4vciClient({
    callbacks: {
      ...(options.fetch && { fetch: options.fetch }),
      hash: (data, algorithm) => new Uint8Array(createHash(algorithm.replace('-', '')).update(data).digest()),
      generateRandom: (bytes) => new Uint8Array(randomBytes(bytes)),
      clientAuthentication: () => undefined, // a wallet that nobody registered
      signJwt: async (_signer, { header, payload }) => ({
        jwt: await sign(privateKey, header, payload),
        signerJwk: jwk as { kty: string },
      }),
    },
  });
  return {
    client,
    did: naming === 'did:key' ? didKey(publicKey) : didJwk,
    /** Takes what an offer's link leads to, proving the key unless told otherwise. */
    async take(link: string, configurationId: string, { txCode, prove = true }: { txCode?: string; prove?: boolean } = {}) {
      const credentialOffer = await client.resolveCredentialOffer(link);
      const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
      const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
        credentialOffer,
        issuerMetadata,
        ...(txCode && { txCode }),
      });
      const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata });
      const proof = await client.createCredentialRequestJwtProof({
        issuerMetadata,
        credentialConfigurationId: configurationId,
        signer,
        nonce,
      });
      const { credentialResponse } = await client.retrieveCredentials({
        issuerMetadata,
        credentialConfigurationId: configurationId,
        accessToken: accessTokenResponse.access_token,
        ...(prove && { proofs: { jwt: [proof.jwt] } }),
      });
      const [first] = credentialResponse.credentials ?? [];
      const credential = (first as { credential?: unknown } | undefined)?.credential;
      return { credential, accessToken: accessTokenResponse.access_token, proof: proof.jwt };
    },
  };
}

const sign = (key: KeyObject, header: object, payload: object) =>
  new SignJWT(payload as Record<string, unknown>).setProtectedHeader(header as JWTHeaderParameters).sign(key);
