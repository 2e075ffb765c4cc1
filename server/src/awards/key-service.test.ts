import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportPrivateKey, generateKey } from '@brevet/openbadges';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../platform/config.ts';
import { checkEnvelopes } from '../platform/envelopes/check-envelopes.ts';
import { loadSecrets } from '../platform/secrets.ts';
import { anAward } from '../testing/awards.ts';
import { anOrganization } from '../testing/builders.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { type TransitPeer, transitPeer } from '../testing/transit-peer.ts';
import { rotateKey } from './issuer-keys.ts';
import { openPrivateKey, rewrapKeys } from './private-keys.ts';

const hour = 3_600_000;
const secret = (letter: string) => Buffer.from(letter.repeat(32)).toString('base64');
let peer: TransitPeer;
let app: TestApp;
const kms = () => ({ BREVET_KMS_URL: peer.url, BREVET_KMS_TOKEN: peer.token });
const asConfigured = (env: Record<string, string>) => loadSecrets(readConfig({ BREVET_DATA: app.config.dataFolder, ...env }));
const keysOf = (test: TestApp) =>
  test.database.selectFrom('private_key').select(['key_id', 'wrapped_by', 'wrapped_key']).orderBy('key_id').execute();

beforeEach(async () => {
  peer = await transitPeer();
});
afterEach(() => peer.close());

describe('a private key that a key management service wraps', () => {
  afterEach(() => app.close());

  it('signs, and is opened once for many badges while it is kept', async () => {
    app = await testApp({ env: { ...kms(), BREVET_SECRET: secret('a') } });
    const { microCredentialId } = await anAward(app);
    expect(await keysOf(app)).toMatchObject([{ wrapped_by: 'kms', wrapped_key: expect.stringMatching(/^vault:v1:/) }]);
    expect(peer.asked).toEqual(['encrypt', 'decrypt']);
    await anAward(app, { microCredentialId });
    expect(peer.asked).toEqual(['encrypt', 'decrypt']);
  });

  it('is opened for each signature where none is to be kept', async () => {
    app = await testApp({ env: { ...kms(), BREVET_SECRET: secret('a'), BREVET_KEYS_KEPT_MINUTES: '0' } });
    const { microCredentialId } = await anAward(app);
    const before = peer.asked.length;
    await anAward(app, { microCredentialId });
    expect(peer.asked.slice(before)).toContain('decrypt');
  });

  it('waits while the service is away: people read that, the operator reads why, and the badge is signed when it is back', async () => {
    app = await testApp({ env: { ...kms(), BREVET_SECRET: secret('a') } });
    const { id: organizationId } = await anOrganization(app.database);
    peer.mood = { status: 503, errors: ['Vault is sealed'] };
    const rotation = rotateKey(app.ground, { organizationId, personId: null as never, replaces: null });
    await expect(rotation).rejects.toMatchObject({
      status: 503,
      code: 'key-service-away',
      found: expect.stringContaining('Vault is sealed'),
    });
    expect((await app.send('GET', '/health')).json().notices).toEqual([expect.stringContaining('503 (sealed, or down for maintenance)')]);
    peer.mood = null;
    await anAward(app);
    expect((await app.send('GET', '/health')).json().notices).toEqual([]);
  });

  it('leaves what is signed readable: a status list that says the same is given out as it is', async () => {
    const start = Date.now();
    let now = new Date(start);
    app = await testApp({ env: { ...kms(), BREVET_SECRET: secret('a'), BREVET_KEYS_KEPT_MINUTES: '0' }, clock: () => now });
    const { credential } = await anAward(app);
    const path = new URL((credential.credentialStatus as { statusListCredential: string }).statusListCredential).pathname;
    const signed = await app.send('GET', path);
    peer.mood = { status: 500, errors: ['storage is away'] };
    now = new Date(start + 2 * hour);
    expect((await app.send('GET', path)).body).toBe(signed.body);
    now = new Date(start + 25 * hour);
    expect((await app.send('GET', path)).json()).toMatchObject({ status: 503, code: 'key-service-away' });
  });
});

