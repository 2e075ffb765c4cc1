import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer } from '../../test/builders.ts';
import { didKey, didKeyMethod } from '../keys/did-key.ts';
import { generateKey, importPrivateKey } from '../keys/ed25519.ts';
import { offline } from '../loader.ts';
import type { OpenBadgeCredential } from '../model/types.ts';
import { canonicalize } from './canonicalize.ts';
import { sign } from './sign.ts';
import { verifyProof } from './verify-proof.ts';

const { privateKey: key, publicKey } = generateKey();
const signing = { key, verificationMethod: didKeyMethod(publicKey), created: '2026-09-01T12:00:00Z' };
const options = { loader: offline, now: new Date('2026-10-01T00:00:00Z') };
const badge = aBadge({ issuer: anIssuer({ id: didKey(publicKey) }) });

describe('a signed badge', () => {
  it('has its proof in an array and verifies', async () => {
    const signed = await sign(badge, signing);
    expect(signed.proof).toHaveLength(1);
    expect(await verifyProof(signed, signed.proof[0], options)).toMatchObject({ outcome: 'valid' });
  });

  it('fails after any change, and with another key', async () => {
    const signed = await sign(badge, signing);
    expect(await verifyProof({ ...signed, name: 'Data Mastery' }, signed.proof[0], options)).toMatchObject({
      reason: 'signature-mismatch',
    });
    const other = didKeyMethod(generateKey().publicKey);
    expect(await verifyProof(signed, { ...signed.proof[0], verificationMethod: other }, options)).toMatchObject({ outcome: 'invalid' });
  });

  it('is not made from terms that no context explains', async () => {
    const invented = { ...badge, favouriteColour: 'green' };
    await expect(sign(invented, signing)).rejects.toThrowError(expect.objectContaining({ code: 'term-unknown' }));
  });

  it.each(['__proto__', 'constructor', 'toString', 'relative/path'])(
    'is not made with the identifier %s, and leaves all objects as they were',
    async (id) => {
      const before = Object.getOwnPropertyNames(Object.prototype);
      for (const hostile of [
        { ...badge, issuer: id },
        { ...badge, id },
        { ...badge, type: [...badge.type, id] },
        { ...badge, image: id },
      ]) {
        await expect(sign(hostile as never, signing)).rejects.toThrowError(expect.objectContaining({ code: 'term-unknown' }));
      }
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    },
  );

  it('is not made with contexts that the library does not ship', async () => {
    const remote = { ...badge, '@context': [...badge['@context'], 'https://evil.example/context.json'] };
    await expect(sign(remote, signing)).rejects.toThrowError(
      expect.objectContaining({ code: 'context-unknown', details: { url: 'https://evil.example/context.json' } }),
    );
  });
});

describe('a proof', () => {
  it.each([
    ['for another purpose', { proofPurpose: 'authentication' }, 'proof-purpose'],
    ['that expired', { expires: '2026-09-02T00:00:00Z' }, 'proof-expired'],
    ['with a damaged signature', { proofValue: 'z123' }, 'proof-malformed'],
    ['with a signature in another alphabet', { proofValue: 'uAAAA' }, 'proof-malformed'],
    ['whose key is nonsense', { verificationMethod: 'did:key:z0O#z0O' }, 'key-refused'],
    ['of an unknown suite', { cryptosuite: 'none' }, 'proof-type-unknown'],
    ['after a proof that is not there', { previousProof: 'urn:x:y' }, 'earlier-proof-missing'],
  ])('%s does not pass', async (_, change, reason) => {
    const signed = await sign(badge, signing);
    expect(await verifyProof(signed, { ...signed.proof[0], ...change }, options)).toMatchObject({ reason });
  });
});

describe('the published test vector of Open Badges 3.0', () => {
  const vector = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'http://example.com/credentials/3527',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: 'https://example.edu/issuers/565049', type: ['Profile'], url: 'https://www.imsglobal.org', name: 'Example Corp' },
    validFrom: '2010-01-01T00:00:00Z',
    name: 'Teamwork Badge',
    credentialSubject: {
      id: 'did:example:ebfeb1f712ebc6f1c276e12ec21',
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://example.com/achievements/21st-century-skills/teamwork',
        type: ['Achievement'],
        criteria: {
          narrative: 'Team members are nominated for this badge by their peers and recognized upon review by Example Corp management.',
        },
        description: 'This badge recognizes the development of the capacity to collaborate within a group environment.',
        name: 'Teamwork',
      },
    },
  } satisfies OpenBadgeCredential;

  it('has the published canonical form', async () => {
    const lines = (await canonicalize(vector)).trimEnd().split('\n');
    expect(lines).toHaveLength(16);
    expect(lines[0]).toBe(
      '<did:example:ebfeb1f712ebc6f1c276e12ec21> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementSubject> .',
    );
    expect(lines[15]).toMatch(/^_:c14n0 <https:\/\/purl\.imsglobal\.org\/spec\/vc\/ob\/vocab\.html#narrative> "Team members/);
  });

  it('is signed to the published signature', async () => {
    const { privateKey } = importPrivateKey(Buffer.from('6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4', 'hex'));
    const signed = await sign(vector, {
      key: privateKey,
      verificationMethod: 'https://example.edu/issuers/565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi',
      created: '2010-01-01T19:23:24Z',
    });
    expect(signed.proof[0]?.proofValue).toBe('z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr');
  });
});
