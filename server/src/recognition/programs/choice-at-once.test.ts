import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startJourney } from '../../portfolio/start-journey.ts';
import { aMember } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { meetHalfWay } from '../../testing/half-way.ts';
import { aDistrict, entriesOf } from '../../testing/recognition.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { chooseEntries } from './take-part.ts';

describe('a choice that is given up in one tab while its work is begun in another', () => {
  let app: TestApp;
  let credentials: string[];
  beforeAll(async () => {
    app = await testApp();
    credentials = await Promise.all([1, 2].map(async () => (await aMicroCredential(app.database)).microCredentialId));
  });
  afterAll(() => app.close());

  /** Somebody who chose the first of two, in a program that keeps what is begun. */
  async function chosen() {
    const { recognizerId, programId } = await aDistrict(app.ground, {
      choice: { atLeast: 0, atMost: 1, changeAfterBegun: false },
      entries: entriesOf(credentials),
    });
    const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
    const educator = await app.as(educatorId);
    await educator('PUT', `/api/v1/programs/${programId}/participation`);
    await educator('PUT', `/api/v1/programs/${programId}/choices`, { entryIds: ['entry-1'] });
    const [microCredentialId = ''] = credentials;
    return {
      part: { programId, educatorId },
      microCredentialId,
      giveUp: () => educator('PUT', `/api/v1/programs/${programId}/choices`, { entryIds: ['entry-2'] }),
      start: () => educator('POST', '/api/v1/journeys', { microCredentialId }),
      stands: async () => ({
        chosen: (
          await app.database.selectFrom('participation_choice').select('entry_id').where('educator_id', '=', educatorId).execute()
        ).map(({ entry_id }) => entry_id),
        begun: (await app.database.selectFrom('journey').select('id').where('earner_id', '=', educatorId).execute()).length,
      }),
    };
  }

  it('stays where the work came first: giving it up is refused, with the reason', async () => {
    const { part, microCredentialId, giveUp, stands } = await chosen();
    const { second } = await meetHalfWay(
      app.database,
      (transaction) => startJourney(transaction, part.educatorId, microCredentialId),
      giveUp,
    );
    expect([second.statusCode, second.json().code]).toEqual([409, 'choice-refused']);
    expect(second.json().detail).toMatch(/is begun/);
    expect(await stands()).toEqual({ chosen: ['entry-1'], begun: 1 });
  });

  it('is gone where giving up came first: the work goes on outside the program', async () => {
    const { part, start, stands } = await chosen();
    const { second } = await meetHalfWay(
      app.database,
      (transaction) => chooseEntries(app.ground, transaction, { ...part, entryIds: ['entry-2'] }),
      start,
    );
    expect(second.statusCode).toBe(201);
    expect(await stands()).toEqual({ chosen: ['entry-2'], begun: 1 });
  });

  it('is kept and begun, or given up and begun outside, however often both are pressed at once', async () => {
    for (let round = 0; round < 30; round += 1) {
      const { giveUp, start, stands } = await chosen();
      const both = round % 2 ? [giveUp(), start(), start()] : [start(), giveUp(), start()];
      const answers = await Promise.all(both);
      const [given, ...started] = round % 2 ? answers : [answers[1], answers[0], answers[2]];
      expect(started.map((answer) => answer?.statusCode).sort()).toEqual([200, 201]);
      const { chosen: left, begun } = await stands();
      expect(begun).toBe(1);
      expect(given?.statusCode === 200 ? ['entry-2'] : ['entry-1']).toEqual(left);
      if (given?.statusCode !== 200) expect(given?.json().code).toBe('choice-refused');
    }
  });
});
