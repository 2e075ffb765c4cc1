import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { aSurvey } from '../../testing/learning.ts';
import { aDistrict } from '../../testing/recognition.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

describe('who takes part', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  it('is shown with the next step and the state of the work, page by page, to those who run the program', async () => {
    const credentials = await Promise.all([1, 2].map(() => aMicroCredential(app.database)));
    const { recognizerId, programId, hrId } = await aDistrict(app.ground, {
      steps: [{ id: 'choose', kind: 'selection', title: 'Choose', reference: null }],
      entries: credentials.map(({ microCredentialId }, index) => ({
        entryId: `entry-${index + 1}`,
        microCredentialId,
        foreign: [],
        difficulty: 1 as const,
        hours: '1',
      })),
    });
    const people = [];
    for (let number = 0; number < 3; number += 1) {
      const { id } = await aMember(app.database, recognizerId, 'educator');
      const as = await app.as(id);
      await as('PUT', `/api/v1/programs/${programId}/participation`);
      people.push({ id, as });
    }
    const [first, second] = people;
    await first?.as('PUT', `/api/v1/programs/${programId}/choices`, { entryIds: ['entry-1', 'entry-2'] });
    await first?.as('POST', '/api/v1/journeys', { microCredentialId: credentials[0]?.microCredentialId });
    await second?.as('DELETE', `/api/v1/programs/${programId}/participation`);
    const hr = await app.as(hrId);
    const at = `/api/v1/programs/${programId}/participants`;
    const page = (await hr('GET', `${at}?limit=1`)).json();
    expect(page.items).toMatchObject([
      {
        educator: { id: first?.id },
        nextStep: null,
        lines: [
          { entryId: 'entry-1', progress: 'in-progress' },
          { entryId: 'entry-2', progress: 'chosen' },
        ],
      },
    ]);
    const rest = (await hr('GET', `${at}?limit=1&cursor=${page.nextCursor}`)).json();
    expect(rest).toMatchObject({ items: [{ educator: { id: people[2]?.id }, nextStep: 'Choose', lines: [] }], nextCursor: null });
    expect((await first?.as('GET', at))?.statusCode).toBe(404);
    const file = await hr('GET', `${at}.csv`);
    expect(file.body.split('\r\n').slice(0, 3)).toEqual([
      'educator,places,joined_on,next_step,micro_credential,progress',
      expect.stringMatching(/,,.*,in-progress$/),
      expect.stringMatching(/,,.*,chosen$/),
    ]);
    expect(file.body.trim().split('\r\n')).toHaveLength(4);
    // a school narrows it; one that is not of the recognizer finds nobody
    const { id: schoolId } = await anOrganization(app.database, { isRecognizer: true, parentId: recognizerId, name: 'North' });
    await aMembership(app.database, schoolId, people[2]?.id ?? '', ['educator']);
    expect((await hr('GET', `${at}?schoolId=${schoolId}`)).json()).toMatchObject({ items: [{ educator: { id: people[2]?.id } }] });
    const { id: strangeId } = await anOrganization(app.database);
    await aMembership(app.database, strangeId, people[2]?.id ?? '', ['educator']);
    expect((await hr('GET', `${at}?schoolId=${strangeId}`)).json().items).toEqual([]);
  });

  it('is shown without the steps that were done before joining', async () => {
    const { surveyId } = await aSurvey(app);
    const { recognizerId, programId, hrId } = await aDistrict(app.ground, {
      steps: [
        { id: 'look-back', kind: 'survey', title: 'Look back', reference: surveyId },
        { id: 'choose', kind: 'selection', title: 'Choose', reference: null },
      ],
    });
    const { id } = await aMember(app.database, recognizerId, 'educator');
    const educator = await app.as(id);
    await educator('POST', `/api/v1/surveys/${surveyId}/submission`, { answers: { formal: 'no' }, revision: 0 });
    await educator('PUT', `/api/v1/programs/${programId}/participation`);
    const seen = (await (await app.as(hrId))('GET', `/api/v1/programs/${programId}/participants`)).json();
    expect(seen.items).toMatchObject([{ educator: { id }, nextStep: 'Choose' }]);
  });

  it('is shown without a step that a new version asks for and that was done long ago', async () => {
    const { surveyId } = await aSurvey(app);
    const { recognizerId, programId, hrId } = await aDistrict(app.ground, {
      steps: [{ id: 'choose', kind: 'selection', title: 'Choose', reference: null }],
    });
    const { id } = await aMember(app.database, recognizerId, 'educator');
    const educator = await app.as(id);
    await educator('POST', `/api/v1/surveys/${surveyId}/submission`, { answers: { formal: 'no' }, revision: 0 });
    await educator('PUT', `/api/v1/programs/${programId}/participation`);
    const admin = await app.as((await aMember(app.database, recognizerId, 'recognizer-admin')).id);
    const { definition } = (await admin('GET', `/api/v1/programs/${programId}`)).json();
    const steps = [{ id: 'look-back', kind: 'survey', title: 'Look back', reference: surveyId }, ...definition.steps];
    const next = await admin('POST', `/api/v1/programs/${programId}/versions`, { number: 1, definition: { ...definition, steps } });
    expect(next.statusCode, next.body).toBe(201);
    await app.settled();
    const seen = (await (await app.as(hrId))('GET', `/api/v1/programs/${programId}/participants`)).json();
    expect(seen.items).toMatchObject([{ educator: { id }, nextStep: 'Choose' }]);
  });
});
