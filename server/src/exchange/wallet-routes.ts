import { z } from 'zod';
import { awardOwner } from '../awards/index.ts';
import type { Ground } from '../platform/ground.ts';
import { anyone, callerOf } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { tellOAuth } from './error-forms.ts';
import { takeForms } from './form-bodies.ts';
import { CredentialRequest, giveCredential } from './give-credential.ts';
import { offeredWallet, walletsWithToken } from './policy.ts';
import { oauthProblem, tokenNeeded } from './problems.ts';
import { takeByExchange } from './wallet-exchange.ts';
import { exchangePath } from './wallet-links.ts';
import { issuerMetadata, preAuthorized, walletPath, walletServerMetadata } from './wallet-metadata.ts';
import { offerToWallet, readOffer, redeemCode, takingSeconds } from './wallet-offers.ts';
import { makeNonce, nonceSeconds } from './wallet-secrets.ts';

const tags = ['wallets'];
const errors = { 'x-errors': 'oauth' } as const;
const perNetwork = { rateLimit: { max: 120, timeWindow: '1 minute' } };

/** Wallets may run in a page of another site: nothing here looks at cookies, so any page may read what it is answered. */
const forAnybody = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
const preflight = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-max-age': '600',
};

/** A badge goes to a wallet: OpenID for Verifiable Credential Issuance 1.0, with a pre-authorized code. */
export async function walletRoutes(server: Server, ground: Ground): Promise<void> {
  const { config } = ground;
  const walletPolicy = walletsWithToken(ground);

  server.post(
    '/api/v1/awards/:awardId/wallet-offers',
    {
      config: { access: awardOwner, ...perNetwork },
      schema: {
        tags,
        summary: 'Offer my badge to a wallet: a link and a QR code, good once, for a quarter of an hour',
        params: z.object({ awardId: z.uuid() }),
        body: z.object({ withPin: z.boolean().meta({ description: 'Ask in the wallet for six digits as well' }) }),
        response: {
          201: z
            .object({
              link: z.string(),
              qr: z.string().meta({ description: 'The link as SVG' }),
              learnerCredentialWallet: z.string().nullable().meta({ description: 'Opens the Learner Credential Wallet; null with digits' }),
              pin: z.string().nullable(),
              expiresAt: z.date(),
            })
            .meta({ id: 'WalletOffer' }),
        },
      },
    },
    async (request, reply) => {
      const { awardId } = request.params;
      const { personId } = callerOf(request);
      const offer = await offerToWallet(ground, { awardId, personId, withPin: request.body.withPin });
      return reply.code(201).header('cache-control', 'no-store').send(offer);
    },
  );

  for (const [path, summary, document] of [
    ['openid-credential-issuer', 'What wallets may take here (OpenID4VCI 1.0 §12.2)', issuerMetadata(config.url)],
    ['oauth-authorization-server', 'Where wallets get tokens (RFC 8414)', walletServerMetadata(config.url)],
  ] as const) {
    server.get(`/.well-known/${path}`, { config: { access: anyone }, schema: { tags, summary } }, (_request, reply) =>
      reply.header('access-control-allow-origin', '*').header('cache-control', 'public, max-age=300').send(document),
    );
  }

  server.get(
    `${walletPath}/offers/:reference`,
    {
      config: { access: anyone, ...perNetwork },
      schema: { tags, summary: 'The offer behind a link', params: z.object({ reference: z.string().min(1).max(100) }) },
    },
    async (request, reply) =>
      reply
        .header('access-control-allow-origin', '*')
        .header('cache-control', 'no-store')
        .send(await readOffer(ground, request.params.reference)),
  );

  for (const path of [`${walletPath}/token`, `${walletPath}/nonce`, `${walletPath}/credential`, `${exchangePath}/:reference`]) {
    server.options(path, { config: { access: anyone }, schema: { hide: true } }, (_request, reply) =>
      reply.headers(preflight).code(204).send(),
    );
  }

  server.post(
    `${walletPath}/nonce`,
    { config: { access: anyone, ...perNetwork }, schema: { tags, summary: 'A nonce for a wallet’s proof (OpenID4VCI 1.0 §7)' } },
    (_request, reply) => reply.headers(forAnybody).send({ c_nonce: makeNonce(ground), c_nonce_expires_in: nonceSeconds }),
  );

  server.post(
    `${walletPath}/credential`,
    {
      config: { access: walletPolicy, ...perNetwork },
      errorHandler: tellOAuth,
      schema: { tags, ...errors, summary: 'Take the badge (OpenID4VCI 1.0 §8)', body: CredentialRequest },
    },
    async (request, reply) => {
      const offer = offeredWallet(request);
      if (!offer) throw tokenNeeded();
      return reply.headers(forAnybody).send(await giveCredential(ground, offer, request.body));
    },
  );

  server.post(
    `${exchangePath}/:reference`,
    {
      config: { access: anyone, ...perNetwork },
      errorHandler: tellOAuth,
      schema: {
        tags,
        ...errors,
        summary: 'Take the badge of an offer by an exchange of the VC-API',
        params: z.object({ reference: z.string().min(1).max(100) }),
        body: z.looseObject({}).optional(),
      },
    },
    async (request, reply) => reply.headers(forAnybody).send(await takeByExchange(ground, request.params.reference)),
  );

  await server.register(async (forms) => {
    takeForms(forms);
    (forms as Server).post(
      `${walletPath}/token`,
      {
        config: { access: anyone, ...perNetwork },
        errorHandler: tellOAuth,
        schema: {
          tags,
          ...errors,
          summary: 'Turn the code of an offer into a token (OpenID4VCI 1.0 §6)',
          consumes: ['application/x-www-form-urlencoded'],
          body: z.record(z.string(), z.string().max(4000)),
        },
      },
      async (request, reply) => {
        const { grant_type: grantType, 'pre-authorized_code': code, tx_code: pin } = request.body;
        if (grantType !== preAuthorized) throw oauthProblem('unsupported_grant_type', 'Only pre-authorized codes are taken here.');
        if (!code) throw oauthProblem('invalid_request', 'The pre-authorized_code is missing.');
        const token = await redeemCode(ground, { code, pin });
        return reply.headers(forAnybody).send({
          access_token: token,
          token_type: 'Bearer',
          expires_in: takingSeconds,
          // drafts before 15 look for the nonce here
          c_nonce: makeNonce(ground),
          c_nonce_expires_in: nonceSeconds,
        });
      },
    );
  });
}
