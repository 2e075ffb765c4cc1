import fc from 'fast-check';
import { contextsFor, OPEN_BADGE_SCHEMA } from '../src/contexts.ts';
import type { OpenBadgeCredential } from '../src/model/types.ts';
import { statusListEntry } from '../src/status/status-list.ts';

/**
 * Random valid badges: with and without blank nodes, with coinciding ids and texts, with every kind of character.
 */

const uuid = fc.uuid().map((id) => `urn:uuid:${id}`);
/** From a small set, so that texts and ids often coincide. */
const id = fc.oneof(
  { weight: 3, arbitrary: uuid },
  fc.constantFrom(
    'https://a.example/1',
    'https://a.example/2',
    'did:web:badges.example',
    'urn:x:a',
    'tag:a.example,2026:x',
    'mailto:a@b.example',
    'https://a.example/é',
  ),
);
const words = fc.oneof(
  fc.constantFrom('a', 'b', '', 'Lesson plan', 'urn:x:a', '_:c14n0', '<b>"\\', '{{0}}', '@id', 'https://a.example/1'),
  fc.string(),
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc.string({ unit: 'grapheme' }),
);
const dateTime = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

/** Drops members that were not drawn. */
function withoutGaps<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const alignment = fc.record({
  type: fc.constant(['Alignment']),
  targetName: words,
  targetUrl: id,
  targetCode: some(words),
});
const result = fc.record({
  type: fc.constant(['Result']),
  id: some(id),
  value: some(words),
  alignment: some(fc.array(alignment, { maxLength: 2 })),
});
const evidence = fc.record({ id: some(id), type: fc.constant(['Evidence']), name: some(words), narrative: some(words) });
const identity = fc.record({
  type: fc.constant('IdentityObject' as const),
  hashed: fc.constant(true),
  identityHash: fc
    .string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
    .map((digits) => `sha256$${digits}`),
  identityType: fc.constant('emailAddress'),
  salt: some(words),
});
const profile = fc.record({
  id,
  type: fc.constant(['Profile']),
  name: some(words),
  url: some(id),
  image: some(fc.record({ id, type: fc.constant('Image' as const), caption: some(words) })),
});
const achievement = fc.record({
  id,
  type: fc.constant(['Achievement']),
  name: words.filter((text) => text !== ''),
  description: words,
  criteria: fc.oneof(fc.record({ narrative: words }), fc.record({ id, narrative: words }), fc.record({ id })),
  creditsAvailable: some(fc.constantFrom(1, 1.5, 3)),
  tag: some(fc.array(words, { maxLength: 3 })),
  alignment: some(fc.array(alignment, { maxLength: 3 })),
  creator: some(profile),
  inLanguage: some(fc.constantFrom('en', 'pt-BR')),
  resultDescription: some(
    fc.array(
      fc.record({
        id,
        type: fc.constant(['ResultDescription']),
        name: words,
        resultType: fc.constantFrom('RawScore', 'Result'),
        allowedValue: some(fc.array(words, { maxLength: 3 })),
      }),
      { maxLength: 2 },
    ),
  ),
});

const anyBadge: fc.Arbitrary<OpenBadgeCredential> = fc
  .record({
    '@context': fc.constant(contextsFor({ extensions: true })),
    id,
    type: fc.constant(['VerifiableCredential', 'OpenBadgeCredential']),
    name: some(words),
    issuer: fc.oneof(profile, id),
    validFrom: dateTime,
    awardedDate: some(dateTime),
    credentialSubject: fc.record({
      id: some(id),
      type: fc.constant(['AchievementSubject']),
      achievement,
      identifier: fc.array(identity, { minLength: 1, maxLength: 3 }),
      result: some(fc.array(result, { maxLength: 4 })),
      narrative: some(words),
    }),
    evidence: some(fc.array(evidence, { maxLength: 4 })),
    credentialStatus: some(
      fc.nat(131_071).map((index) => statusListEntry({ list: 'https://a.example/status', index, purpose: 'revocation' })),
    ),
    credentialSchema: some(fc.constant([{ id: OPEN_BADGE_SCHEMA, type: '1EdTechJsonSchemaValidator2019' }])),
  })
  .map((badge) => withoutGaps(badge) as unknown as OpenBadgeCredential);

/** A badge in which every node has an id, so that no blank node is left. */
function named(badge: OpenBadgeCredential, ids: string[]): OpenBadgeCredential {
  let next = 0;
  const name = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(name);
    if (typeof value !== 'object' || value === null) return value;
    const {
      identifier: _,
      allowedValue: __,
      ...members
    } = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === 'credentialSchema' ? member : name(member)]));
    next += 1;
    return { id: ids[next % ids.length], ...members };
  };
  const { '@context': context, ...rest } = badge;
  return { '@context': context, ...(name(rest) as Omit<OpenBadgeCredential, '@context'>) };
}

export const randomBadge: fc.Arbitrary<OpenBadgeCredential> = fc
  .tuple(anyBadge, fc.boolean(), fc.uniqueArray(uuid, { minLength: 30, maxLength: 40 }))
  .map(([badge, isNamed, ids]) => (isNamed ? named(badge, ids) : badge));

/** The same badge with other texts: each text is changed or left, so that the shape stays and coincidences come and go. */
export function variantOf(badge: OpenBadgeCredential): fc.Arbitrary<OpenBadgeCredential> {
  const texts: string[] = [];
  const collect = (value: unknown, key = ''): void => {
    if (typeof value === 'string' && isVariable(key)) texts.push(key);
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) collect(member, Number.isNaN(Number(name)) ? name : key);
  };
  collect(badge);
  const replacements = texts.map((key) =>
    fc.option(['id', 'targetUrl', 'url', 'issuer'].includes(key) ? id : ['validFrom', 'awardedDate'].includes(key) ? dateTime : words, {
      nil: undefined,
      freq: 3,
    }),
  );
  return fc.tuple(...replacements).map((drawn) => {
    let next = 0;
    const replace = (value: unknown, key = ''): unknown => {
      if (typeof value === 'string' && isVariable(key)) {
        const text = drawn[next];
        next += 1;
        return text ?? value;
      }
      if (Array.isArray(value)) return value.map((member) => replace(member, key));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replace(member, name)]));
    };
    return replace(badge) as OpenBadgeCredential;
  });
}

const fixedKeys = new Set([
  '@context',
  'type',
  'identityHash',
  'identityType',
  'resultType',
  'inLanguage',
  'statusPurpose',
  'statusListIndex',
  'credentialSchema',
]);

function isVariable(key: string): boolean {
  return !fixedKeys.has(key);
}
