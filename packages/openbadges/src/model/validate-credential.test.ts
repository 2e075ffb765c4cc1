import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer, aSubject } from '../../test/builders.ts';
import { contextsFor, OPEN_BADGE_SCHEMA } from '../contexts.ts';
import { findCredentialIssues, validateCredential } from './validate-credential.ts';

const pathsOf = (value: unknown) => findCredentialIssues(value).map((issue) => issue.path);

describe('a badge to be signed', () => {
  it('is accepted when complete', () => {
    expect(findCredentialIssues(aBadge())).toEqual([]);
  });

  it('is refused with the path of what is wrong', () => {
    const subject = aSubject();
    subject.achievement.alignment?.push({ type: ['Alignment'], targetName: 'Without address', targetUrl: 'nowhere' });
    expect(pathsOf(aBadge({ credentialSubject: subject }))).toEqual(['$.credentialSubject.achievement.alignment[1].targetUrl']);
  });

  it('throws an error that names the first path and lists all', () => {
    expect(() => validateCredential(aBadge({ id: 'no-uri', validFrom: 'yesterday' }))).toThrowError(
      expect.objectContaining({ code: 'credential-invalid', message: expect.stringContaining('$.id') }),
    );
  });

  it('needs a subject with an id or an identifier', () => {
    const { id: _, identifier: __, ...nobody } = aSubject();
    expect(pathsOf(aBadge({ credentialSubject: nobody }))).toEqual(['$.credentialSubject']);
  });

  it('may name its earner by hashed e-mail alone', () => {
    const { id: _, ...byHash } = aSubject();
    expect(pathsOf(aBadge({ credentialSubject: byHash }))).toEqual([]);
  });

  it('may not promise a rubric level that the achievement does not describe', () => {
    const result = [{ type: ['Result'], resultDescription: 'urn:uuid:11111111-1111-4111-8111-111111111111', achievedLevel: 'urn:x:y' }];
    expect(pathsOf(aBadge({ credentialSubject: aSubject({ result }) }))).toEqual(['$.credentialSubject.result[0].achievedLevel']);
  });

  it('needs an id in credentialStatus, which the published schema asks for', () => {
    expect(pathsOf({ ...aBadge(), credentialStatus: { type: 'BitstringStatusListEntry' } })).toContain('$.credentialStatus');
  });

  it('needs proof to be an array, which the published schema asks for', () => {
    expect(pathsOf({ ...aBadge(), proof: { type: 'DataIntegrityProof' } })).toEqual(['$.proof']);
  });

  it('needs the extensions context beside a 1EdTech schema', () => {
    const credentialSchema = [{ id: OPEN_BADGE_SCHEMA, type: '1EdTechJsonSchemaValidator2019' }];
    expect(pathsOf(aBadge({ credentialSchema }))).toEqual(['$["@context"]']);
    expect(pathsOf(aBadge({ credentialSchema, '@context': contextsFor({ extensions: true }) }))).toEqual([]);
  });

  it('may name a related resource once only, and with a digest', () => {
    const resource = { id: 'https://badges.example/a.pdf', digestSRI: 'sha256-abc' };
    expect(pathsOf(aBadge({ relatedResource: [resource, resource] }))).toEqual(['$.relatedResource']);
    expect(pathsOf(aBadge({ relatedResource: [{ id: resource.id }] }))).toEqual(['$.relatedResource[0]']);
  });

  it.each<[string, object, string]>([
    ['a schema without type', { credentialSchema: [{ id: OPEN_BADGE_SCHEMA }] }, '$.credentialSchema[0].type'],
    ['a schema without id', { credentialSchema: [{ type: 'JsonSchema' }] }, '$.credentialSchema[0].id'],
    ['a schema whose id is no URL', { credentialSchema: [{ id: 'schema', type: 'JsonSchema' }] }, '$.credentialSchema[0].id'],
    ['a refresh service without type', { refreshService: { id: 'https://badges.example/refresh' } }, '$.refreshService.type'],
    ['a refresh service without id', { refreshService: { type: 'Refresh' } }, '$.refreshService.id'],
    ['an issuer that is no URL', { issuer: 'the school' }, '$.issuer'],
    ['an issuer whose id is no URL', { issuer: anIssuer({ id: 'the school' }) }, '$.issuer.id'],
    ['a subject that is text', { credentialSubject: 'Ada' }, '$.credentialSubject'],
    ['several subjects', { credentialSubject: [aSubject()] }, '$.credentialSubject'],
    ['a related resource whose id is no URL', { relatedResource: [{ id: 'a.pdf', digestSRI: 'sha256-abc' }] }, '$.relatedResource[0].id'],
  ])('is refused with %s', (_, part, path) => {
    expect(pathsOf({ ...aBadge(), ...part })).toContain(path);
  });

  it('may not end before it begins', () => {
    expect(pathsOf(aBadge({ validUntil: '2020-01-01T00:00:00Z' }))).toEqual(['$.validUntil']);
  });

  it.each([null, 1, 'text', [], {}, { type: ['EndorsementCredential'] }])('is not %j', (value) => {
    expect(findCredentialIssues(value).length).toBeGreaterThan(0);
  });
});

describe('an endorsement', () => {
  const endorsement = {
    '@context': contextsFor({ extensions: false }),
    id: 'urn:uuid:7f0a1c7e-2f0d-4a34-8d3e-8a0f2b1c9d78',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'Recommended by the college',
    issuer: anIssuer(),
    validFrom: '2026-09-01T12:00:00Z',
    credentialSubject: {
      id: 'https://badges.example/achievements/data-literacy',
      type: ['EndorsementSubject'],
      endorsementComment: 'We count it for one credit.',
    },
  };

  it('is accepted on its own', () => {
    expect(findCredentialIssues(endorsement)).toEqual([]);
  });

  it('is checked inside a badge', () => {
    expect(pathsOf({ ...aBadge(), endorsement: [endorsement] })).toEqual([]);
    expect(pathsOf({ ...aBadge(), endorsement: [{ ...endorsement, name: 7 }] })).toEqual(['$.endorsement[0].name']);
  });
});
