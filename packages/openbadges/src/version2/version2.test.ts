import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer, aSubject } from '../../test/builders.ts';
import { bakePng } from '../bake/png.ts';
import { bakeSvg } from '../bake/svg.ts';
import { hashIdentity } from '../model/identity.ts';
import type { CheckId, Report } from '../verify/report.ts';
import { verify } from '../verify/verify.ts';
import { assertion2, badgeClass2, cryptographicKey2, issuerProfile2, revocationList2, revokedAssertion2, signAssertion2 } from './issue.ts';

const at = {
  issuer: 'https://badges.example/2.0/issuer',
  badge: 'https://badges.example/2.0/badge',
  assertion: 'https://badges.example/2.0/assertions/7',
  key: 'https://badges.example/2.0/keys/1',
  revoked: 'https://badges.example/2.0/revoked',
};
const now = new Date('2026-10-01T00:00:00Z');
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const credential = aBadge({ credentialSubject: aSubject({ identifier: [hashIdentity('ada@example.org', 'pepper')] }) });
const hosted = assertion2(credential, { id: at.assertion, badge: at.badge });
const signed = assertion2(credential, { id: 'urn:uuid:7f0a1c7e-2f0d-4a34-8d3e-8a0f2b1c9d77', badge: at.badge, creator: at.key });
const issuer = issuerProfile2(anIssuer(), {
  id: at.issuer,
  url: 'https://badges.example/',
  email: 'badges@badges.example',
  keys: [at.key],
  revocationList: at.revoked,
});
const site: Record<string, unknown> = {
  [at.issuer]: issuer,
  [at.badge]: badgeClass2(credential.credentialSubject.achievement, { id: at.badge, issuer: at.issuer }),
  [at.assertion]: hosted,
  [at.key]: cryptographicKey2(publicKey, { id: at.key, owner: at.issuer }),
  [at.revoked]: revocationList2({ id: at.revoked, issuer: at.issuer, revoked: [{ id: 'urn:uuid:other' }] }),
};
const look = (input: string | Uint8Array | object, changes: Record<string, unknown> = {}, more: { email?: string } = {}) =>
  verify(input, {
    now,
    knownIssuers: [at.issuer],
    ...(more.email ? { expectedRecipient: { email: more.email } } : {}),
    loader: async (url) => {
      const page = { ...site, ...changes }[url];
      if (page === undefined) throw new Error(`out of reach: ${url}`);
      return structuredClone(page);
    },
  });
const found = ({ checks }: Report, id: CheckId) => {
  const check = checks.find((candidate) => candidate.id === id);
  return check && `${check.outcome}: ${check.reason}`;
};
const summary = (report: Report) => [report.verdict, found(report, 'proof'), found(report, 'issuer-key'), found(report, 'status')];

describe('a hosted assertion of Open Badges 2.0', () => {
  it('is valid when it stands at its issuer as given', async () => {
    const report = await look(hosted);
    expect(summary(report)).toEqual(['valid', 'passed: hosted', 'passed: address-of-issuer', 'passed: active']);
    expect(report.kind).toBe('badge-2.0');
    expect(report.assertion).toMatchObject({ badge: { name: 'Data Literacy for Teachers', issuer: { name: 'Example District' } } });
    for (const check of report.checks) expect(check.message).toMatch(/\.$/);
  });

  it('tells its language, which one taken along before need not', async () => {
    expect(hosted['@language']).toBe('en');
    expect((site[at.badge] as { '@language'?: string })['@language']).toBe('en');
    const { '@language': _, ...older } = hosted;
    expect((await look(older)).verdict).toBe('valid');
    expect(summary(await look({ ...hosted, '@language': 'fr' }))[1]).toBe('failed: hosted-otherwise');
    expect(found(await look({ ...hosted, '@language': 'in French' }), 'data-model')).toBe('failed: broken');
  });

  it('is valid as text, in a PNG, in an SVG, and as the bare address in an image', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=', 'base64');
    const text = JSON.stringify(hosted, null, 2);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    for (const form of [
      text,
      bakePng(png, text, { version: 2 }),
      Buffer.from(bakeSvg(svg, text, { version: 2 })),
      bakePng(png, at.assertion, { version: 2 }),
    ]) {
      expect((await look(form)).verdict).toBe('valid');
    }
  });

  it('is known by the e-mail address of its earner', async () => {
    expect(found(await look(hosted, {}, { email: 'ada@example.org' }), 'recipient')).toBe('passed: matches');
    expect((await look(hosted, {}, { email: 'bob@example.org' })).verdict).toBe('invalid');
  });

  it('is invalid when its issuer says something else of it', async () => {
    const report = await look({ ...hosted, issuedOn: '2026-09-02T12:00:00Z' });
    expect([report.verdict, found(report, 'proof')]).toEqual(['invalid', 'failed: hosted-otherwise']);
  });

  it('is invalid after its issuer revoked it, with the reason', async () => {
    const report = await look(hosted, { [at.assertion]: revokedAssertion2(at.assertion, 'Awarded by mistake') });
    expect(summary(report)).toEqual(['invalid', 'passed: hosted', 'passed: address-of-issuer', 'failed: revoked']);
    expect(report.checks.find(({ id }) => id === 'status')?.details).toEqual({ reason: 'Awarded by mistake' });
  });

  it('is invalid at an address that is not its issuer’s, whoever it names', async () => {
    const id = 'https://evil.example/assertions/7';
    const forged = { ...hosted, id };
    expect(summary(await look(forged, { [id]: forged })).slice(0, 3)).toEqual([
      'invalid',
      'passed: hosted',
      'failed: address-of-somebody-else',
    ]);
  });

  it('keeps to the scope that its issuer gives', async () => {
    const scoped = (verification: object) => look(hosted, { [at.issuer]: { ...issuer, verification } });
    expect((await scoped({ startsWith: 'https://badges.example/2.0/assertions/' })).verdict).toBe('valid');
    expect((await scoped({ startsWith: ['https://badges.example/1.0/', 'https://badges.example/2.0/'] })).verdict).toBe('valid');
    expect((await scoped({ startsWith: 'https://badges.example/1.0/' })).verdict).toBe('invalid');
    expect((await scoped({ allowedOrigins: ['badges.example'] })).verdict).toBe('valid');
    expect((await scoped({ allowedOrigins: 'other.example' })).verdict).toBe('invalid');
    expect((await scoped({ allowedOrigins: ['badges.example'], startsWith: 'https://badges.example/1.0/' })).verdict).toBe('invalid');
  });

  it('stays open when something is out of reach', async () => {
    for (const url of [at.assertion, at.badge, at.issuer]) expect((await look(hosted, { [url]: undefined })).verdict).toBe('undetermined');
  });

  it('is invalid past its time', async () => {
    const expired = { ...hosted, expires: '2026-09-15T00:00:00Z' };
    expect(found(await look(expired, { [at.assertion]: expired }), 'dates')).toBe('failed: expired');
  });

  it('is refused when it lacks what the standard asks for', async () => {
    const { recipient: _, ...nobody } = hosted;
    const report = await look(nobody);
    expect([report.verdict, report.checks[1]?.details]).toMatchObject(['invalid', { issues: [{ path: '$.recipient' }] }]);
  });
});

