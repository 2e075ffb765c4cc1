import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didKey, didKeyMethod } from '../keys/did-key.ts';
import { generateKey } from '../keys/ed25519.ts';
import { offline } from '../loader.ts';
import { sign } from '../proof/sign.ts';
import { createBitstring, decodeBitstring, encodeBitstring, getStatus, setStatus } from './bitstring.ts';
import { checkStatus } from './check-status.ts';
import { type StatusListOptions, statusListCredential, statusListEntry } from './status-list.ts';

const { privateKey: key, publicKey } = generateKey();
const url = 'https://badges.example/status/1';
const now = new Date('2026-10-01T00:00:00Z');

async function aList(overrides: Partial<StatusListOptions> = {}) {
  const list = statusListCredential({
    id: url,
    issuer: didKey(publicKey),
    purpose: 'revocation',
    bits: createBitstring(),
    validFrom: '2026-09-30T23:59:00Z',
    ttlSeconds: 60,
    ...overrides,
  });
  return sign(list, { key, verificationMethod: didKeyMethod(publicKey), created: '2026-09-30T23:59:00Z' });
}

const entry = statusListEntry({ list: url, index: 4711, purpose: 'revocation' });
const look = (list: unknown, which: object = entry) => checkStatus({ ...which }, { loader: async () => list, now });

function revoked(...indices: number[]) {
  const bits = createBitstring();
  for (const index of indices) setStatus(bits, index, true);
  return bits;
}

describe('a bitstring', () => {
  it('remembers exactly the entries that were set, also through encoding', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(131_071), { maxLength: 30 }), (indices) => {
        const read = decodeBitstring(encodeBitstring(revoked(...indices)));
        for (const index of indices) expect(getStatus(read, index)).toBe(true);
        expect(read.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(indices.length);
      }),
      { numRuns: 30 },
    );
  });

  it('has its first entry in the leftmost bit', () => {
    expect(revoked(0)[0]).toBe(0b1000_0000);
  });

  it('can be cleared again', () => {
    const bits = revoked(9);
    setStatus(bits, 9, false);
    expect(getStatus(bits, 9)).toBe(false);
  });

  it('refuses a place it does not have', () => {
    expect(() => getStatus(createBitstring(), 131_072)).toThrowError(expect.objectContaining({ code: 'status-index-out-of-range' }));
  });

  it.each(['', 'u', 'unot-gzip', encodeBitstring(new Uint8Array(10)), encodeBitstring(new Uint8Array(17 * 1024 * 1024))])(
    'refuses a broken, too short or exploding list',
    (encoded) => {
      expect(() => decodeBitstring(encoded)).toThrowError(expect.objectContaining({ code: 'status-list-malformed' }));
    },
  );
});

describe('the status of a badge', () => {
  it('is active until its entry is set', async () => {
    expect(await look(await aList({ bits: revoked(4710, 4712) }))).toEqual({ state: 'active', purpose: 'revocation' });
  });

  it('is revoked when its entry is set', async () => {
    expect(await look(await aList({ bits: revoked(4711) }))).toEqual({ state: 'revoked', purpose: 'revocation' });
  });

  it('is suspended when its entry is set in a list of suspensions', async () => {
    const suspension = statusListEntry({ list: url, index: 4711, purpose: 'suspension' });
    expect(await look(await aList({ bits: revoked(4711), purpose: 'suspension' }), suspension)).toMatchObject({ state: 'suspended' });
  });

  it('is unknown, not revoked, when the list is out of reach', async () => {
    expect(await checkStatus({ ...entry }, { loader: offline, now })).toMatchObject({ state: 'unknown', reason: 'list-out-of-reach' });
  });

  it.each<[string, Partial<StatusListOptions>, string]>([
    ['has expired', { validUntil: '2026-09-30T23:59:30Z' }, 'list-expired'],
    ['is not valid yet', { validFrom: '2026-10-02T00:00:00Z' }, 'list-expired'],
    ['is kept for another purpose', { purpose: 'suspension' }, 'list-of-other-purpose'],
    ['is another list', { id: 'https://badges.example/status/2' }, 'list-malformed'],
    ['is signed by somebody else', { issuer: 'did:web:badges.example' }, 'list-not-signed'],
  ])('is unknown when the list %s', async (_, overrides, reason) => {
    expect(await look(await aList({ bits: revoked(4711), ...overrides }))).toMatchObject({ state: 'unknown', reason });
  });

  it('is unknown when the list was changed after signing', async () => {
    const list = await aList({ bits: revoked(4711) });
    const cleared = { ...list, credentialSubject: { ...list.credentialSubject, encodedList: encodeBitstring(createBitstring()) } };
    expect(await look(cleared)).toMatchObject({ state: 'unknown', reason: 'list-not-signed' });
  });

  it.each([
    ['of a kind not known', { type: 'RevocationList2020Status' }, 'status-type-unknown'],
    ['with a negative place', { statusListIndex: '-1' }, 'status-entry-malformed'],
    ['beyond the list', { statusListIndex: '131072' }, 'list-malformed'],
    ['in a list without HTTPS', { statusListCredential: 'file:///etc/passwd' }, 'status-entry-malformed'],
    ['with a message instead of a bit', { statusSize: 2 }, 'status-type-unknown'],
  ])('is unknown for an entry %s', async (_, change, reason) => {
    expect(await look(await aList(), { ...entry, ...change })).toMatchObject({ state: 'unknown', reason });
  });

  it.each([null, 7, [], {}, { id: url, type: 'BitstringStatusListCredential', credentialSubject: null }])(
    'is unknown when the list is %j',
    async (list) => {
      expect(await look(list)).toMatchObject({ state: 'unknown', reason: 'list-malformed' });
    },
  );
});
