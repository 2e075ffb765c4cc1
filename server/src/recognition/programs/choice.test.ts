import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { aDistrict, entriesOf } from '../../testing/recognition.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

describe('a choice from the approved list', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  /** An educator who chose two of three and has begun the first. */
  async function begun(changeAfterBegun: boolean) {
    const credentials = await Promise.all([1, 2, 3].map(() => aMicroCredential(app.database)));
    const { recognizerId, programId } = await aDistrict(app.ground, {
      choice: { atLeast: 0, atMost: 2, changeAfterBegun },
      entries: entriesOf(credentials.map(({ microCredentialId }) => microCredentialId)),
    });
    const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
    const educator = await app.as(educatorId);
    await educator('PUT', `/api/v1/programs/${programId}/participation`);
    const choose = (...entryIds: string[]) => educator('PUT', `/api/v1/programs/${programId}/choices`, { entryIds });
    await choose('entry-1', 'entry-2');
    const started = await educator('POST', '/api/v1/journeys', { microCredentialId: credentials[0]?.microCredentialId });
    expect(started.statusCode, started.body).toBeLessThan(300);
    const chosen = async () =>
      (await educator('GET', '/api/v1/participations')).json().items[0].choices.map(({ entryId }: { entryId: string }) => entryId);
    return { educatorId, choose, chosen };
  }

  it('keeps what is begun, and lets go of what is not', async () => {
    const { choose, chosen } = await begun(false);
    const refused = await choose('entry-2', 'entry-3');
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'choice-refused']);
    expect(await chosen()).toEqual(['entry-1', 'entry-2']);
    expect((await choose('entry-3', 'entry-1')).statusCode).toBe(200);
    expect(await chosen()).toEqual(['entry-1', 'entry-3']);
  });

  it('lets go of what is begun where the program says so, and logs it', async () => {
    const { choose, chosen, educatorId } = await begun(true);
    expect((await choose('entry-3', 'entry-2')).statusCode).toBe(200);
    expect(await chosen()).toEqual(['entry-2', 'entry-3']);
    const logged = await app.database
      .selectFrom('audit_entry')
      .select(['action', 'details'])
      .where('person_id', '=', educatorId)
      .where('action', '=', 'choice.changed')
      .execute();
    expect(logged).toEqual([{ action: 'choice.changed', details: { givenUp: ['entry-1'], added: ['entry-3'] } }]);
  });
});
