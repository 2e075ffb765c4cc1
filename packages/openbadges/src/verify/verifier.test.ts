import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aBadge } from '../../test/builders.ts';
import { randomBadge, variantOf } from '../../test/random-badges.ts';
import { didWebDocument, didWebUrl } from '../keys/did-web.ts';
import { generateKey } from '../keys/ed25519.ts';
import type { OpenBadgeCredential } from '../model/types.ts';
import { sign } from '../proof/sign.ts';
import { createBitstring, setStatus } from '../status/bitstring.ts';
import { statusListCredential, statusListEntry } from '../status/status-list.ts';
import { createVerifier, verify } from './verify.ts';

const did = 'did:web:badges.example';
const created = '2026-09-01T12:00:00Z';
const now = new Date('2026-10-01T00:00:00Z');
const { privateKey: key, publicKey } = generateKey();
const document = didWebDocument(did, [{ fragment: 'key-1', publicKey, state: 'active' }]);
const signed = (badge: OpenBadgeCredential) => sign(badge, { key, verificationMethod: `${did}#key-1`, created });
const web =
  (pages: Record<string, unknown> = {}) =>
  async (url: string) => {
    const page = { [didWebUrl(did)]: document, ...pages }[url];
    if (page === undefined) throw new Error(`out of reach: ${url}`);
    return page;
  };

describe('a verifier with memory', () => {
  it('reports the same as one without, for good and tampered badges of shapes it has learned', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomBadge.chain((badge) => fc.tuple(fc.constant(badge), fc.array(variantOf(badge), { minLength: 4, maxLength: 4 }))),
        async ([badge, variants]) => {
          const verifier = createVerifier();
          const options = { loader: web(), now };
          for (const [position, variant] of [badge, badge, ...variants].entries()) {
            const good = await signed({ ...variant, issuer: did }).catch(() => undefined);
            if (!good) continue;
            const tampered = { ...good, id: `urn:x:tampered-${position}` };
            for (const input of [good, tampered, good]) expect(await verifier.verify(input, options)).toEqual(await verify(input, options));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is never stale about status, dates and keys of a badge it has seen', async () => {
    const url = 'https://badges.example/status/1';
    const list = async (isRevoked: boolean) => {
      const bits = createBitstring();
      setStatus(bits, 5, isRevoked);
      return sign(statusListCredential({ id: url, issuer: did, purpose: 'revocation', bits, validFrom: created }), {
        key,
        verificationMethod: `${did}#key-1`,
        created,
      });
    };
    const badge = JSON.stringify(
      await signed(
        aBadge({ validUntil: '2027-01-01T00:00:00Z', credentialStatus: statusListEntry({ list: url, index: 5, purpose: 'revocation' }) }),
      ),
    );
    const verifier = createVerifier();
    const verdict = async (pages: Record<string, unknown>, at = now) =>
      (await verifier.verify(badge, { loader: web(pages), now: at })).verdict;
    const [good, revoked] = [await list(false), await list(true)];
    expect(await verdict({ [url]: good })).toBe('valid');
    expect(await verdict({ [url]: revoked })).toBe('invalid');
    expect(await verdict({ [url]: good }, new Date('2027-06-01T00:00:00Z'))).toBe('invalid');
    expect(await verdict({})).toBe('undetermined');
    const lost = didWebDocument(did, [{ fragment: 'key-1', publicKey, state: 'revoked', revokedAt: created }]);
    expect(await verdict({ [url]: good, [didWebUrl(did)]: lost })).toBe('invalid');
    const replaced = didWebDocument(did, [{ fragment: 'key-1', publicKey: generateKey().publicKey, state: 'active' }]);
    expect(await verdict({ [url]: good, [didWebUrl(did)]: replaced })).toBe('invalid');
    expect(await verdict({ [url]: good })).toBe('valid');
  });

  it('is not misled by who changes what it gave out', async () => {
    const verifier = createVerifier();
    const badge = JSON.stringify(await signed(aBadge()));
    for (let round = 0; round < 4; round += 1) {
      const { verdict, credential } = await verifier.verify(badge, { loader: web(), now });
      expect([verdict, credential?.credentialSubject.id]).toEqual(['valid', aBadge().credentialSubject.id]);
      const change = () => Object.assign(credential?.credentialSubject ?? {}, { id: 'urn:x:me' });
      if (round === 0) change();
      else expect(change).toThrowError(TypeError);
    }
  });

  it('is not deceived by what stands around the content of a badge of known shape', async () => {
    const verifier = createVerifier();
    const options = { loader: web(), now };
    const texts: string[] = [];
    for (let badge = 0; badge < 6; badge += 1) texts.push(JSON.stringify(await signed(aBadge({ issuer: did, id: `urn:x:${badge}` }))));
    for (const text of texts.slice(0, 5)) expect((await verifier.verify(text, options)).verdict).toBe('valid');
    const [last = ''] = texts.slice(-1);
    for (const [from, to] of [
      [/\}$/, ',"name":"Other"}'],
      [/\}$/, ',"proof":[]}'],
      [/,"proof":/, ',"name":"Other","proof":'],
      [/,"proof":/, ',"proof":[],"proof":'],
      [/"urn:x:5"/, '"urn:x:5","id":"urn:x:6"'],
      [/"urn:x:5"/, '"urn:x:\\u0035"'],
      [/"urn:x:5"/, '"urn:x: 5"'],
      [/"urn:x:5"/, '"urn:x:6"'],
      [/"type":\["Evidence"\]/, '"type":["Evidence"],"__proto__":{}'],
      [/\}\]\}$/, '}]} x'],
      [/\}\]\}$/, '}]'],
    ] as const) {
      const text = last.replace(from, to);
      expect(text).not.toBe(last);
      const report = await verifier.verify(text, options);
      expect(report).toEqual(await verify(text, options));
      if (!to.includes('u0035')) expect(report.verdict).toBe('invalid');
    }
    expect((await verifier.verify(last, options)).verdict).toBe('valid');
    expect((await verifier.verify(`${last}\n`, options)).verdict).toBe('valid');
  });

  it('forgets the oldest texts', async () => {
    const verifier = createVerifier({ remember: 2 });
    for (let round = 0; round < 3; round += 1) {
      for (let badge = 0; badge < 4; badge += 1) {
        const report = await verifier.verify(await signed(aBadge({ id: `urn:x:${badge}` })), { loader: web(), now });
        expect(report.verdict).toBe('valid');
      }
    }
  });
});
