import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, anOrganization, aPerson } from '../testing/builders.ts';
import { aSurvey, aSurveyDefinition } from '../testing/learning.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { hasCompletedSurvey } from './index.ts';
import { draftOfSurvey } from './survey-definition.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => {
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  await app.close();
});

async function aRespondent(): Promise<{ id: string; name: string; send: Send }> {
  const person = await aPerson(app.database);
  return { ...person, send: await app.as(person.id) };
}
const at = (surveyId: string) => `/api/v1/surveys/${surveyId}`;
const submit = (send: Send, surveyId: string, answers: object, revision = 0) =>
  send('POST', `${at(surveyId)}/submission`, { answers, revision });
const anonymous = () => aSurveyDefinition({ anonymous: true, changeable: false });

describe('a survey', () => {
  it('keeps answers as they are given, and shows a second tab the conflict', async () => {
    const { surveyId } = await aSurvey(app);
    const { send } = await aRespondent();
    const save = (answers: object, revision: number) => send('PUT', `${at(surveyId)}/answers`, { answers, revision });
    expect((await save({ formal: 'yes' }, 0)).json()).toMatchObject({ revision: 1 });
    expect((await save({ formal: 'yes', worth: 4 }, 1)).json()).toMatchObject({ revision: 2 });
    expect((await save({ formal: 'yes', worth: 4 }, 1)).json()).toMatchObject({ revision: 2 });
    expect((await save({ formal: 'no' }, 1)).json()).toMatchObject({ code: 'edit-conflict', current: { revision: 2 } });
    expect((await send('GET', at(surveyId))).json()).toMatchObject({
      answers: { formal: 'yes', worth: 4 },
      revision: 2,
      completedAt: null,
    });
  });

  it('is handed in when what is shown and required is answered, and tells of it once', async () => {
    const { surveyId } = await aSurvey(app);
    const { id, send } = await aRespondent();
    const early = await submit(send, surveyId, { formal: 'yes' });
    expect(early.json()).toMatchObject({ code: 'answers-incomplete', gaps: [{ questionId: 'which', reason: 'missing' }] });
    expect(await hasCompletedSurvey(app.database, id, surveyId)).toBe(false);
    expect((await submit(send, surveyId, { formal: 'no', which: 'typed, then hidden' })).json()).toEqual({ first: true });
    expect((await submit(send, surveyId, { formal: 'no' }, 1)).json()).toEqual({ first: false });
    expect(await hasCompletedSurvey(app.database, id, surveyId)).toBe(true);
    const told = await app.database.selectFrom('event').select('payload').where('type', '=', 'survey.completed').execute();
    expect(told.filter(({ payload }) => (payload as { personId: string }).personId === id)).toHaveLength(1);
    const kept = await app.database.selectFrom('survey_response').select('answers').where('survey_id', '=', surveyId).execute();
    expect(kept).toEqual([{ answers: { formal: 'no' } }]);
  });

  it('two clicks at once are one submission', async () => {
    const { surveyId } = await aSurvey(app, { definition: anonymous() });
    const { send } = await aRespondent();
    const answers = await Promise.all([1, 2].map(() => submit(send, surveyId, { formal: 'no' })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(await app.database.selectFrom('survey_response').select('id').where('survey_id', '=', surveyId).execute()).toHaveLength(1);
  });

  it('closed takes nothing more', async () => {
    const { surveyId, organizationId } = await aSurvey(app);
    const admin = await app.as((await aMember(app.database, organizationId, 'issuer-admin')).id);
    await admin('PUT', `${at(surveyId)}/closing`, { closesAt: '2020-01-01T00:00:00Z' });
    const { send } = await aRespondent();
    expect((await submit(send, surveyId, { formal: 'no' })).json()).toMatchObject({ code: 'survey-closed' });
    expect((await send('GET', at(surveyId))).json()).toMatchObject({ closed: true });
  });

  it('anonymous keeps no tie between person and answers', async () => {
    const { surveyId } = await aSurvey(app, { definition: anonymous() });
    const { id, send } = await aRespondent();
    await submit(send, surveyId, { formal: 'yes', which: 'A secret course' });
    const mine = await app.database.selectFrom('survey_participation').selectAll().where('person_id', '=', id).executeTakeFirstOrThrow();
    expect(mine.answers).toEqual({});
    const kept = await app.database.selectFrom('survey_response').selectAll().where('survey_id', '=', surveyId).execute();
    expect(kept).toMatchObject([{ person_id: null, answers: { which: 'A secret course' } }]);
    expect((await submit(send, surveyId, { formal: 'no' }, 1)).json()).toMatchObject({ code: 'survey-submitted' });
    expect(await hasCompletedSurvey(app.database, id, surveyId)).toBe(true);
  });
});

describe('results', () => {
  async function answered(definition = aSurveyDefinition(), people = 6) {
    const { surveyId, organizationId } = await aSurvey(app, { definition });
    for (let index = 0; index < people; index += 1) {
      const { send } = await aRespondent();
      await submit(send, surveyId, index % 3 === 0 ? { formal: 'yes', which: `=Course ${index}`, worth: 5 } : { formal: 'no', worth: 2 });
    }
    const owner = await app.as((await aMember(app.database, organizationId, 'author')).id);
    return { surveyId, owner };
  }

  it('count answers, and name people where the survey does', async () => {
    const { surveyId, owner } = await answered();
    const results = (await owner('GET', `${at(surveyId)}/results`)).json();
    expect(results).toMatchObject({ completed: 6, begun: 6, anonymous: false, tooFew: false });
    expect(results.questions[0].cells).toEqual([
      { id: 'yes', label: 'Yes', count: 2 },
      { id: 'no', label: 'No', count: 4 },
    ]);
    expect(results.questions[2]).toMatchObject({ mean: 3, answered: 6 });
    const texts = (await owner('GET', `${at(surveyId)}/results/which/texts?limit=1`)).json();
    expect(texts).toMatchObject({ total: 2, nextOffset: 1, items: [{ name: expect.stringContaining('Person') }] });
    const csv = (await owner('GET', `${at(surveyId)}/results.csv`)).body;
    expect(csv).toContain('Have you taken a course this year?');
    expect(csv.split('\n').filter((line) => line.includes('Person'))).toHaveLength(6);
    // what a spreadsheet would run as a formula is a text
    expect(csv).toContain(",'=Course 0,");
  });

  it('of an anonymous survey show nothing of few people', async () => {
    const few = await answered(anonymous(), 4);
    expect((await few.owner('GET', `${at(few.surveyId)}/results`)).json()).toMatchObject({ completed: 4, tooFew: true, questions: [] });
    const more = await answered(anonymous(), 12);
    const results = (await more.owner('GET', `${at(more.surveyId)}/results`)).json();
    expect(results.questions[0].cells.map(({ count }: { count: number | null }) => count)).toEqual([null, null]);
    expect(results.questions[1].answered).toBeNull();
    expect((await more.owner('GET', `${at(more.surveyId)}/results/which/texts`)).json()).toEqual({
      items: [],
      total: null,
      nextOffset: null,
    });
    expect((await more.owner('GET', `${at(more.surveyId)}/results.csv`)).body).not.toContain('Course');
  });

  it('are for those who asked alone', async () => {
    const { surveyId } = await answered();
    const { send } = await aRespondent();
    for (const path of ['results', 'results.csv', 'results/which/texts', 'draft'])
      expect((await send('GET', `${at(surveyId)}/${path}`)).statusCode, path).toBe(403);
  });
});

describe('asking', () => {
  it('is written as a draft, published when complete, and cannot turn named answers into anonymous ones', async () => {
    const organization = await anOrganization(app.database, { isRecognizer: true });
    const admin = await app.as((await aMember(app.database, organization.id, 'recognizer-admin')).id);
    const { surveyId } = (await admin('POST', `/api/v1/organizations/${organization.id}/surveys`, { title: 'Needs' })).json();
    expect((await admin('POST', `${at(surveyId)}/versions`, { revision: 1 })).json()).toMatchObject({ code: 'draft-incomplete' });
    const definition = draftOfSurvey(aSurveyDefinition());
    await admin('PUT', `${at(surveyId)}/draft`, { definition, revision: 1 });
    expect((await admin('POST', `${at(surveyId)}/versions`, { revision: 2 })).json()).toEqual({ number: 1 });
    const { send } = await aRespondent();
    await submit(send, surveyId, { formal: 'no' });
    await admin('PUT', `${at(surveyId)}/draft`, { definition: { ...definition, anonymous: true }, revision: 2 });
    const turned = await admin('POST', `${at(surveyId)}/versions`, { revision: 3 });
    expect(turned.json()).toMatchObject({ code: 'draft-incomplete', missing: [{ path: ['anonymous'] }] });
    const [listed] = (await admin('GET', `/api/v1/organizations/${organization.id}/surveys`)).json().items;
    expect(listed).toMatchObject({ completed: 1, begun: 1, number: 1, draftNewer: true });
  });
});
