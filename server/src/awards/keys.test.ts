import { verify } from '@brevet/openbadges';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward } from '../testing/awards.ts';
import { aMember, anOrganization, aPerson } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { currentKey } from './issuer-keys.ts';
import { revokeAward } from './revoke-award.ts';
import { verifyBadge } from './verify-badge.ts';

let app: TestApp;
let plain: TestApp;
beforeAll(async () => {
  app = await testApp({ env: { BREVET_URL: 'https://brevet.example' } });
  plain = await testApp({ env: { BREVET_URL: 'http://localhost:8150' } });
});
afterAll(async () => {
  await app.close();
  await plain.close();
});

const slugOf = async (at: TestApp, id: string) =>
  (await at.database.selectFrom('organization').select('slug').where('id', '=', id).executeTakeFirstOrThrow()).slug;

describe('an issuer’s key', () => {
  it('is made once, however many nodes need it at the same moment', async () => {
    const { id } = await anOrganization(app.database);
    const keys = await Promise.all(
      Array.from({ length: 6 }, () => app.database.transaction().execute((transaction) => currentKey(app.ground, transaction, id))),
    );
    expect(new Set(keys.map((key) => key.id)).size).toBe(1);
  });

  it('is kept sealed', async () => {
    const { issuerId } = await anAward(app);
    const { wrapped_by, wrapped_key, sealed, key_id } = await app.database
      .selectFrom('private_key')
      .innerJoin('issuer_key', 'issuer_key.id', 'private_key.key_id')
      .selectAll('private_key')
      .where('organization_id', '=', issuerId)
      .executeTakeFirstOrThrow();
    expect(wrapped_by).toBe('configuration');
    const envelope = { wrappedBy: 'configuration' as const, wrappedKey: wrapped_key, sealed };
    expect(await app.ground.secrets.envelopes.open(envelope, key_id)).toHaveLength(32);
    await expect(app.ground.secrets.envelopes.open(envelope, issuerId)).rejects.toThrow();
  });

  it('can be replaced; badges signed before stay valid, new ones carry the new key', async () => {
    const { issuerId, microCredentialId } = await aMicroCredential(app.database);
    const before = await anAward(app, { microCredentialId });
    const admin = await app.as((await aMember(app.database, issuerId, 'issuer-admin')).id);
    const at = `/api/v1/organizations/${issuerId}/keys`;
    const rotated = await admin('POST', at, { replaces: 'key-1' });
    expect(rotated.json().items).toMatchObject([
      { name: 'key-2', retiredAt: null },
      { name: 'key-1', retiredAt: expect.any(String) },
    ]);
    const after = await anAward(app, { microCredentialId });
    const document = (await app.send('GET', `/issuers/${await slugOf(app, issuerId)}/did.json`)).json();
    expect(document.verificationMethod).toHaveLength(2);
    expect(document.assertionMethod).toHaveLength(2);
    const loader = async (address: string) => (await app.send('GET', address.replace('https://brevet.example', ''))).json();
    for (const [{ credential }, key] of [
      [before, 'key-1'],
      [after, 'key-2'],
    ] as const) {
      expect((credential.proof as { verificationMethod: string }[])[0]?.verificationMethod).toMatch(new RegExp(`#${key}$`));
      expect((await verify(credential, { loader, now: new Date() })).verdict).toBe('valid');
    }
  });

  it('is replaced once by a double click', async () => {
    const { issuerId } = await anAward(app);
    const admin = await app.as((await aMember(app.database, issuerId, 'issuer-admin')).id);
    const at = `/api/v1/organizations/${issuerId}/keys`;
    const answers = await Promise.all([admin('POST', at, { replaces: 'key-1' }), admin('POST', at, { replaces: 'key-1' })]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  it('is shown and replaced by issuer admins alone', async () => {
    const { issuerId } = await anAward(app);
    const lead = await app.as((await aMember(app.database, issuerId, 'evaluation-lead')).id);
    const stranger = await app.as((await aPerson(app.database)).id);
    for (const send of [lead, stranger]) {
      expect((await send('GET', `/api/v1/organizations/${issuerId}/keys`)).statusCode).toBe(404);
      expect((await send('POST', `/api/v1/organizations/${issuerId}/keys`, { replaces: 'key-1' })).statusCode).toBe(404);
    }
    expect((await app.send('GET', `/api/v1/organizations/${issuerId}/keys`)).statusCode).toBe(401);
  });
});

describe('an issuer’s documents', () => {
  it('are open to every site, and name the key as did:key too', async () => {
    const { issuerId } = await anAward(app);
    const slug = await slugOf(app, issuerId);
    const answer = await app.send('GET', `/issuers/${slug}/did.json`);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
    expect(answer.json()).toMatchObject({
      id: `did:web:brevet.example:issuers:${slug}`,
      alsoKnownAs: [expect.stringMatching(/^did:key:z6Mk/), `https://brevet.example/issuers/${slug}`],
    });
    const profile = (await app.send('GET', `/issuers/${slug}/profile.json`)).json();
    expect(profile).toMatchObject({ id: `did:web:brevet.example:issuers:${slug}`, type: ['Profile'] });
  });

  it('are not there for strangers to the house', async () => {
    const { slug } = await anOrganization(app.database, { isRecognizer: true });
    for (const file of ['did.json', 'profile.json']) {
      expect((await app.send('GET', `/issuers/${slug}/${file}`)).statusCode).toBe(404);
      expect((await app.send('GET', `/issuers/nobody/${file}`)).statusCode).toBe(404);
    }
  });
});

describe('without a public https address', () => {
  it('badges are signed by a did:key, and hold before our own verifier', async () => {
    const { credential } = await anAward(plain);
    expect((credential.issuer as { id: string }).id).toMatch(/^did:key:z6Mk/);
    expect((await verifyBadge(plain.ground, plain.database, credential)).verdict).toBe('valid');
    expect(plain.jobErrors).toEqual([]);
  });

  it('a revoked one is told as revoked', async () => {
    const { credential, awardId } = await anAward(plain);
    await revokeAward(plain.ground, { awardId, reason: 'By mistake.', revokedBy: null });
    const report = await verifyBadge(plain.ground, plain.database, credential);
    expect(report.verdict).toBe('invalid');
    expect(report.checks.find(({ id }) => id === 'status')).toMatchObject({ outcome: 'failed', reason: 'revoked' });
  });

  it('an entry that is not in our list stays unchecked', async () => {
    const { credential } = await anAward(plain);
    const entry = credential.credentialStatus as { statusListCredential: string };
    const elsewhere = { ...credential, credentialStatus: { ...entry, statusListCredential: 'http://localhost:8150/status-lists/none' } };
    expect((await verifyBadge(plain.ground, plain.database, elsewhere)).verdict).toBe('invalid');
  });
});
