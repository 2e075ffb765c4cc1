import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer } from '../../test/builders.ts';
import { didKey, didKeyMethod } from '../keys/did-key.ts';
import { generateKey } from '../keys/ed25519.ts';
import { offline } from '../loader.ts';
import { verify } from '../verify/verify.ts';
import type { CryptosuiteName } from './cryptosuites.ts';
import { canonicalizeJson } from './jcs.ts';
import { sign } from './sign.ts';

const created = '2026-09-01T12:00:00Z';
const options = { loader: offline, now: new Date('2026-10-01T00:00:00Z') };
const keys: Record<string, { privateKey: KeyObject; publicKey: KeyObject }> = {
  Ed25519: generateKey(),
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
};

async function signedBy(kind: string, cryptosuite: CryptosuiteName) {
  const { privateKey: key, publicKey } = keys[kind] as { privateKey: KeyObject; publicKey: KeyObject };
  const badge = aBadge({ issuer: anIssuer({ id: didKey(publicKey) }) });
  return sign(badge, { key, verificationMethod: didKeyMethod(publicKey), created, cryptosuite });
}

describe.each<[CryptosuiteName, string]>([
  ['eddsa-rdfc-2022', 'Ed25519'],
  ['eddsa-jcs-2022', 'Ed25519'],
  ['ecdsa-rdfc-2019', 'P-256'],
  ['ecdsa-rdfc-2019', 'P-384'],
  ['ecdsa-jcs-2019', 'P-256'],
  ['ecdsa-jcs-2019', 'P-384'],
])('%s with %s', (name, kind) => {
  it('makes badges that verify, and not after a change', async () => {
    const signed = await signedBy(kind, name);
    expect((await verify(signed, options)).verdict).toBe('valid');
    expect((await verify({ ...signed, name: 'Other' }, options)).verdict).toBe('invalid');
    const [proof] = signed.proof;
    expect((await verify({ ...signed, proof: [{ ...proof, created: '2026-09-01T12:00:01Z' }] }, options)).verdict).toBe('invalid');
  });

  it('takes no key of another kind', async () => {
    const other = kind === 'Ed25519' ? 'P-256' : 'Ed25519';
    await expect(signedBy(other, name)).rejects.toThrowError(expect.objectContaining({ code: 'key-unsupported' }));
  });

  it('cannot be passed off as another suite', async () => {
    const signed = await signedBy(kind, name);
    for (const cryptosuite of ['eddsa-rdfc-2022', 'eddsa-jcs-2022', 'ecdsa-rdfc-2019', 'ecdsa-jcs-2019']) {
      if (cryptosuite === name) continue;
      expect((await verify({ ...signed, proof: [{ ...signed.proof[0], cryptosuite }] }, options)).verdict).toBe('invalid');
    }
  });
});

describe('a proof over JSON', () => {
  it('says with which contexts it was made, and the badge may not replace them', async () => {
    const signed = await signedBy('Ed25519', 'eddsa-jcs-2022');
    expect(signed.proof[0]?.['@context']).toEqual(signed['@context']);
    const [first] = signed['@context'];
    const replaced = { ...signed, '@context': [first, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json'] };
    expect((await verify(replaced, options)).verdict).toBe('invalid');
  });
});

it('the canonical form of JSON has its members in order and its numbers short', () => {
  expect(canonicalizeJson({ b: [1.0, 1e21, '\u0007"\\é'], a: { '\u20ac': null, '1': true }, c: undefined })).toBe(
    '{"a":{"1":true,"€":null},"b":[1,1e+21,"\\u0007\\"\\\\é"]}',
  );
  expect(() => canonicalizeJson(Number.NaN)).toThrowError(TypeError);
});
