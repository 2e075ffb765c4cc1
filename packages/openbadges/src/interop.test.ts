import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { verifyCredential } from '@digitalcredentials/verifier-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aBadge, anIssuer } from '../test/builders.ts';
import { contextsFor, ENDORSEMENT_SCHEMA, shippedContexts } from './contexts.ts';
import { createIssuer } from './issue/issuer.ts';
import { didKey, didKeyDocument, didKeyMethod } from './keys/did-key.ts';
import { generateKey } from './keys/ed25519.ts';
import { offline } from './loader.ts';
import type { EndorsementCredential, OpenBadgeCredential, Signed } from './model/types.ts';
import { sign } from './proof/sign.ts';
import { verifyProof } from './proof/verify-proof.ts';
import { verify } from './verify/verify.ts';

const run = promisify(execFile);
const { privateKey: key, publicKey } = generateKey();
const issuer = anIssuer({ id: didKey(publicKey) });
const badge = aBadge({ issuer });
const now = new Date('2026-10-01T00:00:00Z');

/** What their libraries ask for by URL: our shipped contexts, and the documents of did:key. */
async function documentLoader(url: string) {
  const context = shippedContexts.get(url);
  if (context) return { contextUrl: null, documentUrl: url, document: context };
  const [did] = url.split('#') as [string];
  const document = didKeyDocument(did);
  const [method] = document.verificationMethod;
  const found = url.includes('#') ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : document;
  return { contextUrl: null, documentUrl: url, document: found };
}

