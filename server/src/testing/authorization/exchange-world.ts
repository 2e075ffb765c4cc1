import { hashSecret, randomText } from '../../exchange/wallet-secrets.ts';
import { aToken } from '../oauth-client.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** A program that the earner let in and a wallet, with their tokens; a badge that she brought along. */
export async function exchangeWorld(app: TestApp, { earnerId }: Ground): Promise<Contribution> {
  const { database } = app;
  const scopes = JSON.stringify(['https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly']);
  await database
    .insertInto('oauth_client')
    .values({ client_id: 'a-wallet', name: 'A wallet', scopes, redirect_uris: JSON.stringify(['https://wallet.example/back']) })
    .execute();
  const consent = await database
    .insertInto('oauth_consent')
    .values({ client_id: 'a-wallet', person_id: earnerId, scopes })
    .returning('id')
    .executeTakeFirstOrThrow();
  const badge = await database
    .insertInto('imported_badge')
    .values({
      person_id: earnerId,
      credential: '{}',
      credential_ref: 'https://elsewhere.example/badges/1',
      form: 'json',
      issuer_name: 'Elsewhere',
      issuer_ref: 'https://elsewhere.example',
      title: 'A badge from elsewhere',
      valid_from: new Date(0),
      verdict: 'valid',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const award = await database.selectFrom('award').select('id').where('earner_id', '=', earnerId).executeTakeFirstOrThrow();
  const walletToken = randomText();
  const soon = new Date(Date.now() + 3_600_000);
  await database
    .insertInto('wallet_offer')
    .values({
      award_id: award.id,
      code_hash: hashSecret(randomText()),
      expires_at: soon,
      code_used_at: new Date(),
      token_hash: hashSecret(walletToken),
      token_expires_at: soon,
    })
    .execute();
  return {
    ids: { connectionId: consent.id, badgeId: badge.id },
    people: {
      'a program that the earner lets in': { id: earnerId, token: await aToken(app, earnerId) },
      'a program with the key of the VC-API': { id: earnerId, token: String(app.config.vcApiKey) },
      'a wallet that took up the offer': { id: earnerId, token: walletToken },
    },
  };
}
