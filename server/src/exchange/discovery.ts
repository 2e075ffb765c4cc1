import type { Config } from '../platform/config.ts';
import { authorizationPath } from './authorization-server.ts';
import { openBadgesScopes, readCredentials, readProfile, scopes, updateProfile, upsertCredentials } from './scopes.ts';

/** Where the Open Badges 3.0 API stands. */
export const openBadgesPath = '/ims/ob/v3p0';

const schemas = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json';
const json = (schema: object) => ({ 'application/json': { schema } });
const failure = { description: 'What went wrong.', content: json({ $ref: '#/components/schemas/Imsx_StatusInfo' }) };
const needs = (scope: string) => [{ OAuth2ACG: [scope] }];
const badge = { $ref: `${schemas}/ob_v3p0_achievementcredential_schema.json` };
const profile = { $ref: `${schemas}/ob_v3p0_profile_schema.json` };
const bothForms = { ...json(badge), 'text/plain': { schema: { type: 'string', description: 'CompactJws' } } };

/**
 * The service description document of Open Badges 3.0: where a program registers, asks and calls. OpenAPI 3.0 with the extensions
 * of 1EdTech's security framework.
 */
export function serviceDescription({ url, policies }: Pick<Config, 'url' | 'policies'>): object {
  const issuer = `${url}${authorizationPath}`;
  return {
    openapi: '3.0.1',
    info: {
      title: 'Brevet: Open Badges 3.0 API',
      description: 'A person’s badges for programs that the person lets in.',
      version: '3.0',
      termsOfService: policies.terms,
      'x-imssf-image': `${url}/icon.svg`,
      'x-imssf-privacyPolicyUrl': policies.privacy,
    },
    servers: [{ url: `${url}${openBadgesPath}` }],
    paths: {
      '/credentials': {
        get: {
          operationId: 'getCredentials',
          tags: ['OpenBadgeCredentials'],
          security: needs(readCredentials),
          parameters: [
            { name: 'limit', in: 'query', schema: { type: 'integer', format: 'int32', minimum: 1 } },
            { name: 'offset', in: 'query', schema: { type: 'integer', format: 'int32', minimum: 0 } },
            { name: 'since', in: 'query', schema: { type: 'string', format: 'date-time' } },
          ],
          responses: {
            200: {
              description: 'A page of the person’s badges.',
              headers: { 'X-Total-Count': { schema: { type: 'integer' } }, Link: { schema: { type: 'string' } } },
              content: json({ $ref: `${schemas}/ob_v3p0_getopenbadgecredentialsresponse_schema.json` }),
            },
            default: failure,
          },
        },
        post: {
          operationId: 'upsertCredential',
          tags: ['OpenBadgeCredentials'],
          security: needs(upsertCredentials),
          requestBody: { required: true, content: bothForms },
          responses: {
            200: { description: 'Replaced by this newer one.', content: bothForms },
            201: { description: 'Added.', content: bothForms },
            304: { description: 'It was here already; nothing has changed.' },
            default: failure,
          },
        },
      },
      '/profile': {
        get: {
          operationId: 'getProfile',
          tags: ['OpenBadgeCredentials'],
          security: needs(readProfile),
          responses: { 200: { description: 'The person’s profile.', content: json(profile) }, default: failure },
        },
        put: {
          operationId: 'putProfile',
          tags: ['OpenBadgeCredentials'],
          security: needs(updateProfile),
          requestBody: { required: true, content: json(profile) },
          responses: { 200: { description: 'The profile as it is now.', content: json(profile) }, default: failure },
        },
      },
      '/discovery': {
        get: {
          operationId: 'getServiceDescription',
          tags: ['Discovery'],
          responses: { 200: { description: 'This document.', content: json({ type: 'object' }) }, default: failure },
        },
      },
    },
    components: {
      securitySchemes: {
        OAuth2ACG: {
          type: 'oauth2',
          description: 'OAuth 2.0 Authorization Code Grant with PKCE (S256)',
          'x-imssf-name': 'Brevet',
          'x-imssf-image': `${url}/icon.svg`,
          'x-imssf-privacyPolicyUrl': policies.privacy,
          'x-imssf-termsOfServiceUrl': policies.terms,
          'x-imssf-registrationUrl': `${issuer}/oauth2/register`,
          flows: {
            authorizationCode: {
              authorizationUrl: `${issuer}/oauth2/authorize`,
              tokenUrl: `${issuer}/oauth2/token`,
              refreshUrl: `${issuer}/oauth2/token`,
              scopes: Object.fromEntries(openBadgesScopes.map((scope) => [scope, scopes[scope] ?? ''])),
            },
          },
        },
      },
      schemas: {
        Imsx_StatusInfo: {
          type: 'object',
          required: ['imsx_codeMajor', 'imsx_severity'],
          properties: {
            imsx_codeMajor: { type: 'string', enum: ['failure', 'processing', 'success', 'unsupported'] },
            imsx_severity: { type: 'string', enum: ['error', 'status', 'warning'] },
            imsx_description: { type: 'string' },
            imsx_codeMinor: { type: 'object' },
          },
        },
      },
    },
  };
}
