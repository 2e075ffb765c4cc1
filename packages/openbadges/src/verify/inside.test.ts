import { createHash, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer, aSubject } from '../../test/builders.ts';
import { CREDENTIALS_V1, CREDENTIALS_V2, contextsFor, EXAMPLES_V2 } from '../contexts.ts';
import { signJwt } from '../jwt/sign-jwt.ts';
import { didKey, didKeyMethod } from '../keys/did-key.ts';
import { didWebDocument } from '../keys/did-web.ts';
import { generateKey } from '../keys/ed25519.ts';
import { offline } from '../loader.ts';
import { presentation } from '../model/presentation.ts';
import type { EndorsementCredential, OpenBadgeCredential } from '../model/types.ts';
import { findCredentialIssues } from '../model/validate-credential.ts';
import { sign } from '../proof/sign.ts';
import type { VerifyOptions } from './options.ts';
import type { CheckId, Report } from './report.ts';
import { createVerifier, verify } from './verify.ts';

const DATA_INTEGRITY = 'https://w3id.org/security/data-integrity/v2';
const created = '2026-09-01T12:00:00Z';
const now = new Date('2026-10-01T00:00:00Z');
const [issuer, earner, friend] = [generateKey(), generateKey(), generateKey()];
const by = ({ privateKey, publicKey }: typeof issuer) => ({ key: privateKey, verificationMethod: didKeyMethod(publicKey), created });
const look = (input: object | string, more: Partial<VerifyOptions> = {}) => verify(input, { loader: offline, now, ...more });
const found = ({ checks }: Report, id: CheckId) => {
  const check = checks.find((candidate) => candidate.id === id);
  return check && `${check.outcome}: ${check.reason}`;
};
const badge = (more: Partial<OpenBadgeCredential> = {}) =>
  sign(
    aBadge({ issuer: anIssuer({ id: didKey(issuer.publicKey) }), credentialSubject: aSubject({ id: didKey(earner.publicKey) }), ...more }),
    by(issuer),
  );

