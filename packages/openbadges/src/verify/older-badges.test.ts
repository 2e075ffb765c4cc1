import { sign as signBytes } from 'node:crypto';
import { Ed25519Signature2020 } from '@digitalcredentials/ed25519-signature-2020';
import { Ed25519VerificationKey2020 } from '@digitalcredentials/ed25519-verification-key-2020';
import * as vc from '@digitalcredentials/vc';
import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer } from '../../test/builders.ts';
import { CREDENTIALS_V1, shippedContexts } from '../contexts.ts';
import { didKeyDocument, didKeyMethod } from '../keys/did-key.ts';
import { generateKey } from '../keys/ed25519.ts';
import { offline } from '../loader.ts';
import { sign } from '../proof/sign.ts';
import { createBitstring, encodeBitstring, setStatus } from '../status/bitstring.ts';
import type { VerifyOptions } from './options.ts';
import type { CheckId, Report } from './report.ts';
import { verify } from './verify.ts';

const now = new Date('2026-10-01T00:00:00Z');
const look = (input: object | string, more: Partial<VerifyOptions> = {}) => verify(input, { loader: offline, now, ...more });
const found = ({ checks }: Report, id: CheckId) => {
  const check = checks.find((candidate) => candidate.id === id);
  return check && `${check.outcome}: ${check.reason}`;
};
const SUITE_CONTEXT = 'https://w3id.org/security/suites/ed25519-2020/v1';

/** A badge as they were issued in 2022: VC Data Model 1.1. */
function anOlderBadge(issuer: string, more: object = {}): Record<string, unknown> {
  const { validFrom: issuanceDate, awardedDate: _, '@context': context, ...rest } = aBadge({ issuer: anIssuer({ id: issuer }) });
  return { '@context': [CREDENTIALS_V1, ...context.slice(1), SUITE_CONTEXT], issuanceDate, ...rest, ...more };
}

async function signedByPeer(more: object = {}): Promise<Record<string, unknown>> {
  const pair = await Ed25519VerificationKey2020.generate();
  const did = `did:key:${pair.fingerprint()}`;
  Object.assign(pair, { id: `${did}#${pair.fingerprint()}`, controller: did });
  const documentLoader = async (url: string) => ({
    contextUrl: null,
    documentUrl: url,
    document: shippedContexts.get(url) ?? didKeyDocument(url.split('#', 1)[0] as string),
  });
  return vc.issue({ credential: anOlderBadge(did, more), suite: new Ed25519Signature2020({ key: pair }), documentLoader });
}

