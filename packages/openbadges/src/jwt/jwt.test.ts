import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import * as jose from 'jose';
import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer, aSubject } from '../../test/builders.ts';
import { didKey, didKeyMethod } from '../keys/did-key.ts';
import { didWebDocument, didWebUrl } from '../keys/did-web.ts';
import { generateKey } from '../keys/ed25519.ts';
import type { Loader } from '../loader.ts';
import { createVerifier, verify } from '../verify/verify.ts';
import { claimsOf } from './claims.ts';
import { signJwt } from './sign-jwt.ts';

const now = new Date('2026-10-01T00:00:00Z');
const did = 'did:web:badges.example';
const ed25519 = generateKey();
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const badge = aBadge({ issuer: anIssuer({ id: did }), validUntil: '2027-01-01T00:00:00Z' });

/** The issuer's document lists all three keys, as JSON Web Keys. */
const document = {
  ...didWebDocument(did, []),
  verificationMethod: [ed25519, p256, rsa].map(({ publicKey }, index) => ({
    id: `${did}#key-${index}`,
    type: 'JsonWebKey',
    controller: did,
    publicKeyJwk: publicKey.export({ format: 'jwk' }),
  })),
  assertionMethod: [0, 1, 2].map((index) => `${did}#key-${index}`),
};
const loader: Loader = (url) => (url === didWebUrl(did) ? Promise.resolve(document) : Promise.reject(new Error('out of reach')));
const look = (text: string, over: Loader = loader) => verify(text, { loader: over, now });
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const reasons = async (text: string, over?: Loader) => {
  const report = await look(text, over);
  return [report.verdict, ...report.checks.filter(({ id }) => ['parsed', 'proof', 'issuer-key'].includes(id)).map(({ reason }) => reason)];
};

it('a badge as JWS is read from a file, too, with a key in its header or without', async () => {
  for (const [index, { privateKey }] of [ed25519, p256, rsa].entries()) {
    const file = Buffer.from(`${signJwt(badge, { key: privateKey, verificationMethod: `${did}#key-${index}` })}\n`);
    expect((await verify(new Uint8Array(file), { loader, now })).verdict).toBe('valid');
  }
});

describe.each([
  ['EdDSA', ed25519, 0],
  ['ES256', p256, 1],
  ['RS256', rsa, 2],
] as const)('a badge as VC-JWT with %s', (alg, { privateKey: key, publicKey }, index) => {
  it('verifies with the key named, and with the key in its header', async () => {
    expect((await look(signJwt(badge, { key, verificationMethod: `${did}#key-${index}` }))).verdict).toBe('valid');
    expect((await look(signJwt(badge, { key }))).verdict).toBe('valid');
    const both = signJwt(badge, { key, verificationMethod: `${did}#key-${index}`, withKey: true });
    expect((await look(both)).verdict).toBe('valid');
    expect(jose.decodeProtectedHeader(both)).toMatchObject({ kid: `${did}#key-${index}`, jwk: publicKey.export({ format: 'jwk' }) });
  });

  it('is read by jose, and jose signs what verifies here', async () => {
    const { payload, protectedHeader } = await jose.jwtVerify(signJwt(badge, { key }), publicKey, { currentDate: now });
    expect(payload).toEqual({ ...badge, ...claimsOf(badge) });
    expect(protectedHeader).toEqual({ alg, typ: 'JWT', jwk: publicKey.export({ format: 'jwk' }) });
    const theirs = await new jose.SignJWT({ ...badge, ...claimsOf(badge) } as unknown as jose.JWTPayload)
      .setProtectedHeader({ alg, kid: `${did}#key-${index}` })
      .sign(key);
    expect((await look(theirs)).verdict).toBe('valid');
  });

  it('is invalid when any single byte was changed', async () => {
    const bytes = Buffer.from(signJwt(badge, { key, verificationMethod: `${did}#key-${index}` }));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (position, change) => {
        const tampered = Uint8Array.from(bytes);
        tampered[position] = (tampered[position] as number) ^ change;
        expect((await verify(tampered, { loader, now })).verdict).not.toBe('valid');
      }),
      { numRuns: 200 },
    );
  });
});