describe('private keys are wrapped anew', () => {
  afterEach(() => app.close());

  it('for a key management service, with the newest version of its key, and away from it', async () => {
    app = await testApp({ env: { BREVET_SECRET: secret('a') } });
    await anAward(app);
    const { key_id: keyId } = (await keysOf(app))[0] as { key_id: string };
    const opened = async (secrets: ReturnType<typeof loadSecrets>) =>
      Buffer.from(exportPrivateKey(await openPrivateKey({ secrets }, app.database, keyId))).toString('hex');
    const ground = (secrets: ReturnType<typeof loadSecrets>) => ({ ...app.ground, secrets });
    const before = await opened(app.ground.secrets);

    const withService = asConfigured({ ...kms(), BREVET_SECRET: secret('a') });
    expect(await rewrapKeys(ground(withService))).toEqual({ sealed: 0, configuration: 1, kms: 0 });
    expect((await keysOf(app))[0]?.wrapped_key).toMatch(/^vault:v1:/);
    peer.rotate();
    expect(await rewrapKeys(ground(withService))).toEqual({ sealed: 0, configuration: 0, kms: 1 });
    expect((await keysOf(app))[0]?.wrapped_key).toMatch(/^vault:v2:/);
    expect(await opened(withService)).toBe(before);
    await expect(opened(app.ground.secrets)).rejects.toThrow('BREVET_KMS_URL is not set');

    const away = loadSecrets(readConfig({ BREVET_DATA: app.config.dataFolder, ...kms(), BREVET_SECRET: secret('a') }), {
      wrapBy: 'configuration',
    });
    expect(await rewrapKeys(ground(away))).toEqual({ sealed: 0, configuration: 0, kms: 1 });
    expect(await opened(app.ground.secrets)).toBe(before);
  });

  it('when the master secret changed, with the one before at hand', async () => {
    app = await testApp({ env: { BREVET_SECRET: secret('a') } });
    await anAward(app);
    const { key_id: keyId } = (await keysOf(app))[0] as { key_id: string };
    const alone = asConfigured({ BREVET_SECRET: secret('b') });
    await expect(openPrivateKey({ secrets: alone }, app.database, keyId)).rejects.toThrow('BREVET_SECRET_BEFORE');
    const both = asConfigured({ BREVET_SECRET: secret('b'), BREVET_SECRET_BEFORE: secret('a') });
    expect(await rewrapKeys({ ...app.ground, secrets: both })).toEqual({ sealed: 0, configuration: 1, kms: 0 });
    expect((await openPrivateKey({ secrets: alone }, app.database, keyId)).type).toBe('private');
  });

  it('out of the time before envelopes, and nothing of that is left', async () => {
    app = await testApp({ env: { BREVET_SECRET: secret('a') } });
    await anAward(app);
    const { key_id: keyId } = (await keysOf(app))[0] as { key_id: string };
    const { privateKey } = generateKey();
    const sealed = app.ground.secrets.seal(exportPrivateKey(privateKey), keyId);
    await app.database.deleteFrom('private_key').execute();
    await app.database.updateTable('issuer_key').set({ private_key_sealed: sealed }).where('id', '=', keyId).execute();
    const opened = async () => Buffer.from(exportPrivateKey(await openPrivateKey(app.ground, app.database, keyId)));
    expect(await opened()).toEqual(Buffer.from(exportPrivateKey(privateKey)));
    expect(await rewrapKeys(app.ground)).toEqual({ sealed: 1, configuration: 0, kms: 0 });
    expect(await opened()).toEqual(Buffer.from(exportPrivateKey(privateKey)));
    const { private_key_sealed } = await app.database
      .selectFrom('issuer_key')
      .select('private_key_sealed')
      .where('id', '=', keyId)
      .executeTakeFirstOrThrow();
    expect(private_key_sealed).toBeNull();
  });
});

describe('the start', () => {
  const starts = (env: Record<string, string>) => checkEnvelopes(loadSecrets(readConfig({ BREVET_SECRET: secret('a'), ...env })).envelopes);

  it('goes on where the service wraps and unwraps, with a token that stands in a file', async () => {
    await starts(kms());
    const folder = mkdtempSync(join(tmpdir(), 'brevet-token-'));
    writeFileSync(join(folder, 'token'), `${peer.token}\n`);
    await starts({ BREVET_KMS_URL: peer.url, BREVET_KMS_TOKEN_FILE: join(folder, 'token') });
    rmSync(folder, { recursive: true });
    await expect(starts({ BREVET_KMS_URL: peer.url, BREVET_KMS_TOKEN_FILE: join(folder, 'token') })).rejects.toThrow(
      'BREVET_KMS_TOKEN_FILE',
    );
  });

  it.each([
    ['the token is wrong', { BREVET_KMS_TOKEN: 'other' }, '403 (the token is not accepted'],
    ['there is no such key', { BREVET_KMS_KEY: 'other' }, '403 ('],
    ['there is no such engine', { BREVET_KMS_MOUNT: 'elsewhere' }, '404 (no Transit engine'],
    ['nobody answers', { BREVET_KMS_URL: 'http://127.0.0.1:9' }, 'is out of reach'],
  ])('says what to mend when %s', async (_, env, told) => {
    await expect(starts({ ...kms(), ...env })).rejects.toThrow(told);
  });

  it.each([
    ['an address without https', { BREVET_KMS_URL: 'http://vault.example.org', BREVET_KMS_TOKEN: 't' }, 'BREVET_KMS_URL'],
    ['no token', { BREVET_KMS_URL: 'https://vault.example.org' }, 'BREVET_KMS_TOKEN'],
    ['two tokens', { BREVET_KMS_URL: 'https://vault.example.org', BREVET_KMS_TOKEN: 't', BREVET_KMS_TOKEN_FILE: '/t' }, 'give one of them'],
    ['a token without address', { BREVET_KMS_TOKEN: 't' }, 'BREVET_KMS_URL'],
    [
      'a mount with slashes around',
      { ...{ BREVET_KMS_URL: 'https://vault.example.org', BREVET_KMS_TOKEN: 't' }, BREVET_KMS_MOUNT: '/transit/' },
      'BREVET_KMS_MOUNT',
    ],
    ['a secret before that is none', { BREVET_SECRET_BEFORE: 'short' }, 'BREVET_SECRET_BEFORE'],
  ])('is stopped by %s', (_, env, told) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(told);
  });
});