const signing = { key, verificationMethod: didKeyMethod(publicKey), created: '2026-09-01T12:00:00Z' };
const signedByUs = () => sign(badge, signing);
const endorsement: EndorsementCredential = {
  '@context': contextsFor({ extensions: true }),
  id: 'https://badges.example/endorsements/7',
  type: ['VerifiableCredential', 'EndorsementCredential'],
  name: 'Endorsement of “Data Literacy for Teachers”',
  issuer,
  validFrom: '2026-09-01T12:00:00Z',
  validUntil: '2027-06-30T23:59:59Z',
  awardedDate: '2026-09-01T12:00:00Z',
  credentialSubject: {
    id: badge.credentialSubject.achievement.id,
    type: ['EndorsementSubject'],
    endorsementComment: 'We count it for one credit.',
  },
  credentialSchema: [{ id: ENDORSEMENT_SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
};

describe('@digitalbazaar/vc', () => {
  const verifyTheirWay = (credential: object) =>
    vc.verifyCredential({ credential, suite: new DataIntegrityProof({ cryptosuite }), documentLoader, now });

  it('accepts our badge', async () => {
    const result = await verifyTheirWay(await signedByUs());
    expect(result.error?.errors ?? result.error).toBeUndefined();
    expect(result.verified).toBe(true);
  });

  it('accepts our endorsement, and refuses it after a change', async () => {
    const signed = await sign(endorsement, signing);
    const result = await verifyTheirWay(signed);
    expect(result.error?.errors ?? result.error).toBeUndefined();
    expect(result.verified).toBe(true);
    const credentialSubject = { ...endorsement.credentialSubject, endorsementComment: 'We count it for two.' };
    expect((await verifyTheirWay({ ...signed, credentialSubject })).verified).toBe(false);
  });

  it('accepts badges that carry an endorsement, as an issuer signs them one after the other', async () => {
    const issuing = createIssuer(signing);
    for (const end of ['01', '02', '03']) {
      const id = `urn:uuid:7f0a1c7e-2f0d-4a34-8d3e-8a0f2b1c9d${end}`;
      const signed = await issuing.issue({ ...badge, id, endorsement: [await sign(endorsement, signing)] }, { created: signing.created });
      const result = await verifyTheirWay(signed);
      expect(result.error?.errors ?? result.error).toBeUndefined();
      const { verdict, checks } = await verify(signed, { loader: offline, now });
      expect([verdict, checks.find((check) => check.id === 'endorsements')?.outcome]).toEqual(['valid', 'passed']);
    }
  });

  it('refuses our badge after a change, so its yes means something', async () => {
    expect((await verifyTheirWay({ ...(await signedByUs()), name: 'Other' })).verified).toBe(false);
  });

  it('issues badges that we accept, with the proof as an object', async () => {
    const pair = await Ed25519Multikey.generate({});
    const did = `did:key:${pair.publicKeyMultibase}`;
    pair.id = `${did}#${pair.publicKeyMultibase}`;
    pair.controller = did;
    const suite = new DataIntegrityProof({ signer: pair.signer(), cryptosuite });
    const theirs: Signed<OpenBadgeCredential> & { proof: unknown } = await vc.issue({
      credential: aBadge({ issuer: anIssuer({ id: did }) }),
      suite,
      documentLoader,
    });
    expect(theirs.proof).not.toBeInstanceOf(Array);
    expect(await verifyProof(theirs, theirs.proof, { loader: offline, now })).toMatchObject({ outcome: 'valid' });
    expect(await verifyProof({ ...theirs, name: 'Other' }, theirs.proof, { loader: offline, now })).toMatchObject({ outcome: 'invalid' });
  });
});

describe('our verifier', () => {
  it('accepts an endorsement that @digitalbazaar/vc signed', async () => {
    const pair = await Ed25519Multikey.generate({});
    const did = `did:key:${pair.publicKeyMultibase}`;
    pair.id = `${did}#${pair.publicKeyMultibase}`;
    pair.controller = did;
    const suite = new DataIntegrityProof({ signer: pair.signer(), cryptosuite });
    const theirs: object = await vc.issue({ credential: { ...endorsement, issuer: anIssuer({ id: did }) }, suite, documentLoader });
    expect((await verify(theirs, { loader: offline, now })).verdict).toBe('valid');
  });
});

describe('@digitalcredentials/verifier-core', () => {
  beforeEach(() => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('the test stays on this machine')));
    vi.spyOn(console, 'log').mockReturnValue();
    vi.spyOn(console, 'error').mockReturnValue();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  const signatureOf = async (credential: object) => {
    const result = await verifyCredential({ credential: credential as never, knownDIDRegistries: [] as never });
    return {
      errors: result.errors?.map((error: { name?: string }) => error.name),
      signature: result.log?.find((entry: { id: string }) => entry.id === 'valid_signature')?.valid,
    };
  };

  it('accepts our badge', async () => {
    expect(await signatureOf(await signedByUs())).toEqual({ errors: undefined, signature: true });
  });

  it('accepts our endorsement', async () => {
    expect(await signatureOf(await sign(endorsement, signing))).toEqual({ errors: undefined, signature: true });
  });

  it('finds our did:web document and status list over HTTPS, and sees the badge revoked and suspended', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'openbadges-'));
    const [keyFile, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '1', '-nodes'];
    const files = ['-keyout', keyFile, '-out', certificate];
    await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', ...files, ...subject]);
    const peer = fileURLToPath(new URL('../test/peer-over-https.ts', import.meta.url));
    const { stdout } = await run(process.execPath, [peer, keyFile, certificate], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
    });
    await rm(folder, { recursive: true });
    expect(JSON.parse(stdout)).toEqual([
      { peer: expect.objectContaining({ valid_signature: true, revocation_status: true }), ours: 'valid' },
      { peer: expect.objectContaining({ valid_signature: true, revocation_status: false }), ours: 'invalid' },
      { peer: expect.objectContaining({ valid_signature: true, suspension_status: true }), ours: 'valid' },
      { peer: expect.objectContaining({ valid_signature: true, suspension_status: false }), ours: 'invalid' },
    ]);
  });

  it('refuses our badge after a change', async () => {
    expect(await signatureOf({ ...(await signedByUs()), name: 'Other' })).toEqual({ errors: ['invalid_signature'], signature: undefined });
  });
});
