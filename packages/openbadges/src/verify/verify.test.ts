import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer, aSubject } from '../../test/builders.ts';
import { bakePng } from '../bake/png.ts';
import { bakeSvg } from '../bake/svg.ts';
import { createIssuer } from '../issue/issuer.ts';
import { didWebDocument, didWebUrl, type IssuerKey } from '../keys/did-web.ts';
import { generateKey } from '../keys/ed25519.ts';
import type { Loader } from '../loader.ts';
import { hashIdentity } from '../model/identity.ts';
import type { OpenBadgeCredential } from '../model/types.ts';
import { sign } from '../proof/sign.ts';
import { createBitstring, setStatus } from '../status/bitstring.ts';
import { statusListCredential, statusListEntry } from '../status/status-list.ts';
import type { VerifyOptions } from './options.ts';
import { limits } from './read-json.ts';
import type { CheckId, Report } from './report.ts';
import { verify } from './verify.ts';

const did = 'did:web:badges.example';
const created = '2026-09-01T12:00:00Z';
const now = new Date('2026-10-01T00:00:00Z');
const { privateKey: key, publicKey } = generateKey();
const issuer = createIssuer({ key, verificationMethod: `${did}#key-1` });

/** The web as far as these tests know it. */
function web(pages: Record<string, unknown> = {}, keys: IssuerKey[] = [{ fragment: 'key-1', publicKey, state: 'active' }]): Loader {
  const all: Record<string, unknown> = { [didWebUrl(did)]: didWebDocument(did, keys), ...pages };
  return (url) => (url in all ? Promise.resolve(all[url]) : Promise.reject(new Error(`out of reach: ${url}`)));
}

const issued = (overrides: Partial<OpenBadgeCredential> = {}) => issuer.issue(aBadge(overrides), { created });
const look = (input: Parameters<typeof verify>[0], options: Partial<VerifyOptions> = {}) =>
  verify(input, { loader: web(), now, ...options });
const found = (report: Report, id: CheckId) => {
  const check = report.checks.find((candidate) => candidate.id === id);
  return check && `${check.outcome}: ${check.reason}`;
};

describe('a good badge', () => {
  it('is valid, with every check named and explained', async () => {
    const report = await look(JSON.stringify(await issued()));
    expect(report.verdict).toBe('valid');
    expect(report.checks.map((check) => check.id)).toEqual([
      'parsed',
      'data-model',
      'proof',
      'issuer-key',
      'dates',
      'status',
      'recipient',
      'achievement-issuer',
      'known-issuer',
    ]);
    for (const check of report.checks) expect(check.message).toMatch(/\.$/);
  });

  it('is valid as text, object, file, PNG and SVG', async () => {
    const badge = await issued();
    const text = JSON.stringify(badge, null, 2);
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=', 'base64');
    for (const form of [text, badge, Buffer.from(text), bakePng(png, text), Buffer.from(bakeSvg('<svg/>', text))]) {
      expect((await look(form)).verdict).toBe('valid');
    }
  });

  it('stays valid after its key was retired', async () => {
    const next = generateKey().publicKey;
    const keys: IssuerKey[] = [
      { fragment: 'key-2', publicKey: next, state: 'active' },
      { fragment: 'key-1', publicKey, state: 'retired' },
    ];
    expect((await look(await issued(), { loader: web({}, keys) })).verdict).toBe('valid');
  });

  it('stays valid when its issuer is unknown, with a remark', async () => {
    const report = await look(await issued(), { knownIssuers: ['did:web:other.example'] });
    expect(report.verdict).toBe('valid');
    expect(found(report, 'known-issuer')).toBe('warning: unknown');
    expect(found(await look(await issued(), { knownIssuers: [did] }), 'known-issuer')).toBe('passed: known');
  });

  it('stays valid when somebody else defined the achievement, with a remark', async () => {
    const subject = aSubject();
    subject.achievement.creator = anIssuer({ id: 'did:web:university.example' });
    const report = await look(await issued({ credentialSubject: subject }));
    expect(report.verdict).toBe('valid');
    expect(found(report, 'achievement-issuer')).toBe('warning: other-creator');
  });

  it('stays valid in the short forms of JSON-LD, with a remark', async () => {
    const { proof, type, ...rest } = await issued();
    const report = await look({ ...rest, type, proof: proof[0] });
    expect(report.verdict).toBe('valid');
    expect(found(report, 'data-model')).toBe('warning: deviates');
  });
});

