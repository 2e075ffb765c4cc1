import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aBadge, anIssuer } from '../../test/builders.ts';
import { didKey, didKeyMethod } from '../keys/did-key.ts';
import { generateKey } from '../keys/ed25519.ts';
import { offline } from '../loader.ts';
import { verify } from '../verify/verify.ts';
import { addProof, sign } from './sign.ts';
import { verifyProof } from './verify-proof.ts';

const created = '2026-09-01T12:00:00Z';
const options = { loader: offline, now: new Date('2026-10-01T00:00:00Z') };
const issuer = generateKey();
const witness = generateKey();
const by = ({ privateKey, publicKey }: ReturnType<typeof generateKey>) => ({
  key: privateKey,
  verificationMethod: didKeyMethod(publicKey),
  created,
});
const badge = aBadge({ issuer: anIssuer({ id: didKey(issuer.publicKey) }) });
const first = 'urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544';

describe('several proofs side by side', () => {
  it('all hold, and one of them is the issuer’s', async () => {
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    let signed = await sign(badge, by(issuer));
    signed = await addProof(signed, { ...by(witness), cryptosuite: 'eddsa-jcs-2022' });
    signed = await addProof(signed, {
      key: curve.privateKey,
      verificationMethod: didKeyMethod(curve.publicKey),
      created,
      cryptosuite: 'ecdsa-rdfc-2019',
    });
    expect(signed.proof).toHaveLength(3);
    expect((await verify(signed, options)).verdict).toBe('valid');
    for (const [index] of signed.proof.entries()) {
      const proof = signed.proof.map((one, position) => (position === index ? { ...one, created: '2026-09-02T12:00:00Z' } : one));
      expect((await verify({ ...signed, proof }, options)).verdict).toBe('invalid');
    }
  });
});

describe('a chain of proofs', () => {
  it.each(['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const)('in %s signs the earlier proof too', async (cryptosuite) => {
    const once = await sign(badge, { ...by(issuer), cryptosuite, id: first });
    const twice = await addProof(once, { ...by(witness), cryptosuite, previousProof: first });
    expect((await verify(twice, options)).verdict).toBe('valid');
    const [one, two] = twice.proof;
    expect(await verifyProof(twice, two, options)).toMatchObject({ outcome: 'valid' });

    const resigned = await sign(badge, { ...by(issuer), cryptosuite, id: first, created: '2026-09-03T12:00:00Z' });
    const changed = { ...twice, proof: [resigned.proof[0], two] };
    expect(await verifyProof(changed, two, options)).toMatchObject({ outcome: 'invalid', reason: 'signature-mismatch' });
    expect(await verifyProof({ ...twice, proof: [two] }, two, options)).toMatchObject({ reason: 'earlier-proof-missing' });
    expect((await verify({ ...twice, proof: [two] }, options)).verdict).toBe('invalid');
    expect((await verify({ ...twice, proof: [one] }, options)).verdict).toBe('valid');
  });

  it('is as open as its earlier proofs are', async () => {
    const unknown = { ...(await sign(badge, { ...by(issuer), id: first })).proof[0], cryptosuite: 'quantum-2031' };
    const chained = await addProof({ ...badge, proof: [unknown as never] }, { ...by(issuer), previousProof: first });
    expect((await verify(chained, options)).verdict).toBe('undetermined');
  });

  it('cannot be begun on a proof that is not there', async () => {
    const once = await sign(badge, by(issuer));
    await expect(addProof(once, { ...by(witness), previousProof: first })).rejects.toThrowError(
      expect.objectContaining({ code: 'proof-not-found' }),
    );
  });
});
