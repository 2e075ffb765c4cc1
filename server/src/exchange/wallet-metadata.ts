import { contextsFor } from '@brevet/openbadges';

/** Where a wallet takes badges (OpenID for Verifiable Credential Issuance 1.0). */
export const walletPath = '/openid4vci';
export const preAuthorized = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** In which form a wallet may have a badge, by credential configuration. */
export const configurations = {
  OpenBadgeCredential_ldp_vc: { format: 'ldp_vc', form: 'ldp' },
  OpenBadgeCredential_jwt_vc_json: { format: 'jwt_vc_json', form: 'jwt' },
} as const;
export type ConfigurationId = keyof typeof configurations;

/** What a wallet may sign its proof with. */
export const proofAlgorithms = ['EdDSA', 'Ed25519', 'ES256'] as const;

const type = ['VerifiableCredential', 'OpenBadgeCredential'];

/**
 * What the credential issuer says of itself (OpenID4VCI 1.0 §12.2). Every badge is one kind of credential; which badge, the offer says.
 *
 * @param url the public address, which is the issuer's identifier
 */
export function issuerMetadata(url: string): object {
  const configuration = (format: string, more: object) => ({
    format,
    ...more,
    cryptographic_binding_methods_supported: ['did:key', 'did:jwk', 'jwk'],
    proof_types_supported: { jwt: { proof_signing_alg_values_supported: proofAlgorithms } },
    credential_metadata: { display: [{ name: 'Open Badge', locale: 'en' }] },
  });
  return {
    credential_issuer: url,
    credential_endpoint: `${url}${walletPath}/credential`,
    nonce_endpoint: `${url}${walletPath}/nonce`,
    display: [{ name: 'Brevet', locale: 'en' }],
    credential_configurations_supported: {
      OpenBadgeCredential_ldp_vc: configuration('ldp_vc', {
        credential_definition: { '@context': contextsFor({ extensions: true }), type },
        credential_signing_alg_values_supported: ['eddsa-rdfc-2022'],
      }),
      OpenBadgeCredential_jwt_vc_json: configuration('jwt_vc_json', {
        credential_definition: { type },
        credential_signing_alg_values_supported: ['EdDSA'],
      }),
    } satisfies Record<ConfigurationId, object>,
  };
}

/** The authorization server of wallets: codes that a person carries over, no registration (OpenID4VCI 1.0 §12.3). */
export function walletServerMetadata(url: string): object {
  return {
    issuer: url,
    token_endpoint: `${url}${walletPath}/token`,
    response_types_supported: [],
    grant_types_supported: [preAuthorized],
    token_endpoint_auth_methods_supported: ['none'],
    'pre-authorized_grant_anonymous_access_supported': true,
  };
}
