/**
 * Measures issuing and verifying against raw Ed25519 and `@digitalbazaar/vc`, single thread:
 *
 *   node packages/openbadges/test/measure.ts
 *
 * Prints `name value unit ratio reference`, the median of five rounds; each round measures the references beside.
 */
import { sign as signRaw, verify as verifyRaw } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {
  createIssuer,
  createVerifier,
  didKey,
  didKeyDocument,
  didKeyMethod,
  generateKey,
  offline,
  shippedContexts,
  sign,
  verify,
} from '../src/index.ts';
import type { OpenBadgeCredential } from '../src/model/types.ts';
import { aBadge, anIssuer, aSubject } from './builders.ts';

const { privateKey: key, publicKey } = generateKey();
const did = didKey(publicKey);
const identity = { key, verificationMethod: didKeyMethod(publicKey) };
const created = '2026-09-01T12:00:00Z';
const now = new Date('2026-10-01T00:00:00Z');
const paragraph =
  'Participants plan, teach and reflect on lessons with classroom data and document the growth of their students over a unit. ';

/** A badge of some 5.5 kB; earners differ in ids, hashes and evidence. */
function badgeOf(earner: number): OpenBadgeCredential {
  const hex = earner.toString(16).padStart(12, '0');
  const subject = aSubject({ id: `urn:uuid:0a3e8d5b-6c1f-4a2e-9d5c-${hex}`, narrative: paragraph });
  const [identifier] = subject.identifier ?? [];
  if (identifier) identifier.identityHash = `sha256$${hex.repeat(6).slice(0, 64)}`;
  subject.achievement.criteria.narrative = paragraph.repeat(4);
  subject.achievement.description = paragraph.repeat(2);
  subject.achievement.alignment = [1, 2].map((code) => ({
    type: ['Alignment'],
    targetName: `ISTE 2.${code}`,
    targetUrl: `https://iste.example/2.${code}`,
    targetDescription: paragraph,
  }));
  const evidence = [1, 2, 3].map((part) => ({
    id: `urn:uuid:5d6a7f2c-9b3c-4f6e-8a5${part}-${hex}`,
    type: ['Evidence'],
    name: `Lesson plan ${part}`,
    narrative: paragraph,
  }));
  return aBadge({
    id: `urn:uuid:7f0a1c7e-2f0d-4a34-8d3e-${hex}`,
    issuer: anIssuer({ id: did, description: paragraph }),
    credentialSubject: subject,
    evidence,
  });
}

async function documentLoader(url: string) {
  const [method] = didKeyDocument(did).verificationMethod;
  const document =
    shippedContexts.get(url) ??
    (url.includes('#') ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : didKeyDocument(did));
  return { contextUrl: null, documentUrl: url, document };
}

async function rate(times: number, work: (index: number) => unknown): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < times; index += 1) await work(index);
  return (times / (performance.now() - start)) * 1_000;
}

const COUNT = 4_000;
const badges = Array.from({ length: COUNT }, (_, earner) => badgeOf(earner));
const issuer = createIssuer(identity);
const texts: string[] = [];
for (const badge of badges) texts.push(JSON.stringify(await issuer.issue(badge, { created })));
const [firstText = ''] = texts;
const data = Buffer.alloc(64, 7);
const signature = signRaw(null, data, key);
const pair = await Ed25519Multikey.generate({});
Object.assign(pair, {
  id: `did:key:${pair.publicKeyMultibase}#${pair.publicKeyMultibase}`,
  controller: `did:key:${pair.publicKeyMultibase}`,
});
const theirSuite = () => new DataIntegrityProof({ signer: pair.signer(), cryptosuite });

const rounds: Record<string, number>[] = [];
for (let round = 0; round < 5; round += 1) {
  const verifier = createVerifier();
  for (const text of texts.slice(0, 5)) await verifier.verify(text, { loader: offline, now });
  rounds.push({
    rawSign: await rate(COUNT, () => signRaw(null, data, key)),
    issue: await rate(COUNT, (index) => issuer.issue(badges[index] as OpenBadgeCredential, { created })),
    issueGeneral: await rate(200, (index) => sign(badges[index] as OpenBadgeCredential, { ...identity, created })),
    rawVerify: await rate(COUNT, () => verifyRaw(null, data, publicKey, signature)),
    verifyKnown: await rate(COUNT - 5, (index) => verifier.verify(texts[index + 5] as string, { loader: offline, now })),
    verifyNew: await rate(200, (index) => verify(texts[index] as string, { loader: offline, now })),
    verifySeen: await rate(COUNT, () => verifier.verify(texts[COUNT - 1] as string, { loader: offline, now })),
    theirIssue: await rate(30, (index) => vc.issue({ credential: { ...badges[index] }, suite: theirSuite(), documentLoader })),
    theirVerify: await rate(30, () =>
      vc.verifyCredential({ credential: JSON.parse(firstText), suite: new DataIntegrityProof({ cryptosuite }), documentLoader, now }),
    ),
  });
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

for (const [name, value, raw, theirs] of [
  ['badges.issue', 'issue', 'rawSign', 'theirIssue'],
  ['badges.issue.general', 'issueGeneral', 'rawSign', 'theirIssue'],
  ['badges.verify.known-shape', 'verifyKnown', 'rawVerify', 'theirVerify'],
  ['badges.verify.new-shape', 'verifyNew', 'rawVerify', 'theirVerify'],
  ['badges.verify.seen', 'verifySeen', 'rawVerify', 'theirVerify'],
] as const) {
  const of = (other: string) => median(rounds.map((round) => (round[value] ?? 0) / (round[other] ?? 1)));
  const speed = median(rounds.map((round) => round[value] ?? 0)).toFixed(0);
  console.log(name, speed, '/s', of(raw).toFixed(3), 'raw-ed25519');
  console.log(name, speed, '/s', of(theirs).toFixed(1), 'digitalbazaar-vc');
}
console.log('json bytes', firstText.length);