describe('a signed assertion of Open Badges 2.0', () => {
  it('is valid with a key that its issuer lists', async () => {
    const report = await look(signAssertion2(signed, privateKey));
    expect(summary(report)).toEqual(['valid', 'passed: signature-matches', 'passed: key-of-issuer', 'passed: active']);
  });

  it.each(['ed25519', 'ec'] as const)('may be signed with %s too', async (kind) => {
    const pair = kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
    const key = cryptographicKey2(pair.publicKey, { id: at.key, owner: at.issuer });
    expect((await look(signAssertion2(signed, pair.privateKey), { [at.key]: key })).verdict).toBe('valid');
  });

  it('is invalid when the issuer revoked it, and open when the list is out of reach', async () => {
    const jws = signAssertion2(signed, privateKey);
    const list = revocationList2({ id: at.revoked, issuer: at.issuer, revoked: [{ id: signed.id, reason: 'Withdrawn' }] });
    expect(summary(await look(jws, { [at.revoked]: list }))[3]).toBe('failed: revoked');
    expect(summary(await look(jws, { [at.revoked]: { ...list, revokedAssertions: [signed.id] } }))[3]).toBe('failed: revoked');
    const open = await look(jws, { [at.revoked]: undefined });
    expect([open.verdict, found(open, 'status')]).toEqual(['undetermined', 'not-checked: list-out-of-reach']);
  });

  it('is invalid with a key that the issuer does not list, or that belongs to somebody else', async () => {
    const jws = signAssertion2(signed, privateKey);
    expect((await look(jws, { [at.issuer]: { ...issuer, publicKey: [] } })).verdict).toBe('invalid');
    const foreign = cryptographicKey2(publicKey, { id: at.key, owner: 'https://evil.example/issuer' });
    expect(found(await look(jws, { [at.key]: foreign }), 'issuer-key')).toBe('failed: key-of-somebody-else');
    const other = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
    expect(found(await look(signAssertion2(signed, other)), 'proof')).toBe('failed: signature-mismatch');
  });

  it('is invalid with another algorithm than its key is for', async () => {
    const [, payload = '', signature = ''] = signAssertion2(signed, privateKey).split('.');
    for (const alg of ['none', 'HS256', 'ES256', 'RS512']) {
      const header = Buffer.from(JSON.stringify({ alg })).toString('base64url');
      expect((await look(`${header}.${payload}.${signature}`)).verdict).toBe('invalid');
    }
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    expect((await look(none)).verdict).toBe('invalid');
  });

  it('is invalid when any letter of it was changed', async () => {
    const jws = signAssertion2(signed, privateKey);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), fc.constantFrom(...letters), async (position, letter) => {
        fc.pre(jws[position] !== letter);
        expect((await look(jws.slice(0, position) + letter + jws.slice(position + 1))).verdict).not.toBe('valid');
      }),
      { numRuns: 300 },
    );
  });
});

describe('an award as Open Badges 2.0', () => {
  it('carries over what 2.0 has words for', () => {
    expect(hosted).toMatchObject({
      issuedOn: '2026-09-01T12:00:00Z',
      recipient: { type: 'email', hashed: true, salt: 'pepper' },
      verification: { type: 'HostedBadge' },
      evidence: [{ name: 'Lesson plan 1', narrative: 'Planned with the team of year 5.' }],
    });
    expect(site[at.badge]).toMatchObject({
      type: 'BadgeClass',
      tags: ['data', 'instruction'],
      alignment: [{ targetName: 'ISTE 2.7a', targetCode: '2.7a' }],
      image: 'https://badges.example/images/data-literacy.png',
    });
  });

  it('needs an e-mail address and an image', () => {
    const { identifier: _, ...subject } = aSubject();
    const refusal = expect.objectContaining({ code: 'credential-invalid' });
    expect(() => assertion2(aBadge({ credentialSubject: subject }), { id: at.assertion, badge: at.badge })).toThrowError(refusal);
    const { image: __, ...achievement } = subject.achievement;
    expect(() => badgeClass2(achievement, { id: at.badge, issuer: at.issuer })).toThrowError(refusal);
  });
});
