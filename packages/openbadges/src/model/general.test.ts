import { describe, expect, it } from 'vitest';
import { CREDENTIALS_V2 } from '../contexts.ts';
import { findVerifiableCredentialIssues } from './general.ts';

const aCredential = (more: object = {}) => ({
  '@context': [CREDENTIALS_V2],
  type: ['VerifiableCredential'],
  issuer: 'did:web:school.example',
  credentialSubject: { id: 'did:example:ada', name: 'Ada' },
  ...more,
});
const pathsOf = (more: object) => findVerifiableCredentialIssues(aCredential(more)).map(({ path }) => path);
const resource = { id: 'https://school.example/a.css', digestSRI: 'sha256-abc' };

const entry = {
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '94567',
  statusListCredential: 'https://school.example/lists/1',
};

describe('any verifiable credential', () => {
  it.each<[string, object]>([
    ['the least', {}],
    ['several subjects', { credentialSubject: [{ id: 'did:example:ada' }, { id: 'did:example:bob' }] }],
    ['names in languages', { name: [{ '@value': 'Nom', '@language': 'fr' }], description: { '@value': 'Text' } }],
    ['a status without id', { credentialStatus: { type: 'SomeStatus' } }],
    ['a place in a status list', { credentialStatus: entry }],
    ['one related resource', { relatedResource: resource }],
    [
      'a schema and a refresh service',
      {
        credentialSchema: { id: 'https://a.example/s', type: 'JsonSchema' },
        refreshService: { id: 'https://a.example/r', type: 'Refresh' },
      },
    ],
  ])('is accepted with %s', (_, more) => {
    expect(pathsOf(more)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['another first context', { '@context': ['https://a.example/contexts/v1'] }, '$["@context"][0]'],
    ['the first context of 1.1 and the dates of 2.0', { '@context': ['https://www.w3.org/2018/credentials/v1'] }, '$.issuanceDate'],
    ['no type of a credential', { type: ['Badge'] }, '$.type'],
    ['an issuer that is no URL', { issuer: 'school' }, '$.issuer'],
    ['an issuer without id', { issuer: { name: 'School' } }, '$.issuer'],
    ['a subject that is text', { credentialSubject: 'Ada' }, '$.credentialSubject'],
    ['an empty subject', { credentialSubject: {} }, '$.credentialSubject'],
    ['a status without type', { credentialStatus: { id: 'https://a.example/1' } }, '$.credentialStatus'],
    ['a place that is no text', { credentialStatus: { ...entry, statusListIndex: true } }, '$.credentialStatus.statusListIndex'],
    ['a place without list', { credentialStatus: { ...entry, statusListCredential: 'list' } }, '$.credentialStatus.statusListCredential'],
    ['a place without purpose', { credentialStatus: [{ ...entry, statusPurpose: '' }] }, '$.credentialStatus[0].statusPurpose'],
    ['a place named as its list', { credentialStatus: { ...entry, id: entry.statusListCredential } }, '$.credentialStatus.id'],
    ['sizes without messages', { credentialStatus: { ...entry, statusSize: 2 } }, '$.credentialStatus.statusMessage'],
    ['a context that is no URL', { '@context': [CREDENTIALS_V2, 'https ://x'] }, '$["@context"][1]'],
    ['a name in no language', { name: { '@value': 'Nom', '@language': 'in French' } }, '$.name["@language"]'],
    ['a name with more to it', { name: { '@value': 'Nom', '@language': 'fr', url: 'https://a.example' } }, '$.name'],
    ['a schema without id', { credentialSchema: { type: 'JsonSchema' } }, '$.credentialSchema'],
    ['a schema whose id is no URL', { credentialSchema: { id: 'schema', type: 'JsonSchema' } }, '$.credentialSchema.id'],
    ['a refresh service without type', { refreshService: { id: 'https://a.example/r' } }, '$.refreshService'],
    ['a refresh service without id', { refreshService: { type: 'Refresh' } }, '$.refreshService'],
    ['a resource twice', { relatedResource: [resource, resource] }, '$.relatedResource'],
    ['a resource without digest', { relatedResource: [{ id: resource.id }] }, '$.relatedResource[0]'],
    ['a resource that is text', { relatedResource: ['https://a.example'] }, '$.relatedResource[0]'],
    ['dates the wrong way round', { validFrom: '2026-02-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' }, '$.validUntil'],
    ['a date without time zone', { validFrom: '2026-02-01T00:00:00' }, '$.validFrom'],
  ])('is refused with %s', (_, more, path) => {
    expect(pathsOf(more)).toContain(path);
  });
});
