import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { authorizationPath, consentPath } from './authorization-server.ts';
import { tellOAuth } from './error-forms.ts';
import { takeForms } from './form-bodies.ts';
import { type Provider, relay } from './provider.ts';
import { ClientMetadata, registerClient } from './register-client.ts';
import { scopes } from './scopes.ts';

const tags = ['oauth'];
const perNetwork = { rateLimit: { max: 120, timeWindow: '1 minute' } };
/** Registering makes a row that nobody asked for yet. */
const registrations = { rateLimit: { max: 20, timeWindow: '1 minute' } };
const Form = z.record(z.string(), z.string());
const errors = { 'x-errors': 'oauth' } as const;

/** The authorization server (RFC 6749, 7591, 7636, 7009, 8414), for programs. What people decide is in connection-routes.ts. */
export async function oauthRoutes(server: Server, { database, config }: Ground, provider: Provider): Promise<void> {
  const issuer = `${config.url}${authorizationPath}`;

  server.get(
    `/.well-known/oauth-authorization-server${authorizationPath}`,
    { config: { access: anyone }, schema: { tags, summary: 'Where the authorization server’s endpoints are (RFC 8414)' } },
    (_request, reply) =>
      reply
        .header('access-control-allow-origin', '*')
        .header('cache-control', 'public, max-age=300')
        .send({
          issuer,
          authorization_endpoint: `${issuer}/oauth2/authorize`,
          token_endpoint: `${issuer}/oauth2/token`,
          registration_endpoint: `${issuer}/oauth2/register`,
          revocation_endpoint: `${issuer}/oauth2/revoke`,
          scopes_supported: Object.keys(scopes),
          response_types_supported: ['code'],
          response_modes_supported: ['query'],
          grant_types_supported: ['authorization_code', 'refresh_token'],
          token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
          revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
          code_challenge_methods_supported: ['S256'],
          authorization_response_iss_parameter_supported: true,
        }),
  );

  server.post(
    `${authorizationPath}/oauth2/register`,
    {
      config: { access: anyone, ...registrations },
      errorHandler: tellOAuth,
      schema: {
        tags,
        ...errors,
        summary: 'Register a program; it gets the scopes it asks for here and never more (RFC 7591)',
        body: ClientMetadata,
      },
    },
    async (request, reply) => {
      const registered = await registerClient(database, provider, request.body);
      return reply.code(201).header('cache-control', 'no-store').send(registered);
    },
  );

  const Parameter = z.string().max(4000).optional();
  server.get(
    `${authorizationPath}/oauth2/authorize`,
    {
      config: { access: anyone, ...perNetwork },
      // in front of a person's eyes: a page tells what is wrong
      errorHandler: (_error, _request, reply) => reply.redirect(`${consentPath}#error=invalid_request`),
      schema: {
        tags,
        summary: 'Ask a person for access; leads over sign-in and the page on which they decide (RFC 6749 §4.1.1, RFC 7636)',
        querystring: z.object({
          response_type: Parameter,
          client_id: Parameter,
          redirect_uri: Parameter,
          scope: Parameter,
          state: Parameter,
          code_challenge: Parameter,
          code_challenge_method: Parameter,
          prompt: Parameter,
        }),
      },
    },
    async (request, reply) => {
      const asked = new URLSearchParams();
      for (const [name, value] of Object.entries(request.query)) if (value !== undefined && name !== 'prompt') asked.set(name, value);
      if (request.query.prompt === 'consent') asked.set('prompt', 'consent');
      const answer = await provider({
        path: `/oauth2/authorize?${asked}`,
        method: 'GET',
        headers: { cookie: request.headers.cookie, accept: 'text/html' },
      });
      const location = answer.headers.get('location') ?? '';
      reply.header('cache-control', 'no-store');
      if (location.startsWith('/sign-in'))
        return reply.redirect(`/sign-in?next=${encodeURIComponent(`${authorizationPath}/oauth2/authorize?${asked}`)}`);
      const own = URL.canParse(location, config.url) ? new URL(location, config.url) : null;
      if (!own || own.href.startsWith(`${issuer}/error`)) {
        const error = own?.searchParams.get('error') ?? 'invalid_request';
        return reply.redirect(`${consentPath}#error=${encodeURIComponent(error)}`);
      }
      // behind the # the signed request stays as it is, and reaches nobody but the page
      return reply.redirect(location.startsWith(`${consentPath}?`) ? location.replace('?', '#') : location);
    },
  );

  await server.register(async (forms) => {
    takeForms(forms);
    for (const [path, summary] of [
      ['token', 'Turn a code or a refresh token into tokens (RFC 6749 §4.1.3, §6)'],
      ['revoke', 'Withdraw a token (RFC 7009)'],
    ] as const) {
      (forms as Server).post(
        `${authorizationPath}/oauth2/${path}`,
        {
          config: { access: anyone, ...perNetwork },
          errorHandler: tellOAuth,
          schema: { tags, ...errors, summary, consumes: ['application/x-www-form-urlencoded'], body: Form },
        },
        async (request, reply) => {
          const { resource: _resource, ...form } = request.body;
          return relay(await provider({ path: `/oauth2/${path}`, form, headers: { authorization: request.headers.authorization } }), reply);
        },
      );
    }
  });
}
