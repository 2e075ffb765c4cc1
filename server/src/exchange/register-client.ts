import { z } from 'zod';
import type { Database } from '../platform/database/database.ts';
import { oauthProblem } from './problems.ts';
import type { Provider } from './provider.ts';
import { scopesToRegister } from './scopes.ts';

const Address = z.url({ protocol: /^https?$/ }).max(2000);
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u)
    .refine((text) => text.isWellFormed());

/** What a program tells of itself when it registers (RFC 7591 §2); what is not listed is left out. */
export const ClientMetadata = z
  .object({
    redirect_uris: z.array(z.string().min(1).max(2000)).min(1).max(10),
    client_name: line(200).optional(),
    client_uri: Address.optional(),
    logo_uri: Address.optional(),
    tos_uri: Address.optional(),
    policy_uri: Address.optional(),
    contacts: z.array(line(320)).max(10).optional(),
    software_id: line(200).optional(),
    software_version: line(100).optional(),
    scope: z.string().max(2000).optional(),
    token_endpoint_auth_method: z.enum(['client_secret_basic', 'client_secret_post', 'none']).optional(),
    grant_types: z
      .array(z.enum(['authorization_code', 'refresh_token']))
      .min(1)
      .optional(),
    response_types: z.array(z.literal('code')).min(1).optional(),
    application_type: z.enum(['web', 'native']).optional(),
  })
  .meta({ id: 'OAuthClientMetadata' });

/**
 * Registers a program (RFC 7591). better-auth registers every client with all scopes there are; here a client gets those it asked for
 * and never more: the row is narrowed before anybody learns its id.
 *
 * @returns the client information response
 * @throws {Problem} in OAuth's words
 */
export async function registerClient(
  database: Database,
  provider: Provider,
  metadata: z.infer<typeof ClientMetadata>,
): Promise<Record<string, unknown>> {
  const scopes = scopesToRegister(metadata.scope);
  if (!scopes) throw oauthProblem('invalid_client_metadata', 'None of the scopes asked for exists here.');
  const grantTypes = [...new Set(['authorization_code', ...(metadata.grant_types ?? ['authorization_code'])])];
  const answer = await provider({
    path: '/oauth2/register',
    json: {
      ...metadata,
      scope: scopes.join(' '),
      grant_types: grantTypes,
      response_types: ['code'],
      application_type: metadata.application_type ?? applicationType(metadata.redirect_uris),
    },
  });
  const told = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw oauthProblem(String(told.error ?? 'invalid_client_metadata'), String(told.error_description ?? 'It was refused.'));
  await database
    .updateTable('oauth_client')
    .set({ scopes: JSON.stringify(scopes) })
    .where('client_id', '=', String(told.client_id))
    .execute();
  return { ...told, scope: scopes.join(' ') };
}

/** Programs that listen on the person's own device are native (RFC 8252 §7); metadata of RFC 7591 does not say. */
function applicationType(redirectUris: string[]): 'web' | 'native' {
  const own = (uri: string) => !uri.startsWith('https:');
  return redirectUris.every(own) ? 'native' : 'web';
}
