import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aBadge } from '../../test/builders.ts';
import { bakePng } from '../bake/png.ts';
import { bakeSvg } from '../bake/svg.ts';
import { didWebDocument, didWebUrl } from '../keys/did-web.ts';
import { generateKey } from '../keys/ed25519.ts';
import { sign } from '../proof/sign.ts';
import { createBitstring } from '../status/bitstring.ts';
import { statusListCredential, statusListEntry } from '../status/status-list.ts';
import { verify } from './verify.ts';

const did = 'did:web:badges.example';
const list = 'https://badges.example/status/1';
const created = '2026-09-01T12:00:00Z';
const now = new Date('2026-10-01T00:00:00Z');
const { privateKey: key, publicKey } = generateKey();
const signing = { key, verificationMethod: `${did}#key-1`, created };
const document = didWebDocument(did, [{ fragment: 'key-1', publicKey, state: 'active' }]);
const badge = sign(aBadge({ credentialStatus: statusListEntry({ list, index: 7, purpose: 'revocation' }) }), signing);
const statusList = sign(
  statusListCredential({ id: list, issuer: did, purpose: 'revocation', bits: createBitstring(), validFrom: created }),
  signing,
);

/** A value with one part, somewhere, put in the place of another. */
function disturbed(value: unknown): fc.Arbitrary<unknown> {
  const places: (string | number)[][] = [[]];
  const visit = (part: unknown, path: (string | number)[]): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [name, member] of Object.entries(part)) {
      places.push([...path, name]);
      visit(member, [...path, name]);
    }
  };
  visit(value, []);
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(null, [], {}, '__proto__', 'constructor', '', -1, [null], [['x']], { '@id': '__proto__' }),
  );
  return fc.tuple(fc.constantFrom(...places), odd).map(([path, replacement]) => {
    const copy = { root: structuredClone(value) } as Record<string, unknown>;
    const last = path.at(-1);
    if (last === undefined) return replacement;
    let holder = copy.root as Record<string, unknown>;
    for (const name of path.slice(0, -1)) holder = holder[name] as Record<string, unknown>;
    holder[last] = replacement;
    return copy.root;
  });
}

const pagesWith = (didDocument: unknown, status: unknown) => async (url: string) => {
  if (url === didWebUrl(did)) return didDocument;
  if (url === list) return status;
  throw new Error('out of reach');
};

async function expectNoSurprise(input: Parameters<typeof verify>[0], didDocument: unknown, status: unknown): Promise<void> {
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  const report = await verify(input, { loader: pagesWith(didDocument, status), now });
  expect(report.checks.map((check) => check.reason)).not.toContain('unexpected');
  expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
}

describe('whatever stands there, a verification ends with a report and leaves all objects as they were', () => {
  it('in the badge', async () => {
    const good = await badge;
    await fc.assert(
      fc.asyncProperty(disturbed(good), async (input) => expectNoSurprise(input as object, document, await statusList)),
      { numRuns: 800 },
    );
  });

  it('in the document of the issuer', async () => {
    const good = await badge;
    await fc.assert(
      fc.asyncProperty(disturbed(document), async (page) => expectNoSurprise(good, page, await statusList)),
      { numRuns: 400 },
    );
  });

  it('in the status list', async () => {
    const good = await badge;
    await fc.assert(
      fc.asyncProperty(disturbed(await statusList), async (page) => expectNoSurprise(good, document, page)),
      { numRuns: 400 },
    );
  });

  it('in an image', async () => {
    const text = JSON.stringify(await badge);
    const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=', 'base64');
    const images = [Buffer.from(bakePng(pixel, text)), Buffer.from(bakeSvg('<svg xmlns="http://www.w3.org/2000/svg"/>', text))];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...images), fc.nat(), fc.uint8Array({ maxLength: 12 }), async (image, position, bytes) => {
        const damaged = Buffer.from(image);
        damaged.set(bytes.subarray(0, damaged.length - (position % damaged.length)), position % damaged.length);
        await expectNoSurprise(damaged, document, await statusList);
      }),
      { numRuns: 500 },
    );
  });
});
