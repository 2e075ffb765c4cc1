import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer, aSubject } from '../../test/builders.ts';
import { randomBadge, variantOf } from '../../test/random-badges.ts';
import { didKey, didKeyMethod } from '../keys/did-key.ts';
import { generateKey } from '../keys/ed25519.ts';
import { offline } from '../loader.ts';
import type { OpenBadgeCredential } from '../model/types.ts';
import { findCredentialIssues } from '../model/validate-credential.ts';
import { sign } from '../proof/sign.ts';
import { statusListEntry } from '../status/status-list.ts';
import { verify } from '../verify/verify.ts';
import { createIssuer } from './issuer.ts';

const { privateKey: key, publicKey } = generateKey();
const identity = { key, verificationMethod: didKeyMethod(publicKey) };
const created = '2026-09-01T12:00:00Z';
const refusal = (path: string) => expect.objectContaining({ code: 'credential-invalid', message: expect.stringContaining(path) });

/** The badge of one earner among many. */
function badgeOf(earner: number, overrides: Partial<OpenBadgeCredential> = {}): OpenBadgeCredential {
  const hex = earner.toString(16).padStart(12, '0');
  const levels = ['urn:uuid:22222222-2222-4222-8222-222222222222', 'urn:uuid:33333333-3333-4333-8333-333333333333'];
  const [result] = aSubject().result ?? [];
  return aBadge({
    id: `urn:uuid:7f0a1c7e-2f0d-4a34-8d3e-${hex}`,
    issuer: anIssuer({ id: didKey(publicKey) }),
    credentialSubject: aSubject({
      id: `urn:uuid:0a3e8d5b-6c1f-4a2e-9d5c-${hex}`,
      result: [{ ...result, type: ['Result'], achievedLevel: levels[earner % 2] as string }],
    }),
    credentialStatus: statusListEntry({ list: 'https://badges.example/status/1', index: earner, purpose: 'revocation' }),
    evidence: [
      { id: `urn:uuid:5d6a7f2c-9b3c-4f6e-8a55-${hex}`, type: ['Evidence'], name: `Plan "${earner}"\n— é ${'🎓'.repeat(earner % 3)}` },
    ],
    ...overrides,
  });
}

describe('an issuer', () => {
  it('signs each badge of a batch to the same bytes as the general path', async () => {
    const issuer = createIssuer(identity);
    for (let earner = 0; earner < 200; earner += 1) {
      const badge = badgeOf(earner);
      const expected = await sign(badge, { ...identity, created });
      expect(await issuer.issue(badge, { created })).toEqual(expected);
      expect(await issuer.issueJson(badge, { created })).toBe(JSON.stringify(expected));
    }
  });

  it('signs any badge and its variants to the same bytes as the general path', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomBadge.chain((badge) => fc.tuple(fc.constant(badge), fc.array(variantOf(badge), { minLength: 5, maxLength: 5 }))),
        async ([badge, variants]) => {
          const issuer = createIssuer(identity);
          for (const variant of [badge, ...variants]) {
            const issued = await issuer.issue(variant, { created }).catch((error) => error.code);
            const written = await issuer.issueJson(variant, { created }).catch((error) => error.code);
            const valid = findCredentialIssues(variant).length === 0;
            const expected = valid ? await sign(variant, { ...identity, created }).catch((error) => error.code) : 'credential-invalid';
            expect(issued).toEqual(expected);
            expect(written).toBe(typeof expected === 'string' ? expected : JSON.stringify(expected));
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('signs badges that verify', async () => {
    const issuer = createIssuer(identity);
    const { credentialStatus: _, ...first } = badgeOf(1);
    for (const id of ['urn:x:first', 'urn:x:second', 'urn:x:third']) {
      const badge = { ...first, id };
      const report = await verify(await issuer.issue(badge, { created }), { loader: offline, now: new Date('2026-10-01T00:00:00Z') });
      expect(report.verdict).toBe('valid');
    }
  });

  it('refuses badges of a known shape as strictly as others', async () => {
    const issuer = createIssuer(identity);
    for (const earner of [1, 2, 3]) await issuer.issue(badgeOf(earner), { created });
    const [result] = aSubject().result ?? [];
    const unknownLevel = aSubject({ result: [{ ...result, type: ['Result'], achievedLevel: 'urn:x:unknown' }] });
    for (const [path, wrong] of [
      ['$.id', { id: 'relative' }],
      ['$.validFrom', { validFrom: '2026-13-01T00:00:00Z' }],
      ['$.validUntil', { validUntil: '2020-01-01T00:00:00Z' }],
      ['$.credentialSubject.result[0].achievedLevel', { credentialSubject: unknownLevel }],
      ['$.evidence[0].name', { evidence: [{ type: ['Evidence'], name: '\ud800' }] }],
    ] as const) {
      await expect(issuer.issue(badgeOf(2, wrong as Partial<OpenBadgeCredential>), { created })).rejects.toThrowError(refusal(path));
    }
  });

  it('compares a sample with the general path', async () => {
    let asked = 0;
    const shouldCompare = () => {
      asked += 1;
      return true;
    };
    const issuer = createIssuer({ ...identity, shouldCompare });
    for (let earner = 0; earner < 10; earner += 1) await issuer.issue(badgeOf(earner), { created });
    expect(asked).toBe(8);
    // who issues a batch chooses the sample
    for (const compare of [true, false]) await issuer.issueJson(badgeOf(11), { created, compare });
    expect(asked).toBe(8);
  });
});