describe('the recipient', () => {
  const byEmail = issued({ credentialSubject: aSubject({ identifier: [hashIdentity('ada@example.org', 'pepper')] }) });

  it('is compared when somebody is expected', async () => {
    expect(found(await look(await byEmail, { expectedRecipient: { email: 'Ada@example.org' } }), 'recipient')).toBe('passed: matches');
    const other = await look(await byEmail, { expectedRecipient: { email: 'bob@example.org' } });
    expect([other.verdict, found(other, 'recipient')]).toEqual(['invalid', 'failed: does-not-match']);
    const byId = await look(await byEmail, { expectedRecipient: { id: aSubject().id as string } });
    expect(found(byId, 'recipient')).toBe('passed: matches');
  });
});

describe('a bad badge', () => {
  it('is invalid when not signed', async () => {
    const report = await look(aBadge());
    expect([report.verdict, found(report, 'proof')]).toEqual(['invalid', 'failed: not-signed']);
  });

  it('is invalid when signed by somebody else than its issuer', async () => {
    const mallory = generateKey();
    const evil = 'did:web:evil.example';
    const forged = await sign(aBadge(), { key: mallory.privateKey, verificationMethod: `${evil}#key-1`, created });
    const document = didWebDocument(evil, [{ fragment: 'key-1', publicKey: mallory.publicKey, state: 'active' }]);
    const report = await look(forged, { loader: web({ [didWebUrl(evil)]: document }) });
    expect([report.verdict, found(report, 'proof'), found(report, 'issuer-key')]).toEqual([
      'invalid',
      'passed: signature-matches',
      'failed: key-of-somebody-else',
    ]);
  });

  it('is invalid when its key was revoked or is not listed', async () => {
    const revoked: IssuerKey[] = [{ fragment: 'key-1', publicKey, state: 'revoked', revokedAt: '2026-09-15T00:00:00Z' }];
    expect(found(await look(await issued(), { loader: web({}, revoked) }), 'issuer-key')).toBe('failed: key-revoked');
    const report = await look(await issued(), { loader: web({}, []) });
    expect([report.verdict, found(report, 'issuer-key')]).toEqual(['invalid', 'failed: key-refused']);
  });

  it('is invalid before and after its time', async () => {
    expect(found(await look(await issued({ validUntil: '2026-09-30T00:00:00Z' })), 'dates')).toBe('failed: expired');
    expect(found(await look(await issued({ validFrom: '2026-11-01T00:00:00Z' })), 'dates')).toBe('failed: not-yet-valid');
  });

  it('is invalid when it lacks what the standard asks for, and says where', async () => {
    const { achievement, ...subject } = aSubject();
    const { criteria: _, ...incomplete } = achievement;
    const broken = { ...aBadge(), credentialSubject: { ...subject, achievement: incomplete } };
    const report = await look(await sign(broken, { key, verificationMethod: `${did}#key-1`, created }));
    expect(report.verdict).toBe('invalid');
    expect(report.checks.find((check) => check.id === 'data-model')?.details.issues).toMatchObject([
      { path: '$.credentialSubject.achievement.criteria' },
    ]);
  });

  it('is invalid when any single byte was changed', async () => {
    const bytes = Buffer.from(JSON.stringify(await issued()));
    const versionOfContext = bytes.indexOf('context-3.0.3.json') + 'context-3.0.'.length;
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (position, change) => {
        // Two releases of one context that say the same make the same statements; then nothing that was signed has changed.
        fc.pre(position !== versionOfContext);
        const tampered = Uint8Array.from(bytes);
        tampered[position] = (tampered[position] as number) ^ change;
        expect((await look(tampered)).verdict).not.toBe('valid');
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('the status of a badge', () => {
  const url = 'https://badges.example/status/1';
  const credentialStatus = statusListEntry({ list: url, index: 99, purpose: 'revocation' });
  async function listWith(isRevoked: boolean) {
    const bits = createBitstring();
    setStatus(bits, 99, isRevoked);
    const list = statusListCredential({ id: url, issuer: did, purpose: 'revocation', bits, validFrom: created });
    return sign(list, { key, verificationMethod: `${did}#key-1`, created });
  }

  it('decides the verdict', async () => {
    const badge = await issued({ credentialStatus });
    expect((await look(badge, { loader: web({ [url]: await listWith(false) }) })).verdict).toBe('valid');
    const report = await look(badge, { loader: web({ [url]: await listWith(true) }) });
    expect([report.verdict, found(report, 'status')]).toEqual(['invalid', 'failed: revoked']);
  });

  it('leaves the verdict open when the list is out of reach, and never says revoked', async () => {
    const report = await look(await issued({ credentialStatus }));
    expect([report.verdict, found(report, 'status')]).toEqual(['undetermined', 'not-checked: list-out-of-reach']);
  });

  it.each(['revoked', 'suspended'] as const)('is %s where the verifier knows it itself, whatever the list says', async (standing) => {
    const badge = await issued({ credentialStatus });
    const options = {
      loader: web({ [url]: await listWith(false) }),
      knownStatus: async (id: string) => (id === badge.id ? standing : undefined),
    };
    const report = await look(badge, options);
    expect([report.verdict, found(report, 'status')]).toEqual(['invalid', `failed: ${standing}`]);
    expect((await look(await issued({ credentialStatus, id: 'urn:uuid:1d5a2c4e-4f56-4ab0-9c3c-6a0a9a1d0f11' }), options)).verdict).toBe(
      'valid',
    );
    const tampered = await look({ ...badge, name: 'Other' }, options);
    expect(found(tampered, 'status')).toBe('not-checked: signature-first');
  });

  it('is not looked up for a badge that was tampered with', async () => {
    const asked: string[] = [];
    const loader: Loader = (address) => {
      asked.push(address);
      return web()(address);
    };
    await look({ ...(await issued({ credentialStatus })), name: 'Other' }, { loader });
    expect(asked).not.toContain(url);
  });
});

describe('what cannot be checked', () => {
  it('leaves the verdict open when the issuer is out of reach', async () => {
    const report = await look(await issued(), { loader: () => Promise.reject(new Error('offline')) });
    expect([report.verdict, found(report, 'proof')]).toEqual(['undetermined', 'not-checked: issuer-out-of-reach']);
  });

  it('leaves the verdict open for an unknown kind of proof', async () => {
    const report = await look({ ...aBadge(), proof: [{ type: 'DataIntegrityProof', cryptosuite: 'quantum-2031' }] });
    expect([report.verdict, found(report, 'proof')]).toEqual(['undetermined', 'not-checked: proof-type-unknown']);
  });

  it('leaves the verdict open for a remote context, and never loads it', async () => {
    const remote = 'https://evil.example/context.json';
    const badge = await issued();
    const loader: Loader = (url) => (url === remote ? Promise.reject(new Error('asked for a context')) : web()(url));
    const report = await look({ ...badge, '@context': [...badge['@context'], remote] }, { loader });
    expect([report.verdict, found(report, 'proof')]).toEqual(['undetermined', 'not-checked: context-unknown']);
  });
});

describe('hostile input', () => {
  const nested = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const throwing = Object.defineProperty({}, 'x', {
    enumerable: true,
    get() {
      throw new Error('trap');
    },
  });

  it.each<[string, unknown, string]>([
    ['nothing', '', 'document-malformed'],
    ['a number', '7', 'document-malformed'],
    ['a list', '[]', 'document-malformed'],
    ['null', null, 'document-malformed'],
    ['undefined', undefined, 'document-malformed'],
    ['a cyclic object', cyclic, 'document-malformed'],
    ['an object that throws', throwing, 'document-malformed'],
    ['deep nesting', nested, 'document-unsafe'],
    ['many parts', JSON.stringify({ a: Array.from({ length: 5_000 }, () => ({})) }), 'document-unsafe'],
    ['a prototype key', '{"__proto__":{"type":["OpenBadgeCredential"]}}', 'document-unsafe'],
    ['a constructor key', '{"a":{"constructor":{}}}', 'document-unsafe'],
    ['half a character', '{"a":"\\ud800"}', 'document-unsafe'],
    ['too much text', JSON.stringify({ a: 'x'.repeat(limits.bytes) }), 'document-too-large'],
    ['broken UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d), 'document-malformed'],
    ['some other file', Uint8Array.of(1, 2, 3), 'image-unsupported'],
  ])('%s is refused with a reason', async (_, input, reason) => {
    const report = await look(input as string);
    expect([report.verdict, found(report, 'parsed')]).toEqual(['invalid', `failed: ${reason}`]);
  });

  it.each<[string, (badge: OpenBadgeCredential) => unknown]>([
    ['a context that includes itself', (badge) => ({ ...badge, '@context': [...badge['@context'], { '@import': badge['@context'][1] }] })],
    ['a context that redefines terms', (badge) => ({ ...badge, '@context': [...badge['@context'], { name: 'urn:x:other' }] })],
    [
      'a hiding context in the subject',
      (badge) => ({ ...badge, credentialSubject: { ...badge.credentialSubject, '@context': { praise: null }, praise: 'A' } }),
    ],
    ['a vocabulary for everything', (badge) => ({ ...badge, '@context': [...badge['@context'], { '@vocab': 'urn:x:' }], invented: 1 })],
    [
      'text under a term that a context maps to nothing',
      (badge) => ({ ...badge, '@context': [...badge['@context'], { praise: null }], praise: 'A' }),
    ],
    ['text under @index', (badge) => ({ ...badge, '@index': 'with honours' })],
    ['an invented term', (badge) => ({ ...badge, invented: 'term' })],
    ['no signature algorithm', (badge) => ({ ...badge, proof: [{ ...badge.proof?.[0], cryptosuite: 'none' }] })],
    ['an empty proof', (badge) => ({ ...badge, proof: [{}] })],
    ['a proof that is text', (badge) => ({ ...badge, proof: ['signed, honestly'] })],
    ['a hundred proofs', (badge) => ({ ...badge, proof: Array.from({ length: 100 }, () => badge.proof?.[0]) })],
    ['an issuer that is a list', (badge) => ({ ...badge, issuer: [badge.issuer] })],
    ['a subject that is text', (badge) => ({ ...badge, credentialSubject: 'somebody' })],
    ['a type that is a number', (badge) => ({ ...badge, type: 7 })],
    ['many equal nameless parts', (badge) => ({ ...badge, evidence: Array.from({ length: 900 }, () => ({ type: ['Evidence'] })) })],
  ])('%s does not make a valid badge', async (_, change) => {
    const report = await look(change(await issued()) as object);
    expect(report.verdict).not.toBe('valid');
    expect(report.checks.some((check) => check.reason === 'unexpected')).toBe(false);
  });

  it.each<[string, (contexts: unknown[]) => unknown[]]>([
    [
      'a context of the same name elsewhere',
      ([first]) => [first, 'https://purl.imsglobal.org.evil.example/spec/ob/v3p0/context-3.0.3.json'],
    ],
    ['a context over plain HTTP', ([first, second]) => [first, String(second).replace('https:', 'http:')]],
    ['another first context', ([, second]) => ['https://evil.example/credentials/v2', second]],
    ['its contexts in another order', (contexts) => [...contexts].reverse()],
    ['one context left out', ([first]) => [first]],
    ['a context in place of an address', ([first]) => [first, { '@vocab': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#' }]],
  ])('%s does not stand in for what was signed, and is never loaded', async (_, change) => {
    const badge = await issued();
    const asked: string[] = [];
    const loader: Loader = (url) => {
      asked.push(url);
      return web()(url);
    };
    const report = await look({ ...badge, '@context': change(badge['@context']) as OpenBadgeCredential['@context'] }, { loader });
    expect(report.verdict).not.toBe('valid');
    expect(asked.filter((url) => url !== didWebUrl(did))).toEqual([]);
  });

  it.each([0xffffffff, 0x7fffffff, 3_000_000])(
    'a PNG that promises a chunk of %d bytes is refused, and no memory is taken for it',
    async (length) => {
      const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=', 'base64');
      const image = Buffer.from(bakePng(pixel, JSON.stringify(await issued())));
      image.writeUInt32BE(length, 33);
      const before = process.memoryUsage().arrayBuffers;
      expect(found(await look(image), 'parsed')).toBe('failed: image-malformed');
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
    },
  );

  it('special characters stay what they are, and none passes for another', async () => {
    const odd = 'Ångström “quoted” \u202Egnissim\u202C <b>&amp;</b> \u0000 \u2028 👩‍🏫 \\ "\n\t';
    const achievement = { ...aSubject().achievement, name: odd };
    const badge = await issued({ credentialSubject: aSubject({ achievement }) });
    const report = await look(JSON.stringify(badge));
    expect([report.verdict, (report.credential as OpenBadgeCredential).credentialSubject.achievement.name]).toEqual(['valid', odd]);
    for (const other of [
      odd.normalize('NFD'),
      odd.replaceAll('\u202E', ''),
      odd.replace('\u0000', ''),
      odd.replace('“', '"'),
      odd.trimEnd(),
    ]) {
      const changed = { ...badge, credentialSubject: { ...badge.credentialSubject, achievement: { ...achievement, name: other } } };
      expect((await look(changed)).verdict).toBe('invalid');
    }
  });

  it('never throws, whatever JSON it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.json(),
        fc.constantFrom('proof', 'issuer', 'credentialSubject', 'credentialStatus', '@context', 'type'),
        async (json, at) => {
          const report = await look({ ...(await issued()), [at]: JSON.parse(json) });
          expect(report.checks.some((check) => check.reason === 'unexpected')).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });
});