describe('a VC-JWT', () => {
  const forge = (header: object, payload: object, sign: (input: string) => Buffer) => {
    const input = `${encode(header)}.${encode(payload)}`;
    return `${input}.${sign(input).toString('base64url')}`;
  };
  const claimed = { ...badge, ...claimsOf(badge) };

  it('without signature algorithm is invalid', async () => {
    expect(await reasons(forge({ alg: 'none', kid: `${did}#key-0` }, claimed, () => Buffer.alloc(0)))).toEqual([
      'invalid',
      'read',
      'algorithm-refused',
      'no-signature',
    ]);
  });

  it('signed with the public key as a shared secret is invalid', async () => {
    const secret = rsa.publicKey.export({ format: 'pem', type: 'spki' });
    const forged = forge({ alg: 'HS256', kid: `${did}#key-2` }, claimed, (input) => createHmac('sha256', secret).update(input).digest());
    expect(await reasons(forged)).toEqual(['invalid', 'read', 'algorithm-refused', 'no-signature']);
  });

  it('whose key the issuer does not list is invalid', async () => {
    expect(await reasons(signJwt(badge, { key: generateKey().privateKey }))).toEqual([
      'invalid',
      'read',
      'signature-matches',
      'key-refused',
    ]);
  });

  it('that brings its own key is open when the issuer publishes none', async () => {
    const silent: Loader = async () => ({ id: did, type: ['Profile'] });
    expect(await reasons(signJwt(badge, { key: rsa.privateKey }), silent)).toEqual([
      'undetermined',
      'read',
      'signature-matches',
      'key-not-vouched-for',
    ]);
  });

  it('of a did:key verifies without any document', async () => {
    const own = aBadge({ issuer: anIssuer({ id: didKey(ed25519.publicKey) }) });
    const options = { key: ed25519.privateKey, verificationMethod: didKeyMethod(ed25519.publicKey) };
    expect((await look(signJwt(own, options), () => Promise.reject(new Error('offline')))).verdict).toBe('valid');
    expect((await createVerifier().verify(signJwt(own, { key: ed25519.privateKey }), { loader, now })).verdict).toBe('valid');
  });

  it.each(['iss', 'sub', 'jti', 'nbf', 'exp'])('whose claim %s differs from the badge is invalid', async (claim) => {
    const input = `${encode({ alg: 'EdDSA', kid: `${did}#key-0` })}.${encode({ ...claimed, [claim]: 7 })}`;
    const text = await new jose.CompactSign(Buffer.from(JSON.stringify({ ...claimed, [claim]: 7 })))
      .setProtectedHeader({ alg: 'EdDSA', kid: `${did}#key-0` })
      .sign(ed25519.privateKey);
    expect(text.startsWith(input)).toBe(true);
    expect(await reasons(text)).toEqual(['invalid', 'read', 'claims-differ', 'no-signature']);
  });

  it.each<[string, object]>([
    ['with critical extensions', { alg: 'EdDSA', crit: ['x'], x: 1 }],
    ['with a private key in its header', { alg: 'EdDSA', jwk: ed25519.privateKey.export({ format: 'jwk' }) }],
    ['of another type', { alg: 'EdDSA', typ: 'at+jwt' }],
  ])('%s is refused', async (_, header) => {
    expect(await reasons(forge(header, claimed, () => Buffer.alloc(64)))).toEqual(['invalid', 'document-unsafe']);
  });

  it('is not made for a subject without id or with a weak key', () => {
    const { id: _, ...nameless } = aSubject();
    expect(() => signJwt(aBadge({ credentialSubject: nameless }), { key: ed25519.privateKey })).toThrowError(
      expect.objectContaining({ code: 'credential-invalid' }),
    );
    const weak: KeyObject = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    expect(() => signJwt(badge, { key: weak })).toThrowError(expect.objectContaining({ code: 'key-unsupported' }));
  });
});
