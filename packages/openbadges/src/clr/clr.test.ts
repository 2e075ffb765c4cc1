import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer, aSubject } from '../../test/builders.ts';
import { signJwt } from '../jwt/sign-jwt.ts';
import { didKey, didKeyMethod } from '../keys/did-key.ts';
import { generateKey } from '../keys/ed25519.ts';
import { offline } from '../loader.ts';
import { findCredentialIssues } from '../model/validate-credential.ts';
import { sign } from '../proof/sign.ts';
import { verifyProof } from '../proof/verify-proof.ts';
import type { CheckId, Report } from '../verify/report.ts';
import { createVerifier, verify } from '../verify/verify.ts';
import { clrCredential } from './clr-credential.ts';
import published from './published-record.fixture.json' with { type: 'json' };

const created = '2026-09-01T12:00:00Z';
const options = { loader: offline, now: new Date('2026-10-01T00:00:00Z') };
const [school, university] = [generateKey(), generateKey()];
const profileOf = ({ publicKey }: ReturnType<typeof generateKey>, name: string) => anIssuer({ id: didKey(publicKey), name });
const signedBy = <T extends Parameters<typeof sign>[0]>(credential: T, { privateKey, publicKey }: ReturnType<typeof generateKey>) =>
  sign(credential, { key: privateKey, verificationMethod: didKeyMethod(publicKey), created });
const subject = { id: 'urn:uuid:0a3e8d5b-6c1f-4a2e-9d5c-0f2b7c1e4a90' };
const found = ({ checks }: Report, id: CheckId) => {
  const check = checks.find((candidate) => candidate.id === id);
  return check && `${check.outcome}: ${check.reason}`;
};

/** Two badges of two issuers. */
async function twoBadges() {
  const first = await signedBy(
    aBadge({ id: 'urn:uuid:11111111-0000-4000-8000-000000000001', issuer: profileOf(school, 'School') }),
    school,
  );
  const second = await signedBy(
    aBadge({ id: 'urn:uuid:11111111-0000-4000-8000-000000000002', issuer: profileOf(university, 'University') }),
    university,
  );
  return [first, second] as const;
}

const recordOf = (
  credentials: Parameters<typeof clrCredential>[0]['credentials'],
  more: Partial<Parameters<typeof clrCredential>[0]> = {},
) =>
  clrCredential({
    id: 'https://badges.example/records/1',
    name: 'Record of Ada',
    issuer: profileOf(school, 'School'),
    subject,
    validFrom: created,
    credentials,
    ...more,
  });

describe('a learner record', () => {
  it('is built, signed, and verified with each badge inside', async () => {
    const badges = await twoBadges();
    const stack = { ...aSubject().achievement, id: 'https://badges.example/stacks/1', name: 'Stack' };
    const record = recordOf([...badges], {
      achievements: [stack],
      associations: [{ associationType: 'isParentOf', sourceId: stack.id, targetId: aSubject().achievement.id }],
    });
    expect(findCredentialIssues(record)).toEqual([]);
    const report = await verify(JSON.stringify(await signedBy(record, school)), options);
    expect([report.verdict, report.kind, found(report, 'contents')]).toEqual(['valid', 'learner-record', 'passed: valid']);
    expect(report.contents?.map(({ verdict, kind }) => [verdict, kind])).toEqual([
      ['valid', 'badge'],
      ['valid', 'badge'],
    ]);
  });

  it('is verified in the same way by a verifier with memory, again and again', async () => {
    const record = JSON.stringify(await signedBy(recordOf([...(await twoBadges())]), school));
    const verifier = createVerifier();
    for (let round = 0; round < 4; round += 1) expect((await verifier.verify(record, options)).verdict).toBe('valid');
  });

  it('is invalid when a badge inside was changed, even if the record was signed afterwards', async () => {
    const [first, second] = await twoBadges();
    const report = await verify(await signedBy(recordOf([first, { ...second, name: 'Doctor of Everything' }]), school), options);
    expect([report.verdict, found(report, 'proof'), found(report, 'contents')]).toEqual([
      'invalid',
      'passed: signature-matches',
      'failed: invalid',
    ]);
    expect(report.contents?.map(({ verdict }) => verdict)).toEqual(['valid', 'invalid']);
  });

  it('is invalid when a badge was taken out or put in after signing', async () => {
    const [first, second] = await twoBadges();
    const signed = await signedBy(recordOf([first]), school);
    const fuller = { ...signed, credentialSubject: { ...signed.credentialSubject, verifiableCredential: [first, second] } };
    expect(found(await verify(fuller, options), 'proof')).toBe('failed: signature-mismatch');
  });

  it('is open when a badge inside cannot be checked', async () => {
    const [first] = await twoBadges();
    const elsewhere = await sign(aBadge({ id: 'urn:x:elsewhere' }), {
      key: school.privateKey,
      verificationMethod: 'did:web:badges.example#key-1',
      created,
    });
    const report = await verify(await signedBy(recordOf([first, elsewhere]), school), options);
    expect([report.verdict, found(report, 'contents')]).toEqual(['undetermined', 'not-checked: undetermined']);
  });

  it('may hold a badge as VC-JWT in an envelope', async () => {
    const { privateKey: key, publicKey } = university;
    const jwt = signJwt(aBadge({ issuer: profileOf(university, 'University') }), { key, verificationMethod: didKeyMethod(publicKey) });
    const envelope = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id: `data:application/vc+jwt,${jwt}`,
      type: ['EnvelopedVerifiableCredential'],
    };
    const record = recordOf([envelope as never]);
    const report = await verify(await signedBy(record, school), options);
    expect([report.verdict, report.contents?.[0]?.verdict]).toEqual(['valid', 'valid']);
  });

  it('is refused without credentials or with an unknown association, with the path', async () => {
    const [first] = await twoBadges();
    const refusal = (path: string) => expect.objectContaining({ code: 'credential-invalid', message: expect.stringContaining(path) });
    expect(() => recordOf([])).toThrowError(refusal('$.credentialSubject.verifiableCredential'));
    const associations = [{ associationType: 'isBetterThan' as never, sourceId: 'urn:x:a', targetId: 'urn:x:b' }];
    expect(() => recordOf([first], { associations })).toThrowError(refusal('$.credentialSubject.association[0].associationType'));
  });

  it('of 1EdTech, published as an example, has a signature that holds', async () => {
    const [proof] = published.proof;
    const [, key = ''] = proof?.verificationMethod.split('#') ?? [];
    const controller = published.issuer.id;
    const method = { id: proof?.verificationMethod, type: 'Multikey', controller, publicKeyMultibase: key };
    const loader = async () => ({ id: controller, verificationMethod: [method], assertionMethod: [method.id] });
    expect(await verifyProof(published, proof, { ...options, loader })).toMatchObject({ outcome: 'valid' });
    expect(await verifyProof({ ...published, name: 'Other' }, proof, { ...options, loader })).toMatchObject({ outcome: 'invalid' });
    expect(findCredentialIssues(published)).toEqual([]);
  });
});
