import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offline } from '../loader.ts';
import { decodeBase58btc, encodeBase58btc } from './base58btc.ts';
import { didKey, didKeyDocument, didKeyMethod, parseDidKey } from './did-key.ts';
import { didWeb, didWebDocument, didWebUrl } from './did-web.ts';
import { exportPrivateKey, generateKey, importPrivateKey } from './ed25519.ts';
import { decodeMultikey, encodeMultikey } from './multikey.ts';
import { resolveMethod } from './resolve-method.ts';

const coded = (code: string) => expect.objectContaining({ code });

describe('base58btc', () => {
  it('reads back what it wrote, zeros in front included', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(4), (bytes, zeros) => {
        const data = new Uint8Array([...new Uint8Array(zeros), ...bytes]);
        expect(decodeBase58btc(encodeBase58btc(data))).toEqual(data);
      }),
    );
  });

  it('reads and writes signatures of 64 bytes as numbers of that size are', () => {
    const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
    const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.nat(64), fc.constantFrom(0, 255), (random, filled, filling) => {
        const bytes = Uint8Array.from(random).fill(filling, 0, filled);
        const text = encodeBase58btc(bytes);
        const value = [...text].reduce((sum, letter) => sum * 58n + BigInt(alphabet.indexOf(letter)), 0n);
        expect(value).toBe(number(bytes));
        expect(decodeBase58btc(text)).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
    expect(decodeBase58btc('z'.repeat(88)).length).toBe(65);
  });

  it('writes the known example', () => {
    expect(encodeBase58btc(Buffer.from('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U');
  });

  it('refuses letters outside the alphabet', () => {
    expect(() => decodeBase58btc('0OIl')).toThrowError(coded('multibase-malformed'));
  });
});

describe('a private key', () => {
  it('survives export and import as 32 bytes', () => {
    const { privateKey, publicKey } = generateKey();
    const raw = exportPrivateKey(privateKey);
    expect(raw.length).toBe(32);
    expect(importPrivateKey(raw).publicKey.equals(publicKey)).toBe(true);
  });

  it('is refused with a wrong length', () => {
    expect(() => importPrivateKey(new Uint8Array(31))).toThrowError(coded('key-malformed'));
  });
});

describe('a Multikey', () => {
  it('is the published one for the test vector of Open Badges 3.0', () => {
    const x = Buffer.from('4bdeafde2ea8beefadd8c699b5c7e0704cf51154d52e17b20b71337ca04cc5a5', 'hex').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(encodeMultikey(key)).toBe('z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi');
  });

  it.each(['P-256', 'P-384'])('holds a %s key as well', (namedCurve) => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve });
    expect(decodeMultikey(encodeMultikey(publicKey)).equals(publicKey)).toBe(true);
  });

  it('is refused when it is of an unknown kind or damaged', () => {
    expect(() => decodeMultikey('u7QE')).toThrowError(coded('multibase-malformed'));
    expect(() => decodeMultikey(`z${encodeBase58btc(Buffer.from([1, 2, 3]))}`)).toThrowError(coded('key-unsupported'));
    expect(() => decodeMultikey(`z${encodeBase58btc(Buffer.from([0xed, 0x01, 3]))}`)).toThrowError(coded('key-malformed'));
  });
});

describe('did:key', () => {
  it('is its own document', async () => {
    const { publicKey } = generateKey();
    expect(parseDidKey(didKey(publicKey)).equals(publicKey)).toBe(true);
    const method = await resolveMethod(didKeyMethod(publicKey), offline);
    expect(method).toMatchObject({ controller: didKey(publicKey), purposes: new Set(['assertionMethod', 'authentication']) });
    expect(didKeyDocument(didKey(publicKey)).assertionMethod).toEqual([method.id]);
  });
});