describe('a badge of VC Data Model 1.1 with Ed25519Signature2020, issued by @digitalcredentials/vc', () => {
  it('is valid, with a remark on its age', async () => {
    const report = await look(await signedByPeer());
    expect([report.verdict, found(report, 'data-model'), found(report, 'proof')]).toEqual([
      'valid',
      'warning: older-version',
      'passed: signature-matches',
    ]);
  });

  it('is invalid after a change, after its time, and with dates of both models', async () => {
    const badge = await signedByPeer({ expirationDate: '2026-09-15T00:00:00Z' });
    expect(found(await look(badge), 'dates')).toBe('failed: expired');
    expect((await look(badge, { now: new Date('2026-09-10T00:00:00Z') })).verdict).toBe('valid');
    expect(found(await look({ ...badge, name: 'Other' }), 'proof')).toBe('failed: signature-mismatch');
    expect(found(await look({ ...badge, validUntil: '2099-01-01T00:00:00Z' }), 'data-model')).toBe('failed: broken');
  });

  it('is invalid when it lacks what the standard asks for', async () => {
    const report = await look({ ...(await signedByPeer()), issuanceDate: 'yesterday' });
    expect(report.checks.find(({ id }) => id === 'data-model')?.details).toMatchObject({ issues: [{ path: '$.issuanceDate' }] });
  });

  it('may come as JWT with the credential under vc', async () => {
    const { privateKey: key, publicKey } = generateKey();
    const kid = didKeyMethod(publicKey);
    const credential = anOlderBadge(kid.split('#')[0] as string);
    const jwtWith = (vc: Record<string, unknown>) => {
      const claims = {
        iss: kid.split('#')[0],
        jti: vc.id,
        sub: aBadge().credentialSubject.id,
        nbf: Date.parse(aBadge().validFrom) / 1_000,
      };
      const input = [
        { alg: 'EdDSA', typ: 'JWT', kid },
        { ...claims, vc },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      return `${input}.${signBytes(null, Buffer.from(input), key).toString('base64url')}`;
    };
    const report = await look(jwtWith(credential));
    expect([report.verdict, found(report, 'data-model')]).toEqual(['valid', 'warning: older-version']);
    expect(found(await look(jwtWith({ ...credential, issuanceDate: '2026-09-02T12:00:00Z' })), 'proof')).toBe('failed: claims-differ');
  });
});

describe('the older lists of withdrawn badges', () => {
  const { privateKey: key, publicKey } = generateKey();
  const verificationMethod = didKeyMethod(publicKey);
  const issuer = verificationMethod.split('#')[0] as string;
  const url = 'https://badges.example/status/3';
  const signing = { key, verificationMethod, created: '2026-09-01T12:00:00Z' };

  it('are read: Status List 2021', async () => {
    const credentialStatus = {
      id: `${url}#5`,
      type: 'StatusList2021Entry',
      statusPurpose: 'revocation',
      statusListIndex: '5',
      statusListCredential: url,
    };
    const contexts = [CREDENTIALS_V1, 'https://w3id.org/vc/status-list/2021/v1', SUITE_CONTEXT];
    const badge = anOlderBadge(issuer, { credentialStatus });
    badge['@context'] = [...(badge['@context'] as string[]), contexts[1], 'https://w3id.org/security/data-integrity/v2'];
    const signed = await sign(badge as never, signing);
    const listWith = async (isRevoked: boolean) => {
      const bits = createBitstring();
      setStatus(bits, 5, isRevoked);
      const list = {
        '@context': [CREDENTIALS_V1, 'https://w3id.org/vc/status-list/2021/v1', 'https://w3id.org/security/data-integrity/v2'],
        id: url,
        type: ['VerifiableCredential', 'StatusList2021Credential'],
        issuer,
        issuanceDate: '2026-09-01T12:00:00Z',
        credentialSubject: {
          id: `${url}#list`,
          type: 'StatusList2021',
          statusPurpose: 'revocation',
          encodedList: encodeBitstring(bits).slice(1),
        },
      };
      return sign(list, signing);
    };
    expect(found(await look(signed, { loader: async () => listWith(false) }), 'status')).toBe('passed: active');
    expect(found(await look(signed, { loader: async () => listWith(true) }), 'status')).toBe('failed: revoked');
  });

  it('are read: the revocation list of Open Badges 3.0', async () => {
    const base = aBadge({ issuer: anIssuer({ id: issuer }) });
    const badge = await sign(
      {
        ...base,
        '@context': [...base['@context'], 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'],
        credentialStatus: { id: url, type: '1EdTechRevocationList' },
      },
      signing,
    );
    const list = { id: url, issuer, revokedCredential: [{ id: 'urn:x:other', revoked: true }] };
    expect(found(await look(badge, { loader: async () => list }), 'status')).toBe('passed: active');
    const withBadge = { ...list, revokedCredential: [{ id: badge.id, revoked: true, revocationReason: 'Mistake' }] };
    expect(found(await look(badge, { loader: async () => withBadge }), 'status')).toBe('failed: revoked');
    const report = await look(badge);
    expect([report.verdict, found(report, 'status')]).toEqual(['undetermined', 'not-checked: list-out-of-reach']);
  });
});
