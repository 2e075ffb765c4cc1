import { bakePng, createIssuer, didKey, didKeyMethod, generateKey, type OpenBadgeCredential } from '@brevet/openbadges';
import qrcode from 'qrcode';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward } from '../testing/awards.ts';
import { hostileValues } from '../testing/openapi-values.ts';
import { onePixel } from '../testing/portfolio.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

let app: TestApp;
let award: Awaited<ReturnType<typeof anAward>>;
beforeAll(async () => {
  app = await testApp({ env: { BREVET_URL: 'https://brevet.example' } });
  award = await anAward(app);
});
afterAll(() => app.close());

const verify = async (body: object) => app.send('POST', '/api/v1/verifications', body);
const outcome = (answer: { checks: { id: string; outcome: string; reason: string }[] }, id: string) =>
  answer.checks.find((check) => check.id === id);

describe('verification', () => {
  it('takes a badge as text, address or file', async () => {
    const text = JSON.stringify(award.credential);
    const png = (await app.send('GET', `/badges/${award.awardId}/badge.png`)).rawPayload.toString('base64');
    const svg = (await app.send('GET', `/badges/${award.awardId}/badge.svg`)).rawPayload.toString('base64');
    const bodies = [
      { text },
      { url: `https://brevet.example/badges/${award.awardId}` },
      { url: `https://brevet.example/badges/${award.awardId}/badge.png` },
      { file: png },
      { file: svg },
      { file: Buffer.from(text).toString('base64') },
    ];
    for (const body of bodies) {
      const answer = await verify(body);
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.json()).toMatchObject({
        verdict: 'valid',
        badge: { title: 'Checking for Understanding', page: `/badges/${award.awardId}` },
      });
      expect(outcome(answer.json(), 'known-issuer')?.reason).toBe('known');
    }
  });

  it('reads the QR code in a photo, askew and with noise', async () => {
    const photoOf = async (text: string) => {
      const code = await qrcode.toBuffer(text, { width: 420, margin: 4 });
      const askew = await sharp(code).rotate(9, { background: '#f4efe4' }).toBuffer();
      return sharp({
        create: { width: 1200, height: 900, channels: 3, background: '#8a7f70', noise: { type: 'gaussian', mean: 140, sigma: 12 } },
      })
        .composite([{ input: askew, left: 330, top: 170 }])
        .jpeg({ quality: 70 })
        .toBuffer();
    };
    const photo = await photoOf(`https://brevet.example/badges/${award.awardId}`);
    const answer = await verify({ file: photo.toString('base64') });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toMatchObject({ verdict: 'valid', badge: { page: `/badges/${award.awardId}` } });

    const elsewhere = await verify({ file: (await photoOf('http://127.0.0.1:1/badge')).toString('base64') });
    expect([elsewhere.statusCode, elsewhere.json().code]).toEqual([422, 'badge-out-of-reach']);
  });

  it('says of a picture with neither badge nor code that there is none', async () => {
    const picture = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#246' } })
      .jpeg()
      .toBuffer();
    for (const file of [picture, await sharp(picture).png().toBuffer(), picture.subarray(0, 60)])
      expect((await verify({ file: Buffer.from(file).toString('base64') })).json()).toMatchObject({ code: 'no-badge-in-picture' });
  });

  it('describes a badge of Open Badges 2.0, and leaves open what its issuer’s site does not tell', async () => {
    const badge = {
      type: 'BadgeClass',
      name: 'Peer Coaching',
      description: 'Coaches a colleague over a term.',
      image: 'https://college.example/badge.png',
      criteria: { narrative: 'Two observed lessons.' },
      issuer: 'https://college.example/issuer',
    };
    const assertion = {
      '@context': 'https://w3id.org/openbadges/v2',
      id: 'https://college.example/assertions/1',
      type: 'Assertion',
      recipient: { type: 'email', hashed: false, identity: 'ada@example.org' },
      badge,
      verification: { type: 'HostedBadge' },
      issuedOn: '2026-01-15T00:00:00Z',
    };
    const answer = (await verify({ text: JSON.stringify(assertion) })).json();
    expect([answer.verdict, outcome(answer, 'proof')?.outcome]).toEqual(['undetermined', 'not-checked']);
    expect(answer.badge).toMatchObject({
      title: 'Peer Coaching',
      description: 'Coaches a colleague over a term.',
      issuer: 'https://college.example/issuer',
      awardedOn: '2026-01-15T00:00:00Z',
      page: null,
    });
  });

  it('says whether it is the expected person’s', async () => {
    const { email } = await app.database.selectFrom('person').select('email').where('id', '=', award.earnerId).executeTakeFirstOrThrow();
    const text = JSON.stringify(award.credential);
    expect(outcome((await verify({ text, email: email.toUpperCase() })).json(), 'recipient')?.outcome).toBe('passed');
    expect((await verify({ text, email: 'nobody@example.org' })).json().verdict).toBe('invalid');
  });

  it('notices any change', async () => {
    const changed = { ...award.credential, name: 'Doctor of Everything' };
    expect((await verify({ text: JSON.stringify(changed) })).json().verdict).toBe('invalid');
  });

  it('takes badges of others, and remarks that their issuer is elsewhere', async () => {
    const { privateKey, publicKey } = generateKey();
    const issuer = createIssuer({ key: privateKey, verificationMethod: didKeyMethod(publicKey) });
    const { credentialStatus: _, proof: __, ...badge } = award.credential as unknown as OpenBadgeCredential;
    const theirs = await issuer.issue(
      { ...badge, id: 'urn:x:theirs', issuer: { id: didKey(publicKey), type: ['Profile'], name: 'Elsewhere' } },
      { created: '2026-09-01T12:00:00Z' },
    );
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#246' } })
      .png()
      .toBuffer();
    const answer = (await verify({ file: Buffer.from(bakePng(picture, JSON.stringify(theirs))).toString('base64') })).json();
    expect(answer).toMatchObject({ verdict: 'valid', badge: { issuer: 'Elsewhere', page: null } });
    expect(outcome(answer, 'known-issuer')?.outcome).toBe('warning');
  });

  it('never reaches into the own network for a stranger’s badge', async () => {
    for (const url of [
      'https://127.0.0.1/badge',
      'https://169.254.169.254/',
      'https://[::1]/',
      'http://localhost/',
      'https://localhost:5432/',
    ]) {
      const answer = await verify({ url });
      expect(answer.statusCode).toBe(422);
      expect(answer.json().code).toBe('badge-out-of-reach');
    }
    const issuer = { id: 'did:web:127.0.0.1', type: ['Profile'] };
    const proof = [{ ...(award.credential.proof as object[])[0], verificationMethod: 'did:web:127.0.0.1#key-1' }];
    const answer = (await verify({ text: JSON.stringify({ ...award.credential, issuer, proof }) })).json();
    expect(outcome(answer, 'proof')?.reason).toBe('issuer-out-of-reach');
  });

  it('answers hostile input with a verdict or a problem, never with a fault', async () => {
    const texts = [
      '{"a":'.repeat(5000),
      `[${'['.repeat(100_000)}`,
      JSON.stringify({ ...award.credential, '@context': ['https://evil.example/context.json'] }),
      JSON.stringify({ ...award.credential, credentialSubject: null, issuer: [null], proof: {} }),
      JSON.stringify({ ...award.credential, credentialSubject: [1, 'x'], issuer: 7 }),
      '{"__proto__":{"verdict":"valid"},"type":["OpenBadgeCredential"]}',
      'eyJhbGciOiJub25lIn0.e30.',
      'null',
      '\u0000',
      ...hostileValues.filter((value): value is string => typeof value === 'string'),
    ];
    for (const text of texts) {
      const answer = await verify({ text });
      expect(answer.statusCode, text.slice(0, 80)).toBeLessThan(500);
      if (answer.statusCode === 200) expect(answer.json().verdict, text.slice(0, 80)).not.toBe('valid');
    }
    const damaged = Buffer.from(onePixel);
    damaged.writeUInt32BE(0xffffffff, 8);
    for (const file of [
      damaged,
      Buffer.from('<svg/>'),
      Buffer.from('<svg xmlns="x"><openbadges:credential verify="'),
      Buffer.alloc(0),
      Buffer.alloc(2_000_000),
    ]) {
      const answer = await verify({ file: file.toString('base64') });
      expect(answer.statusCode).toBeLessThan(500);
      if (answer.statusCode === 200) expect(answer.json().verdict).not.toBe('valid');
    }
    expect((await verify({ file: 'no base64!' })).statusCode).toBe(400);
    expect((await verify({ text: 'x'.repeat(4_000_000) })).statusCode).toBe(413);
    expect((await verify({})).json().code).toBe('nothing-to-verify');
  });
});
