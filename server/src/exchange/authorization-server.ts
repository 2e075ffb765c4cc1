import { createHash } from 'node:crypto';
import { oauthProvider } from '@better-auth/oauth-provider';
import type { BetterAuthPlugin } from 'better-auth';
import type { Ground } from '../platform/ground.ts';
import { scopes } from './scopes.ts';

/** Where the authorization server stands; its issuer is this under the public address. */
export const authorizationPath = '/api/auth';
/** The page on which a person decides; the page's address carries the signed request, behind its `#`. */
export const consentPath = '/connect';

/** Seconds that an access token is good for. */
const accessSeconds = 60 * 60;
/** Seconds that a refresh token is good for; each use gives a new one. */
const refreshSeconds = 90 * 24 * 60 * 60;

/** How tokens and codes are kept: their SHA-256. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Marks what it is: secret scanners find leaked ones, and nobody takes one for another. */
export const prefixes = { opaqueAccessToken: 'brevet_at_', refreshToken: 'brevet_rt_', clientSecret: 'brevet_cs_' } as const;

const person = { userId: 'person_id' } as const;
const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;
const grant = {
  ...person,
  clientId: 'client_id',
  sessionId: 'session_id',
  referenceId: 'reference_id',
  authorizationCodeId: 'authorization_code_id',
  requestedUserInfoClaims: 'requested_user_info_claims',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
} as const;

/**
 * The OAuth 2 authorization server of the Open Badges 3.0 API: better-auth's provider on our tables. Authorization code with PKCE (S256),
 * refresh with rotation, revocation. Tokens are opaque and kept as hashes; there is no OpenID Connect.
 */
export function authorizationServer({ secrets }: Pick<Ground, 'secrets'>): BetterAuthPlugin {
  const about = 'oauth-client';
  return oauthProvider({
    scopes: Object.keys(scopes),
    grantTypes: ['authorization_code', 'refresh_token'],
    loginPage: '/sign-in',
    consentPage: consentPath,
    allowDynamicClientRegistration: true,
    allowUnauthenticatedClientRegistration: true,
    accessTokenExpiresIn: accessSeconds,
    refreshTokenExpiresIn: refreshSeconds,
    codeExpiresIn: 600,
    disableJwtPlugin: true,
    storeTokens: { hash: async (token) => hashToken(token) },
    storeClientSecret: {
      encrypt: async (secret) => secrets.seal(Buffer.from(secret), about).toString('base64'),
      decrypt: async (sealed) => secrets.open(Buffer.from(sealed, 'base64'), about).toString(),
    },
    prefix: prefixes,
    schema: {
      oauthClient: {
        modelName: 'oauth_client',
        fields: {
          ...person,
          ...stamps,
          clientId: 'client_id',
          clientSecret: 'client_secret',
          clientDiscoveryId: 'client_discovery_id',
          skipConsent: 'skip_consent',
          enableEndSession: 'enable_end_session',
          subjectType: 'subject_type',
          clientCredentialsScopes: 'client_credentials_scopes',
          softwareId: 'software_id',
          softwareVersion: 'software_version',
          softwareStatement: 'software_statement',
          redirectUris: 'redirect_uris',
          postLogoutRedirectUris: 'post_logout_redirect_uris',
          backchannelLogoutUri: 'backchannel_logout_uri',
          backchannelLogoutSessionRequired: 'backchannel_logout_session_required',
          tokenEndpointAuthMethod: 'token_endpoint_auth_method',
          applicationType: 'application_type',
          jwksUri: 'jwks_uri',
          grantTypes: 'grant_types',
          responseTypes: 'response_types',
          requirePKCE: 'require_pkce',
          dpopBoundAccessTokens: 'dpop_bound_access_tokens',
          referenceId: 'reference_id',
        },
      },
      oauthRefreshToken: {
        modelName: 'oauth_refresh_token',
        fields: {
          ...grant,
          rotatedAt: 'rotated_at',
          rotationReplayResponse: 'rotation_replay_response',
          rotationReplayExpiresAt: 'rotation_replay_expires_at',
          authTime: 'auth_time',
        },
      },
      oauthAccessToken: { modelName: 'oauth_access_token', fields: { ...grant, refreshId: 'refresh_id' } },
      oauthResource: {
        modelName: 'oauth_resource',
        fields: {
          ...stamps,
          accessTokenTtl: 'access_token_ttl',
          refreshTokenTtl: 'refresh_token_ttl',
          signingAlgorithm: 'signing_algorithm',
          signingKeyId: 'signing_key_id',
          allowedScopes: 'allowed_scopes',
          customClaims: 'custom_claims',
          dpopBoundAccessTokensRequired: 'dpop_bound_access_tokens_required',
          policyVersion: 'policy_version',
        },
      },
      oauthClientResource: {
        modelName: 'oauth_client_resource',
        fields: { clientId: 'client_id', resourceId: 'resource_id', createdAt: 'created_at' },
      },
      oauthClientAssertion: { modelName: 'oauth_client_assertion', fields: { expiresAt: 'expires_at' } },
      oauthConsent: {
        modelName: 'oauth_consent',
        fields: {
          ...person,
          ...stamps,
          clientId: 'client_id',
          referenceId: 'reference_id',
          requestedUserInfoClaims: 'requested_user_info_claims',
        },
      },
    },
  }) as unknown as BetterAuthPlugin;
}