describe('a presentation', () => {
  const holder = didKey(earner.publicKey);
  const asked = { challenge: 'f0a9-77', domain: 'district.example' };
  const shown = async (more: object = {}, signing: object = {}) =>
    sign(presentation({ holder, credentials: [await badge()], ...more }), {
      ...by(earner),
      proofPurpose: 'authentication',
      ...asked,
      ...signing,
    });

  it('is valid when the earner signed it for who asks, with each badge', async () => {
    const report = await look(await shown(), asked);
    expect([report.verdict, report.kind, found(report, 'issuer-key'), found(report, 'holder'), found(report, 'contents')]).toEqual([
      'valid',
      'presentation',
      'passed: key-of-holder',
      'passed: same',
      'passed: valid',
    ]);
    expect(report.contents).toHaveLength(1);
    for (const check of report.checks) expect(check.message).toMatch(/\.$/);
  });

  it('is invalid for another challenge or verifier, or signed for another purpose', async () => {
    const report = await look(await shown(), { ...asked, challenge: 'other' });
    expect([report.verdict, found(report, 'proof')]).toEqual(['invalid', 'failed: proof-for-others']);
    expect((await look(await shown(), { ...asked, domain: 'evil.example' })).verdict).toBe('invalid');
    expect(found(await look(await shown({}, { proofPurpose: 'assertionMethod' }), asked), 'proof')).toBe('failed: proof-purpose');
  });

  it('is invalid when signed by somebody else than its holder', async () => {
    const stolen = await shown({}, by(friend));
    expect(found(await look(stolen, asked), 'issuer-key')).toBe('failed: key-of-somebody-else');
  });

  it('is invalid when a badge inside is, and remarks on a holder who is not the earner', async () => {
    const forged = { ...(await badge()), name: 'Other' };
    expect(found(await look(await shown({ credentials: [forged] }), asked), 'contents')).toBe('failed: invalid');
    const another = await sign(presentation({ holder: didKey(friend.publicKey), credentials: [await badge()] }), {
      ...by(friend),
      proofPurpose: 'authentication',
    });
    const report = await look(another);
    expect([report.verdict, found(report, 'holder')]).toEqual(['valid', 'warning: another']);
  });

  it('that names no holder is of who signed it', async () => {
    const { holder: _, ...nobody } = presentation({ credentials: [await badge()] });
    const report = await look(await sign(nobody, { ...by(earner), proofPurpose: 'authentication', ...asked }), asked);
    expect([report.verdict, found(report, 'issuer-key'), found(report, 'holder')]).toEqual([
      'valid',
      'passed: key-of-holder',
      'passed: same',
    ]);
  });

  it('is invalid when its holder keeps the key for issuing only', async () => {
    const did = 'did:web:issuer.example';
    const document = didWebDocument(did, [{ fragment: 'key-1', publicKey: earner.publicKey, state: 'active' }]);
    const signed = await shown({ holder: did }, { verificationMethod: `${did}#key-1` });
    const report = await look(signed, { ...asked, loader: async () => document });
    expect([report.verdict, found(report, 'issuer-key')]).toEqual(['invalid', 'failed: key-may-not-sign']);
    const keeper = { ...document, authentication: document.assertionMethod };
    expect((await look(signed, { ...asked, loader: async () => keeper })).verdict).toBe('valid');
  });

  it('holds objects; a credential that is a JWT goes into an envelope', async () => {
    const jwt = signJwt(aBadge({ issuer: didKey(issuer.publicKey) }), {
      key: issuer.privateKey,
      verificationMethod: didKeyMethod(issuer.publicKey),
    });
    const bare = await look({ ...presentation({ credentials: [] }), verifiableCredential: [jwt] });
    expect([bare.verdict, found(bare, 'data-model')]).toEqual(['invalid', 'failed: broken']);
    const envelope = { '@context': CREDENTIALS_V2, type: 'EnvelopedVerifiableCredential', id: `data:application/vc+jwt,${jwt}` };
    expect((await look({ ...presentation({ credentials: [] }), verifiableCredential: [envelope] })).contents?.[0]?.verdict).toBe('valid');
    expect((await look(envelope)).verdict).toBe('valid');
    for (const broken of [{ '@context': [] }, { id: jwt }, { id: 'data:application/vc+cose,AAAA' }, { type: 'VerifiableCredential' }]) {
      expect((await look({ ...envelope, ...broken })).verdict).toBe('invalid');
    }
  });

  it('without signature passes only where nobody asked for one', async () => {
    const bare = presentation({ credentials: [await badge()] });
    expect([(await look(bare)).verdict, found(await look(bare), 'proof')]).toEqual(['valid', 'warning: shown-by-nobody']);
    expect((await look(bare, asked)).verdict).toBe('invalid');
  });

  /** As a wallet makes it: the presentation as JWS, in an envelope. */
  const asJwt = (payload: object, { privateKey, publicKey } = earner, typ = 'vp+jwt') => {
    const parts = [{ alg: 'EdDSA', typ, kid: didKeyMethod(publicKey) }, payload];
    const input = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${input}.${signBytes(null, Buffer.from(input), privateKey).toString('base64url')}`;
  };
  const inEnvelope = (jwt: string, type = 'EnvelopedVerifiablePresentation') => ({
    '@context': CREDENTIALS_V2,
    type,
    id: `data:application/vp+jwt,${jwt}`,
  });

  it('as JWT is valid when its holder signed it for who asks, and not for others', async () => {
    const plain = presentation({ holder, credentials: [await badge()] });
    const claims = { aud: asked.domain, nonce: asked.challenge };
    const seconds = now.getTime() / 1000;
    for (const payload of [
      { ...plain, ...claims },
      { iss: holder, ...claims, vp: plain },
      { ...plain, ...claims, exp: seconds + 60, nbf: seconds - 60 },
    ]) {
      const report = await look(inEnvelope(asJwt(payload)), asked);
      expect([report.verdict, found(report, 'issuer-key')]).toEqual(['valid', 'passed: key-of-holder']);
    }
    const of = async (payload: object, ...by: [typeof earner] | []) => found(await look(asJwt(payload, ...by), asked), 'proof');
    expect(await of({ ...plain, ...claims, nonce: 'other' })).toBe('failed: proof-for-others');
    expect(await of({ ...plain, aud: ['elsewhere.example'], nonce: asked.challenge })).toBe('failed: proof-for-others');
    expect(await of({ ...plain, ...claims, exp: seconds - 60 })).toBe('failed: proof-expired');
    expect(await of({ ...plain, ...claims, nbf: seconds + 60 })).toBe('failed: proof-expired');
    expect(await of({ ...plain, ...claims, iss: didKey(friend.publicKey) })).toBe('failed: claims-differ');
    const stolen = await look(asJwt({ ...plain, ...claims }, friend), asked);
    expect(found(stolen, 'issuer-key')).toBe('failed: key-of-somebody-else');
    const changed = asJwt({ ...plain, ...claims }).replace(/.\.([^.]*)$/, 'A.$1');
    expect((await look(changed, asked)).verdict).toBe('invalid');
  });

  it('of presentations of presentations is refused', async () => {
    let nested: object = await badge();
    for (let level = 0; level < 6; level += 1) nested = presentation({ credentials: [nested as never] });
    expect((await look(nested)).verdict).toBe('invalid');
  });
});

describe('an endorsement inside a badge', () => {
  const endorsement = (id: string, key = friend): Promise<EndorsementCredential> =>
    sign(
      {
        '@context': contextsFor({ extensions: false }),
        id: 'urn:uuid:51de1b3c-8b2a-4a44-9d0f-2f6c3f1f7a10',
        type: ['VerifiableCredential', 'EndorsementCredential'],
        name: 'Endorsement',
        issuer: anIssuer({ id: didKey(friend.publicKey) }),
        validFrom: created,
        credentialSubject: { id, type: ['EndorsementSubject'], endorsementComment: 'Sound work.' },
      },
      by(key),
    );

  it('is verified by itself', async () => {
    const report = await look(await badge({ endorsement: [await endorsement(aBadge().id)] }));
    expect([report.verdict, found(report, 'endorsements'), report.endorsements?.[0]?.verdict]).toEqual(['valid', 'passed: valid', 'valid']);
  });

  it('may be a JWT about the achievement, in a badge that is a JWT: no published context has a word for it', async () => {
    const subject = aSubject({ id: didKey(earner.publicKey) });
    const { proof: _, ...unsigned } = (await endorsement(subject.achievement.id)) as EndorsementCredential & { proof: unknown };
    const jwtBy = ({ privateKey: key, publicKey }: typeof issuer, credential: Parameters<typeof signJwt>[0]) =>
      signJwt(credential, { key, verificationMethod: didKeyMethod(publicKey) });
    subject.achievement.endorsementJwt = [jwtBy(friend, unsigned)];
    const endorsed = aBadge({ issuer: anIssuer({ id: didKey(issuer.publicKey) }), credentialSubject: subject });
    const report = await look(jwtBy(issuer, endorsed));
    expect([report.verdict, found(report, 'endorsements')]).toEqual(['valid', 'passed: valid']);
    await expect(sign(endorsed, by(issuer))).rejects.toThrowError(expect.objectContaining({ code: 'term-unknown' }));
  });

  it('that is forged or about something else is remarked on, and leaves the badge valid', async () => {
    const forged = await look(await badge({ endorsement: [await endorsement(aBadge().id, issuer)] }));
    expect([forged.verdict, found(forged, 'endorsements')]).toEqual(['valid', 'warning: doubtful']);
    const elsewhere = await look(await badge({ endorsement: [await endorsement('urn:x:other')] }));
    expect(found(elsewhere, 'endorsements')).toBe('warning: elsewhere');
  });
});

describe('a credential that is no badge', () => {
  const credential = (more: object = {}) => ({
    '@context': [CREDENTIALS_V2, EXAMPLES_V2],
    type: ['VerifiableCredential', 'AlumniCredential'],
    issuer: didKey(issuer.publicKey),
    credentialSubject: { id: didKey(earner.publicKey), alumniOf: 'Example District' },
    ...more,
  });

  it('is verified only where it was asked for', async () => {
    const signed = await sign(credential(), by(issuer));
    expect(found(await look(signed), 'data-model')).toBe('failed: not-a-badge');
    expect((await look(signed, { anyCredential: true })).verdict).toBe('valid');
    expect((await look({ ...signed, validFrom: created }, { anyCredential: true })).verdict).toBe('invalid');
    const shown = presentation({ credentials: [signed as never] });
    expect([(await look(shown)).verdict, (await look(shown, { anyCredential: true })).verdict]).toEqual(['invalid', 'valid']);
  });

  it('is read as the JWT that VC-JOSE-COSE describes, with or without claims that repeat it', async () => {
    const jwt = signJwt(credential() as never, { ...by(issuer), typ: 'vc+jwt' });
    expect((await look(jwt, { anyCredential: true })).verdict).toBe('valid');
    expect((await look(jwt)).verdict).toBe('invalid');
    expect((await look(jwt.replace(/\.([^.]*)$/, '.AAAA$1').slice(0, -4), { anyCredential: true })).verdict).toBe('invalid');
  });

  it('may be of VC Data Model 1.1, with a remark', async () => {
    const older = (more: object) =>
      sign(
        credential({
          '@context': [CREDENTIALS_V1, DATA_INTEGRITY, { alumniOf: 'https://school.example/#alumniOf' }],
          type: ['VerifiableCredential'],
          ...more,
        }),
        by(issuer),
      );
    const report = await look(await older({ issuanceDate: created }), { anyCredential: true });
    expect([report.verdict, found(report, 'data-model')]).toEqual(['valid', 'warning: older-version']);
    for (const wrong of [{}, { issuanceDate: 'yesterday' }, { issuanceDate: created, expirationDate: '2026-09-02T00:00:00Z' }])
      expect((await look(await older(wrong).catch(() => ({})), { anyCredential: true })).verdict).toBe('invalid');
  });

  it('is held to the data model', async () => {
    const signed = await sign(credential({ refreshService: { id: 'urn:x:refresh' } }), by(issuer));
    const report = await look(signed, { anyCredential: true });
    expect([report.verdict, found(report, 'data-model')]).toEqual(['invalid', 'failed: broken']);
  });

  it('is not taken for a badge by a verifier that remembers it', async () => {
    const verifier = createVerifier();
    const text = JSON.stringify(await sign(credential(), by(issuer)));
    for (const anyCredential of [true, false, true, false]) {
      const { verdict } = await verifier.verify(text, { loader: offline, now, anyCredential });
      expect(verdict).toBe(anyCredential ? 'valid' : 'invalid');
    }
  });
});

describe('a context that gives every word a meaning', () => {
  it('is kept out of badges that are issued, and remarked on in those of others', async () => {
    const named = aBadge({ '@context': [...contextsFor({ extensions: false }), EXAMPLES_V2] });
    expect(findCredentialIssues(named).map(({ path }) => path)).toEqual(['$["@context"]']);
    const report = await look(await badge({ '@context': named['@context'] }));
    expect([report.verdict, found(report, 'data-model')]).toEqual(['valid', 'warning: deviates']);
    const inPlace = { ...named, '@context': [...contextsFor({ extensions: false }), { '@vocab': 'urn:x:' }] };
    expect(findCredentialIssues(inPlace)).toHaveLength(1);
  });
});

describe('documents that a badge points to', () => {
  const bytes = Buffer.from('rubric of 2026');
  const id = 'https://badges.example/rubric.pdf';
  const sri = (data: Buffer) => `sha384-${createHash('sha384').update(data).digest('base64')}`;
  const multibase = (data: Buffer) =>
    `u${Buffer.concat([Buffer.from([0x12, 32]), createHash('sha256').update(data).digest()]).toString('base64url')}`;
  const loadBytes = async () => bytes;

  it('are compared with their digests', async () => {
    const good = await badge({ relatedResource: [{ id, digestSRI: sri(bytes), digestMultibase: multibase(bytes) }] });
    expect(found(await look(good, { loadBytes }), 'resources')).toBe('passed: as-named');
    for (const digest of [{ digestSRI: sri(Buffer.from('other')) }, { digestMultibase: multibase(Buffer.from('other')) }]) {
      const report = await look(await badge({ relatedResource: [{ id, ...digest }] }), { loadBytes });
      expect([report.verdict, found(report, 'resources')]).toEqual(['invalid', 'failed: changed']);
    }
  });

  it('are known without asking where they are the base context, whose digest the standard gives', async () => {
    const digestMultibase = 'uEiBZlVztZpbWHgPyslVv6-Uwiqxrvw';
    const base = (digests: object) => badge({ relatedResource: [{ id: CREDENTIALS_V2, ...digests }] });
    const sha256 = 'WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=';
    expect(found(await look(await base({ digestSRI: `sha256-${sha256}` })), 'resources')).toBe('passed: as-named');
    const bare = `u${Buffer.from(sha256, 'base64').toString('base64url')}`;
    expect(found(await look(await base({ digestSRI: `sha256-${sha256}`, digestMultibase: bare })), 'resources')).toBe('passed: as-named');
    expect((await look(await base({ digestSRI: sri(bytes) }))).verdict).toBe('invalid');
    expect(found(await look(await base({ digestSRI: `sha256-${sha256}`, digestMultibase })), 'resources')).toBe(
      'not-checked: kind-unknown',
    );
  });

  it('do not mix two revisions of one document', async () => {
    const sha256 = 'WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=';
    const older = 'uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k';
    const mixed = await badge({ relatedResource: [{ id: CREDENTIALS_V2, digestSRI: `sha256-${sha256}`, digestMultibase: older }] });
    expect(found(await look(mixed), 'resources')).toBe('failed: changed');
  });

  it('that changed are found although another cannot be compared', async () => {
    const unknown = { id: 'https://badges.example/other.pdf', digestSRI: 'md5-abc' };
    const changed = { id, digestSRI: sri(Buffer.from('other')) };
    expect((await look(await badge({ relatedResource: [unknown, changed] }), { loadBytes })).verdict).toBe('invalid');
  });

  it('are remarked on when they are out of reach', async () => {
    const report = await look(await badge({ relatedResource: [{ id, digestSRI: sri(bytes) }] }));
    expect([report.verdict, found(report, 'resources')]).toEqual(['valid', 'not-checked: out-of-reach']);
  });
});

describe('a key set', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'key-7' };
  const jwt = (at: string) => signJwt(aBadge({ issuer: 'https://badges.example/issuers/1' }), { key: privateKey, verificationMethod: at });
  const serving = (document: object) => ({ loader: async () => document });

  it('speaks for the issuer at whose place it stands', async () => {
    const report = await look(jwt('https://badges.example/jwks.json#key-7'), serving({ keys: [{ ...jwk, kid: 'old' }, jwk] }));
    expect([report.verdict, found(report, 'issuer-key')]).toEqual(['valid', 'passed: key-of-issuer']);
    expect((await look(jwt('https://badges.example/key.json'), serving(jwk))).verdict).toBe('valid');
  });

  it('speaks for nobody else, and must say which key it is', async () => {
    const elsewhere = await look(jwt('https://evil.example/jwks.json#key-7'), serving({ keys: [jwk] }));
    expect([elsewhere.verdict, found(elsewhere, 'issuer-key')]).toEqual(['invalid', 'failed: key-of-somebody-else']);
    expect((await look(jwt('https://badges.example/jwks.json#key-9'), serving({ keys: [jwk] }))).verdict).toBe('invalid');
    expect((await look(jwt('https://badges.example/jwks.json'), serving({ keys: [jwk, { ...jwk, kid: 'b' }] }))).verdict).toBe('invalid');
  });

  it('does not lend its key to a shared secret', async () => {
    const [, payload = '', signature = ''] = jwt('https://badges.example/jwks.json#key-7').split('.');
    for (const alg of ['HS256', 'none']) {
      const header = Buffer.from(JSON.stringify({ alg, typ: 'JWT', kid: 'https://badges.example/jwks.json#key-7' })).toString('base64url');
      const report = await look(`${header}.${payload}.${signature}`, serving({ keys: [jwk] }));
      expect([report.verdict, found(report, 'proof')]).toEqual(['invalid', 'failed: algorithm-refused']);
    }
  });
});

describe('a name that stands twice in one object', () => {
  it('is refused, however it is written', async () => {
    const good = JSON.stringify(await badge());
    expect((await look(good)).verdict).toBe('valid');
    for (const twice of [
      '"name":"A","name":"B"',
      '"name" :"A","name":"B"',
      '"na\\u006de":"A","name":"B"',
      '"a":"\\":","name":1,"name":2',
    ]) {
      const report = await look(good.replace('"name":', `${twice},"name":`));
      expect([report.verdict, report.checks[0]?.reason]).toEqual(['invalid', 'document-unsafe']);
    }
  });

  it('is not taken for one that stands in a text', async () => {
    const tricky = await badge({ name: 'He said: "name": "x", \\" and "a" : 1' });
    for (const text of [JSON.stringify(tricky), JSON.stringify(tricky, null, '\t'), JSON.stringify(tricky).replaceAll('":', '" :')]) {
      if (text.includes('\\" :')) continue;
      expect((await look(text)).verdict).toBe('valid');
    }
  });
});
