import {
  CREDENTIALS_V2,
  contextsFor,
  didKey,
  didKeyMethod,
  EXAMPLES_V2,
  generateKey,
  offline,
  presentation,
  type Signable,
  sign,
  verify,
} from '@brevet/openbadges';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../testing/test-app.ts';

const key = 'only-these-tests-know-this-key-0123456789';
const headers = { authorization: `Bearer ${key}` };
const created = '2026-09-01T12:00:00Z';

const aCredential = (more: object = {}) => ({
  '@context': [CREDENTIALS_V2],
  type: ['VerifiableCredential'],
  credentialSubject: { id: 'did:example:ada' },
  ...more,
});

describe('the VC-API', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ env: { VC_API_KEY: key } });
  }, 60_000);
  afterAll(() => app.close());

  const post = (path: string, body: object) => app.send('POST', `/vc-api${path}`, body, headers);
  const issue = (credential: object, options?: object) => post('/credentials/issue', options ? { credential, options } : { credential });
  const issued = async (more: object = {}, options?: object) => (await issue(aCredential(more), options)).json();
  const look = (verifiableCredential: unknown) => post('/credentials/verify', { verifiableCredential });

  it('is not there without a key in the configuration', async () => {
    const plain = await testApp();
    for (const path of ['/credentials/issue', '/credentials/verify', '/presentations/verify']) {
      expect((await plain.send('POST', `/vc-api${path}`, {}, headers)).statusCode).toBe(404);
    }
    for (const purpose of ['revocation', 'suspension'])
      expect((await plain.send('GET', `/vc-api/status-lists/${purpose}`)).statusCode).toBe(404);
    await plain.close();
  });

  it('answers nobody without its key, and says no more', async () => {
    for (const authorization of ['', 'Bearer ', `Bearer ${key}x`, `Bearer ${key.slice(1)}`, key]) {
      const answer = await app.send('POST', '/vc-api/credentials/issue', { credential: aCredential() }, { authorization });
      expect(answer.statusCode).toBe(401);
    }
  });

  it.each(['eddsa-rdfc-2022', 'eddsa-jcs-2022'])('issues the bare credential with %s, and verifies it', async (cryptosuite) => {
    const answer = await issue(aCredential(), { cryptosuite });
    expect(answer.statusCode).toBe(201);
    const credential = answer.json();
    expect(credential).toMatchObject({ ...aCredential(), proof: [{ type: 'DataIntegrityProof', cryptosuite }] });
    const verified = await look(credential);
    expect([verified.statusCode, verified.json()]).toEqual([200, { verified: true, problemDetails: [] }]);
    expect((await verify(credential, { loader: offline, now: new Date(), anyCredential: true })).verdict).toBe('valid');
  });

  it('issues a JWT in an envelope, and verifies it', async () => {
    const enveloped = await issued({}, { envelope: 'vc+jwt' });
    expect(enveloped).toMatchObject({ type: 'EnvelopedVerifiableCredential', id: expect.stringMatching(/^data:application\/vc\+jwt,/) });
    expect((await look(enveloped)).statusCode).toBe(200);
    for (const wrong of [
      { type: 'VerifiableCredential' },
      { '@context': [] },
      { id: enveloped.id.split(',')[1] },
      { id: `${enveloped.id}A` },
    ])
      expect((await look({ ...enveloped, ...wrong })).statusCode).toBe(400);
  });

  it.each(['revocation', 'suspension'])('issues with a status for %s, which is set and taken back', async (statusPurpose) => {
    const credentialStatus = { type: 'BitstringStatusListEntry', statusPurpose };
    const id = `urn:uuid:5b1f3a52-8f5e-4c9e-9f6f-${statusPurpose === 'revocation' ? '1' : '2'}a4e5f1a0001`;
    const credential = await issued({ id }, { credentialStatus });
    const change = (body: object) => post('/credentials/status', { credentialId: id, credentialStatus, ...body });
    expect(credential.credentialStatus).toMatchObject({ ...credentialStatus, statusListIndex: expect.stringMatching(/^\d+$/) });
    const list = await app.send('GET', new URL(credential.credentialStatus.statusListCredential).pathname);
    expect(list.headers['content-type']).toBe('application/vc');
    const { headers: asJson } = await app.send('GET', '/vc-api/status-lists/revocation', undefined, {
      accept: 'application/ld+json, application/json',
    });
    expect([asJson['content-type'], asJson.vary]).toEqual([expect.stringContaining('json'), expect.stringContaining('accept')]);
    expect([list.statusCode, list.json().type]).toEqual([200, ['VerifiableCredential', 'BitstringStatusListCredential']]);
    expect((await look(credential)).statusCode).toBe(200);
    expect((await change({})).statusCode).toBe(200);
    expect((await look(credential)).statusCode).toBe(400);
    expect((await change({ status: false })).statusCode).toBe(200);
    expect((await look(credential)).statusCode).toBe(200);
    expect((await change({ credentialId: 'urn:uuid:nothing' })).statusCode).toBe(404);
    expect((await issue(credential, { credentialStatus })).statusCode).toBe(400);
  });

  it.each(['revocation', 'suspension'])('issues badges whose status for %s the verify page looks up', async (statusPurpose) => {
    const id = `urn:uuid:5b1f3a52-8f5e-4c9e-9f6f-${statusPurpose === 'revocation' ? '3' : '4'}a4e5f1a0001`;
    const credentialStatus = { type: 'BitstringStatusListEntry', statusPurpose };
    const badge = {
      '@context': contextsFor({ extensions: false }),
      id,
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { type: ['Profile'], name: 'A test suite' },
      validFrom: created,
      credentialSubject: {
        type: ['AchievementSubject'],
        id: 'urn:uuid:0a3e8d5b-6c1f-4a2e-9d5c-1b2c3d4e5f60',
        achievement: {
          id: 'https://a.example/1',
          type: ['Achievement'],
          name: 'Asking',
          description: 'Asks.',
          criteria: { narrative: 'Ask.' },
        },
      },
    };
    const answer = await issue(badge, { credentialStatus });
    expect(answer.statusCode, answer.body).toBe(201);
    const says = async () => {
      const { verdict, checks } = (await app.send('POST', '/api/v1/verifications', { text: answer.body })).json();
      return [verdict, checks.find((check: { id: string }) => check.id === 'status').reason];
    };
    expect(await says()).toEqual(['valid', 'active']);
    await post('/credentials/status', { credentialId: id, credentialStatus });
    expect(await says()).toEqual(['invalid', statusPurpose === 'revocation' ? 'revoked' : 'suspended']);
  });

  it('issues by VC Data Model 1.1 what is no badge', async () => {
    const older = { '@context': ['https://www.w3.org/2018/credentials/v1'], issuanceDate: created };
    const credential = await issued(older);
    expect((await look(credential)).statusCode).toBe(200);
    expect((await look({ ...credential, issuanceDate: '2020-01-01T00:00:00Z' })).statusCode).toBe(400);
    expect((await issue(aCredential({ ...older, issuanceDate: undefined }))).statusCode).toBe(400);
  });

  it('issues in its own name: it fills it in, and takes no other', async () => {
    const { issuer } = await issued();
    expect(issuer).toMatch(/^did:key:z6Mk/);
    expect((await issued({ issuer: { name: 'VC-API' } })).issuer).toEqual({ name: 'VC-API', id: issuer });
    expect((await issued({ issuer: { id: issuer } })).issuer).toEqual({ id: issuer });
    for (const other of [null, 'fake-issuer', { id: null }, { id: 'did:web:localhost' }, [issuer]]) {
      expect((await issue(aCredential({ issuer: other }))).statusCode).toBe(400);
    }
  });

  it('says where a credential breaks the data model', async () => {
    const answer = await issue(aCredential({ refreshService: { id: 'https://school.example/refresh' } }));
    expect([answer.statusCode, answer.json()]).toMatchObject([
      400,
      { code: 'credential-not-good', errors: [{ path: '$.refreshService' }] },
    ]);
  });

  it.each<[string, object]>([
    ['an unknown term', { credentialSubject: { id: 'did:example:ada', undefinedTerm: 1 } }],
    ['an unknown type', { type: ['VerifiableCredential', 'InvalidType'] }],
    ['a context that nobody shipped', { '@context': [CREDENTIALS_V2, 'https://school.example/context'] }],
    ['a context that changes a protected term', { '@context': [CREDENTIALS_V2, { VerifiableCredential: 'https://school.example/#Bad' }] }],
    ['a type that maps to no URL', { '@context': [CREDENTIALS_V2, { Bad: 'https ://x' }], type: ['VerifiableCredential', 'Bad'] }],
    ['a proof', { proof: { type: 'DataIntegrityProof' } }],
    ['a wrong digest', { relatedResource: { id: CREDENTIALS_V2, digestMultibase: 'uM4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0' } }],
    ['a digest of an unknown kind', { relatedResource: { id: CREDENTIALS_V2, digestSRI: 'md5-abc' } }],
  ])('issues no credential with %s', async (_, more) => {
    expect((await issue(aCredential(more))).statusCode).toBe(400);
  });

  it('knows the context of W3C’s examples, and keeps it out of badges', async () => {
    const answer = await issue(
      aCredential({ '@context': [CREDENTIALS_V2, EXAMPLES_V2], type: ['VerifiableCredential', 'ExampleCredential'] }),
    );
    expect(answer.statusCode).toBe(201);
    const badge = (contexts: string[]) =>
      aCredential({
        '@context': contexts,
        id: 'urn:uuid:5b1f3a52-8f5e-4c9e-9f6f-0a4e5f1a0001',
        type: ['VerifiableCredential', 'OpenBadgeCredential'],
        validFrom: created,
        credentialSubject: {
          id: 'did:example:ada',
          type: ['AchievementSubject'],
          achievement: {
            id: 'https://badges.example/a/1',
            type: ['Achievement'],
            name: 'A',
            description: 'B',
            criteria: { narrative: 'C' },
          },
        },
      });
    expect((await issue(badge(contextsFor({ extensions: false })))).statusCode).toBe(201);
    expect((await issue(badge([...contextsFor({ extensions: false }), EXAMPLES_V2]))).statusCode).toBe(400);
  });

  it('does not verify what was changed, expired, or cannot be checked', async () => {
    const good = await issued();
    const changed = await look({ ...good, credentialSubject: { id: 'did:example:eve' } });
    expect([changed.statusCode, changed.json()]).toMatchObject([
      400,
      { verified: false, problemDetails: [{ type: 'https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR' }] },
    ]);
    const over = await look(await issued({ validUntil: '2020-01-01T00:00:00Z' }));
    expect([over.statusCode, over.json().problemDetails[0].type]).toEqual([400, 'https://www.w3.org/TR/vc-data-model#RANGE_ERROR']);
    const unknown = { type: 'SomeStatus', id: 'https://school.example/status' };
    const withStatus = await issued({
      '@context': [CREDENTIALS_V2, { SomeStatus: 'https://school.example/#S' }],
      credentialStatus: unknown,
    });
    expect((await look(withStatus)).statusCode).toBe(400);
    for (const nothing of [{}, 'no.jwt', JSON.stringify(good), { ...good, proof: [] }]) expect((await look(nothing)).statusCode).toBe(400);
  });

  it('verifies presentations: the signature answers the challenge, and all inside holds', async () => {
    const { privateKey, publicKey } = generateKey();
    const asked = { challenge: 'a-question', domain: 'school.example' };
    const show = (inside: object, more: object = {}) =>
      sign(presentation({ holder: didKey(publicKey), credentials: [inside as never] }) as Signable, {
        key: privateKey,
        verificationMethod: didKeyMethod(publicKey),
        created,
        proofPurpose: 'authentication',
        ...asked,
        ...more,
      });
    const ask = async (verifiablePresentation: object, options: object = asked) =>
      (await post('/presentations/verify', { verifiablePresentation, options })).statusCode;
    const credential = await issued();
    expect(await ask(await show(credential))).toBe(200);
    expect(await ask(await show(credential), { ...asked, challenge: 'another' })).toBe(400);
    expect(await ask(await show(credential, { proofPurpose: 'assertionMethod' }))).toBe(400);
    expect(await ask(await show({ ...credential, credentialSubject: { id: 'did:example:eve' } }))).toBe(400);
    expect(await ask(credential, {})).toBe(400);
    expect((await look(await show(credential))).statusCode).toBe(400);
  });
});