describe('did:web', () => {
  it.each([
    ['did:web:badges.example', 'https://badges.example/.well-known/did.json'],
    ['did:web:badges.example:issuers:school-7', 'https://badges.example/issuers/school-7/did.json'],
    ['did:web:localhost%3A8443', 'https://localhost:8443/.well-known/did.json'],
  ])('%s stands at %s', (did, url) => {
    expect(didWebUrl(did)).toBe(url);
  });

  it('is made from an address', () => {
    expect(didWeb('https://localhost:8443/issuers/7/')).toBe('did:web:localhost%3A8443:issuers:7');
    expect(() => didWeb('http://badges.example')).toThrowError(coded('did-malformed'));
  });

  it.each([
    'did:web:',
    'did:web:a:..:b',
    'did:web:a%2Fb',
    'did:web:a:%2e%2e',
    'did:web:u%40a',
    'did:web:a:b?c',
    'did:web:a::b',
    'did:web:%ff',
  ])('refuses %s, which would lead elsewhere', (did) => {
    expect(() => didWebUrl(did)).toThrowError(coded('did-malformed'));
  });

  it('keeps a retired key usable for old badges and a revoked key for none', async () => {
    const did = 'did:web:badges.example';
    const keys = [generateKey(), generateKey(), generateKey()].map(({ publicKey }) => publicKey) as [
      ReturnType<typeof generateKey>['publicKey'],
      ReturnType<typeof generateKey>['publicKey'],
      ReturnType<typeof generateKey>['publicKey'],
    ];
    const document = didWebDocument(did, [
      { fragment: 'key-3', publicKey: keys[0], state: 'active' },
      { fragment: 'key-2', publicKey: keys[1], state: 'retired' },
      { fragment: 'key-1', publicKey: keys[2], state: 'revoked', revokedAt: '2026-01-01T00:00:00Z' },
    ]);
    const loader = async () => document;
    expect(await resolveMethod(`${did}#key-3`, loader)).toMatchObject({ purposes: new Set(['assertionMethod']) });
    expect(await resolveMethod(`${did}#key-2`, loader)).toMatchObject({ purposes: new Set(['assertionMethod']) });
    expect(await resolveMethod(`${did}#key-1`, loader)).toMatchObject({ purposes: new Set(), revoked: '2026-01-01T00:00:00Z' });
  });
});

describe('looking up a key', () => {
  const did = 'did:web:badges.example';
  const { publicKey } = generateKey();
  const document = didWebDocument(did, [{ fragment: 'key-1', publicKey, state: 'active' }]);

  it('finds it as a JSON Web Key too', async () => {
    const publicKeyJwk = publicKey.export({ format: 'jwk' });
    const jwk = { ...document, verificationMethod: [{ id: '#key-1', type: 'JsonWebKey', controller: did, publicKeyJwk }] };
    expect((await resolveMethod(`${did}#key-1`, async () => jwk)).publicKey.equals(publicKey)).toBe(true);
  });

  it('tells out of reach from not listed from being about somebody else', async () => {
    await expect(resolveMethod(`${did}#key-1`, offline)).rejects.toThrowError(coded('document-unreachable'));
    await expect(resolveMethod(`${did}#key-2`, async () => document)).rejects.toThrowError(coded('key-not-found'));
    await expect(resolveMethod(`${did}#key-1`, async () => ({ ...document, id: 'did:web:evil.example' }))).rejects.toThrowError(
      coded('document-malformed'),
    );
    await expect(resolveMethod('did:ion:abc#key-1', offline)).rejects.toThrowError(coded('did-unsupported'));
    await expect(resolveMethod('http://badges.example/issuer#key-1', offline)).rejects.toThrowError(coded('did-unsupported'));
  });

  it('does not accept a key that the document says belongs to somebody else', async () => {
    const [method] = document.verificationMethod;
    const foreign = { ...document, verificationMethod: [{ ...method, controller: 'did:web:evil.example' }] };
    await expect(resolveMethod(`${did}#key-1`, async () => foreign)).rejects.toThrowError(coded('key-not-found'));
  });
});
