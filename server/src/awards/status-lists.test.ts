import { decodeBitstring, getStatus, verify } from '@brevet/openbadges';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward } from '../testing/awards.ts';
import { anOrganization } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { revokeAward } from './revoke-award.ts';
import { findPlaces } from './status-lists.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ env: { BREVET_URL: 'https://brevet.example' } });
});
afterAll(() => app.close());

const loader = async (address: string) => (await app.send('GET', address.replace('https://brevet.example', ''))).json();
const placeOf = (credential: Record<string, unknown>) => {
  const entry = credential.credentialStatus as { statusListCredential: string; statusListIndex: string };
  return { path: entry.statusListCredential.replace('https://brevet.example', ''), index: Number(entry.statusListIndex) };
};

describe('a status list', () => {
  it('shows a revocation at once, with a copy kept for less than a minute', async () => {
    const { credential, awardId } = await anAward(app);
    const { path, index } = placeOf(credential);
    const before = await app.send('GET', path);
    expect(before.headers['content-type']).toMatch(/^application\/vc/);
    const maxAge = Number(/max-age=(\d+)/.exec(String(before.headers['cache-control']))?.[1]);
    expect(maxAge).toBeLessThan(60);
    const bit = (answer: typeof before) => getStatus(decodeBitstring(answer.json().credentialSubject.encodedList), index);
    expect(bit(before)).toBe(false);
    expect(before.json().credentialSubject.ttl).toBeLessThan(60_000);

    await revokeAward(app.ground, { awardId, reason: 'The work was somebody else’s.', revokedBy: null });
    const after = await app.send('GET', path);
    expect(bit(after)).toBe(true);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    const report = await verify(credential, { loader, now: new Date() });
    expect(report.verdict).toBe('invalid');
    expect(report.checks.find(({ id }) => id === 'status')?.reason).toBe('revoked');
  });

  it('is signed once while it stays the same', async () => {
    const { credential } = await anAward(app);
    const { path } = placeOf(credential);
    const first = await app.send('GET', path);
    const second = await app.send('GET', path);
    expect(second.body).toBe(first.body);
    expect((await app.send('GET', path, undefined, { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);
  });

  it('gives every award of an issuer its own place, at random', async () => {
    const { issuerId, microCredentialId } = await aMicroCredential(app.database);
    const awards = [];
    for (let count = 0; count < 8; count += 1) awards.push(await anAward(app, { microCredentialId }));
    const places = awards.map(({ credential }) => placeOf(credential));
    expect(new Set(places.map(({ path }) => path)).size).toBe(1);
    expect(new Set(places.map(({ index }) => index)).size).toBe(8);
    expect(places.map(({ index }) => index)).not.toEqual(places.map(({ index }) => index).toSorted((a, b) => a - b));
    const { used } = await app.database
      .selectFrom('status_list')
      .select('used')
      .where('organization_id', '=', issuerId)
      .executeTakeFirstOrThrow();
    expect(used).toBe(8);
  });

  it('is begun once, however many awards need it at the same moment', async () => {
    const { id } = await anOrganization(app.database);
    const places = await Promise.all(
      Array.from({ length: 6 }, () =>
        app.database.transaction().execute((transaction) => findPlaces(transaction, id, { count: 1, purpose: 'revocation' })),
      ),
    );
    expect(new Set(places.flat().map(({ statusListId }) => statusListId)).size).toBe(1);
  });

  it('is followed by another before it is full', async () => {
    const { id } = await anOrganization(app.database);
    const places = (wanted: number) =>
      app.database.transaction().execute((transaction) => findPlaces(transaction, id, { count: wanted, purpose: 'revocation' }));
    const [first] = await places(1);
    const used = (count: number) =>
      app.database
        .updateTable('status_list')
        .set({ used: count })
        .where('id', '=', first?.statusListId ?? '')
        .execute();
    await used(131072 * 0.75 - 3);
    const last = await places(10);
    expect(last.map(({ statusListId }) => statusListId)).toEqual(Array(3).fill(first?.statusListId));
    await used(131072 * 0.75);
    const next = await places(10);
    expect(next).toHaveLength(10);
    expect(new Set(next.map(({ statusIndex }) => statusIndex)).size).toBe(10);
    expect(next.map(({ statusListId }) => statusListId)).not.toContain(first?.statusListId);
  });

  it('that nobody keeps is not found', async () => {
    expect((await app.send('GET', '/status-lists/01936b4e-0000-7000-8000-000000000000')).statusCode).toBe(404);
    expect((await app.send('GET', '/status-lists/x')).statusCode).toBe(400);
  });
});
