import fc from 'fast-check';
import jsonld from 'jsonld';
import rdfCanonize from 'rdf-canonize';
import { describe, expect, it } from 'vitest';
import { aBadge, aSubject } from '../../test/builders.ts';
import { randomBadge, variantOf } from '../../test/random-badges.ts';
import { shippedContexts } from '../contexts.ts';
import { canonicalize } from '../proof/canonicalize.ts';
import { sha256 } from '../proof/proof-hash.ts';
import { freeze } from './document-builder.ts';
import { type HoleChoice, makeTemplate } from './template.ts';

/** Every text may differ but those that name terms. */
const everyText: HoleChoice = ({ path }) => (path.some((key) => key === 'type' || String(key).startsWith('@')) ? undefined : () => true);

const templateOf = async (document: object) => makeTemplate(document, await canonicalize(document), everyText);

/** What the general path says; nothing when it refuses. */
const general = (document: object) => canonicalize(document).catch(() => undefined);

describe('the general path with its own memory of contexts', () => {
  it('says the same as the JSON-LD library alone', async () => {
    const documentLoader = async (url: string) => ({ contextUrl: null, documentUrl: url, document: shippedContexts.get(url) });
    await fc.assert(
      fc.asyncProperty(randomBadge, async (badge) => {
        const dataset = await jsonld
          .toRDF(badge, { documentLoader, base: null, safe: true, rdfDirection: 'i18n-datatype' })
          .catch(() => undefined);
        const alone =
          dataset && (await rdfCanonize.canonize(dataset, { algorithm: 'RDFC-1.0', format: 'application/n-quads' }).catch(() => undefined));
        expect(await general(badge)).toBe(alone);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a template', () => {
  it('is never different from the general path, over thousands of badges of its shape', async () => {
    const filled = { withBlankNodes: 0, without: 0 };
    let left = 0;
    await fc.assert(
      fc.asyncProperty(
        randomBadge.chain((badge) => fc.tuple(fc.constant(badge), fc.array(variantOf(badge), { minLength: 10, maxLength: 10 }))),
        async ([badge, variants]) => {
          const template = await templateOf(badge).catch(() => undefined);
          for (const variant of [badge, ...variants]) {
            const text = template?.canonicalize(variant);
            if (text === undefined) {
              left += 1;
              continue;
            }
            filled[text.includes('_:c14n0 ') ? 'withBlankNodes' : 'without'] += 1;
            expect(text).toBe(await general(variant));
            const { proof: _, ...unsigned } = variant;
            const hashed = template?.hash(variant);
            expect(hashed?.hash).toEqual(sha256(text));
            expect(`${hashed?.toOpenJson()}}`).toBe(JSON.stringify(unsigned));
            const read = template?.hashText(JSON.stringify(unsigned));
            if (read) expect([read.hash, read.toDocument()]).toEqual([hashed?.hash, unsigned]);
          }
        },
      ),
      { numRuns: 1_600 },
    );
    expect(filled.withBlankNodes).toBeGreaterThan(2_500);
    expect(filled.without).toBeGreaterThan(2_500);
    expect(left).toBeGreaterThan(0);
  });

  it('is made for a badge with and without blank nodes', async () => {
    const badge = aBadge();
    expect(await templateOf(badge)).toBeDefined();
    const { identifier: _, result: __, ...subject } = aSubject();
    const achievement = { ...subject.achievement, criteria: { id: 'https://badges.example/criteria' }, alignment: [] };
    const named = aBadge({ credentialSubject: { ...subject, achievement } });
    expect(await canonicalize(named)).not.toContain('_:');
    expect(await templateOf(named)).toBeDefined();
  });

  it('numbers more than ten blank nodes as the general path does', async () => {
    const badgeWith = (names: string[]) => {
      const subject = aSubject();
      subject.achievement.alignment = names.map((targetName) => ({ type: ['Alignment'], targetName, targetUrl: 'https://a.example/1' }));
      return aBadge({ credentialSubject: subject });
    };
    const template = await templateOf(badgeWith(Array.from({ length: 14 }, (_, index) => `alignment ${index}`)));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.string(), { minLength: 14, maxLength: 14 }), async (names) => {
        expect(template?.canonicalize(badgeWith(names))).toBe(await general(badgeWith(names)));
      }),
    );
  });

  it('leaves other shapes alone', async () => {
    const template = await templateOf(aBadge());
    const { awardedDate: _, ...other } = aBadge();
    expect(template?.canonicalize(other)).toBeUndefined();
    expect(template?.canonicalize({ ...aBadge(), type: ['VerifiableCredential', 'AchievementCredential'] })).toBeUndefined();
    expect(template?.canonicalize({ ...aBadge(), name: 7 })).toBeUndefined();
  });

  it('knows frozen parts again, and takes no other part for them', async () => {
    const ofEarner: HoleChoice = ({ path }) => (path[0] === 'id' ? () => true : undefined);
    const badge = freeze(aBadge());
    const template = await makeTemplate(badge, await canonicalize(badge), ofEarner);
    const { credentialSubject: subject } = badge;
    for (const id of ['urn:uuid:1', 'urn:uuid:2']) {
      const another = { ...badge, id };
      expect(template?.canonicalize(another)).toBe(await general(another));
      const changed = { ...another, credentialSubject: freeze({ ...subject, achievement: { ...subject.achievement, name: 'Another' } }) };
      expect(template?.canonicalize(changed)).toBeUndefined();
    }
    const alive = structuredClone(badge);
    expect(template?.canonicalize(alive)).toBeDefined();
    alive.credentialSubject.achievement.name = 'Changed since';
    expect(template?.canonicalize(alive)).toBeUndefined();
  });

  it('leaves to the general path what JSON-LD could read in another way', async () => {
    const template = await templateOf(aBadge());
    for (const id of ['relative', '_:b0', 'name:x', 'URN:x:y', 'urn:x y', 'urn:x:\u0001', '__proto__']) {
      expect(template?.canonicalize({ ...aBadge(), id })).toBeUndefined();
    }
  });

  it('is not made from contexts in place or signed credentials inside', async () => {
    const badge = aBadge();
    expect(await templateOf({ ...badge, '@context': [...badge['@context'], { '@vocab': 'urn:x:' }] })).toBeUndefined();
    const endorsement = {
      ...badge,
      type: ['VerifiableCredential', 'EndorsementCredential'],
      proof: [{ type: 'DataIntegrityProof', nonce: 'x' }],
    };
    expect(await templateOf({ ...badge, endorsement: [endorsement] })).toBeUndefined();
  });

  it('may count on no shipped context making a prefix of the schemes that it fills in', () => {
    for (const context of shippedContexts.values()) {
      const terms = Object.keys((context as { '@context': object })['@context']);
      for (const scheme of ['http', 'https', 'urn', 'did', 'mailto', 'data']) expect(terms).not.toContain(scheme);
    }
  });
});
