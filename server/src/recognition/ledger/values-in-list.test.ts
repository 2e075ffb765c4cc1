import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { aClaim, aDistrict, aDistrictDefinition, anIncentive, aRule } from '../../testing/recognition.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

describe('what a list of micro-credentials is worth', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  it('says what each page says, and nothing of those on no list', async () => {
    const credentials = await Promise.all([1, 2, 3, 4].map(() => aMicroCredential(app.database)));
    const ids = credentials.map(({ microCredentialId }) => microCredentialId);
    const listed = ids.slice(0, 3).map((microCredentialId, index) => ({
      entryId: `ours-${index}`,
      microCredentialId,
      foreign: [],
      difficulty: (index + 1) as 1 | 2 | 3,
      hours: '10',
    }));
    const { recognizerId } = await aDistrict(app.ground, { entries: [...listed, ...aDistrictDefinition().entries] });
    await anIncentive(
      app.ground,
      recognizerId,
      aRule({ value: { kind: 'by-difficulty', pays: { kind: 'base-salary' }, amounts: { 2: '400', 3: '600' } } }),
    );
    await anIncentive(
      app.ground,
      recognizerId,
      aRule({ value: { kind: 'every', awards: 2, pays: { kind: 'credit', unit: 'CPD credit' }, amount: '1' } }),
    );
    const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
    const educator = await app.as(educatorId);
    const values = async () => (await educator('GET', `/api/v1/values?microCredentialIds=${ids.join(',')}`)).json().items;
    expect(await values()).toEqual([
      { microCredentialId: ids[0], counted: 'no', gives: [], toward: [{ kind: 'credit', unit: 'CPD credit' }] },
      { microCredentialId: ids[1], counted: 'no', gives: [{ kind: 'base-salary', unit: 'USD', amount: '400.00' }], toward: [] },
      { microCredentialId: ids[2], counted: 'no', gives: [{ kind: 'base-salary', unit: 'USD', amount: '600.00' }], toward: [] },
    ]);
    // one waits now: the next completes a credit
    await aClaim(app.ground, { recognizerId, educatorId, n: 3 });
    for (const { microCredentialId, gives } of await values()) {
      const page = (await educator('GET', `/api/v1/micro-credentials/${microCredentialId}/value`)).json().items[0];
      expect(gives).toEqual(page.gives.map(({ kind, unit, amount }: Record<string, string>) => ({ kind, unit, amount })));
      expect(gives).toContainEqual({ kind: 'credit', unit: 'CPD credit', amount: '1.00' });
    }
    const stranger = await app.as((await aMember(app.database, credentials[0]?.issuerId ?? '', 'author')).id);
    expect((await stranger('GET', `/api/v1/values?microCredentialIds=${ids.join(',')}`)).json()).toEqual({ items: [] });
    expect((await educator('GET', '/api/v1/values?microCredentialIds=nonsense')).statusCode).toBe(400);
  });
});
