import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, anOrganization, aPerson } from '../testing/builders.ts';
import { aCourse, aCourseDefinition } from '../testing/learning.ts';
import { mailTo } from '../testing/mailbox.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { draftOfCourse } from './course-definition.ts';
import { hasCompletedCourse } from './index.ts';
import { sendDigests } from './send-digests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => {
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  await app.close();
});

async function aLearner(courseId: string): Promise<{ id: string; email: string; send: Send }> {
  const person = await aPerson(app.database);
  const send = await app.as(person.id);
  expect((await send('POST', `/api/v1/courses/${courseId}/enrolments`, {})).statusCode).toBe(201);
  return { ...person, send };
}
const completion = (courseId: string, unit: string, resource: string) =>
  `/api/v1/courses/${courseId}/units/${unit}/resources/${resource}/completion`;

describe('a course', () => {
  it('is enrolled in once, however often one enrols', async () => {
    const { courseId } = await aCourse(app);
    const send = await app.as((await aPerson(app.database)).id);
    const answers = await Promise.all([1, 2, 3].map(() => send('POST', `/api/v1/courses/${courseId}/enrolments`, {})));
    expect(new Set(answers.map((each) => each.json().enrolmentId)).size).toBe(1);
    expect((await send('GET', '/api/v1/enrolments')).json().items).toHaveLength(1);
  });

  it('is complete with what is required, says so once, and stays complete', async () => {
    const { courseId } = await aCourse(app);
    const { id, send } = await aLearner(courseId);
    expect((await send('PUT', completion(courseId, 'memory', 'read'), { done: true })).json()).toEqual({ complete: false });
    expect(await hasCompletedCourse(app.database, id, courseId)).toBe(false);
    const last = () => send('PUT', completion(courseId, 'classroom', 'try'), { done: true });
    await Promise.all([last(), last()]);
    await send('PUT', completion(courseId, 'classroom', 'try'), { done: false });
    await last();
    expect(await hasCompletedCourse(app.database, id, courseId)).toBe(true);
    const told = await app.database.selectFrom('event').select('payload').where('type', '=', 'course.completed').execute();
    expect(told.filter(({ payload }) => (payload as { personId: string }).personId === id)).toHaveLength(1);
  });

  it('goes on where one left', async () => {
    const { courseId } = await aCourse(app);
    const { send } = await aLearner(courseId);
    await send('PUT', `/api/v1/courses/${courseId}/place`, { unitId: 'memory', resourceId: 'more' });
    expect((await send('GET', `/api/v1/courses/${courseId}/learning`)).json().next).toEqual({ unitId: 'memory', resourceId: 'more' });
    const [mine] = (await send('GET', '/api/v1/enrolments')).json().items;
    expect(mine).toMatchObject({ progress: { done: 0, asked: 2 }, next: { title: 'Further reading' } });
    expect((await send('PUT', `/api/v1/courses/${courseId}/place`, { unitId: 'memory', resourceId: 'gone' })).statusCode).toBe(404);
  });

  it('is not worked in by who is not enrolled', async () => {
    const { courseId } = await aCourse(app);
    const send = await app.as((await aPerson(app.database)).id);
    expect((await send('GET', `/api/v1/courses/${courseId}/learning`)).statusCode).toBe(403);
    expect((await send('GET', `/api/v1/courses/${courseId}/units/classroom/posts`)).statusCode).toBe(403);
    expect((await app.send('POST', `/api/v1/courses/${courseId}/enrolments`, {})).statusCode).toBe(401);
  });

  it('by invitation opens by its link alone, until the link is renewed', async () => {
    const { courseId, organizationId } = await aCourse(app);
    const author = await app.as((await aMember(app.database, organizationId, 'author')).id);
    await author('PUT', `/api/v1/courses/${courseId}/enrolling`, { enrolment: 'invited' });
    const link = new URL((await author('GET', `/api/v1/courses/${courseId}/draft`)).json().link);
    const key = link.searchParams.get('key');
    const guest = await app.as((await aPerson(app.database)).id);
    expect((await guest('POST', `/api/v1/courses/${courseId}/enrolments`, {})).json()).toMatchObject({ code: 'by-invitation' });
    await author('POST', `/api/v1/courses/${courseId}/link`);
    expect((await guest('POST', `/api/v1/courses/${courseId}/enrolments`, { key })).statusCode).toBe(403);
    const renewed = new URL((await author('GET', `/api/v1/courses/${courseId}/draft`)).json().link).searchParams.get('key');
    expect((await guest('POST', `/api/v1/courses/${courseId}/enrolments`, { key: renewed })).statusCode).toBe(201);
    expect((await app.send('GET', '/api/v1/courses?limit=100')).json().items.map(({ id }: { id: string }) => id)).not.toContain(courseId);
  });
});

describe('authoring a course', () => {
  it('saves as it is typed, shows a conflict, and publishes what is complete', async () => {
    const organization = await anOrganization(app.database);
    const author = await app.as((await aMember(app.database, organization.id, 'author')).id);
    const { courseId } = (await author('POST', `/api/v1/organizations/${organization.id}/courses`, { title: 'Zwei Köpfe' })).json();
    const draft = (await author('GET', `/api/v1/courses/${courseId}/draft`)).json();
    expect(draft).toMatchObject({ slug: 'zwei-kopfe', revision: 1, number: null });
    const incomplete = await author('POST', `/api/v1/courses/${courseId}/versions`, { revision: 1 });
    expect(incomplete.json()).toMatchObject({
      code: 'draft-incomplete',
      missing: expect.arrayContaining([expect.objectContaining({ path: ['units'] })]),
    });
    const definition = draftOfCourse(aCourseDefinition());
    const save = (revision: number, title: string) =>
      author('PUT', `/api/v1/courses/${courseId}/draft`, { definition: { ...definition, title }, revision });
    expect((await save(1, 'First tab')).json()).toMatchObject({ revision: 2 });
    expect((await save(1, 'First tab')).json()).toMatchObject({ revision: 2 });
    expect((await save(1, 'Second tab')).json()).toMatchObject({ code: 'edit-conflict', current: { revision: 2 } });
    expect((await author('POST', `/api/v1/courses/${courseId}/versions`, { revision: 2 })).json()).toEqual({
      number: 1,
      slug: 'zwei-kopfe',
    });
    expect((await app.send('GET', '/api/v1/courses/zwei-kopfe')).json()).toMatchObject({
      title: 'First tab',
      units: [{ id: 'memory' }, {}],
    });
  });

  it('leaves learners on their version until they choose to move', async () => {
    const { courseId, organizationId } = await aCourse(app);
    const { send } = await aLearner(courseId);
    await send('PUT', completion(courseId, 'memory', 'read'), { done: true });
    const author = await app.as((await aMember(app.database, organizationId, 'issuer-admin')).id);
    const course = aCourseDefinition();
    const shorter = { ...draftOfCourse(course), title: 'Shorter', units: draftOfCourse(course).units.slice(0, 1) };
    await author('PUT', `/api/v1/courses/${courseId}/draft`, { definition: shorter, revision: 1 });
    await author('POST', `/api/v1/courses/${courseId}/versions`, { revision: 2 });
    const before = (await send('GET', `/api/v1/courses/${courseId}/learning`)).json();
    expect(before).toMatchObject({ number: 1, newerVersion: true, completedAt: null });
    await send('POST', `/api/v1/courses/${courseId}/move`);
    const after = (await send('GET', `/api/v1/courses/${courseId}/learning`)).json();
    expect(after).toMatchObject({ number: 2, newerVersion: false, definition: { title: 'Shorter' }, progress: { complete: true } });
    expect(after.completedAt).not.toBeNull();
  });

  it('names stacks and micro-credentials that are there only', async () => {
    const { courseId, organizationId } = await aCourse(app);
    const author = await app.as((await aMember(app.database, organizationId, 'author')).id);
    const draft = draftOfCourse(aCourseDefinition());
    const [unit] = draft.units;
    if (unit) unit.alignedTo = { stacks: ['no-such-stack'], microCredentials: [] };
    await author('PUT', `/api/v1/courses/${courseId}/draft`, { definition: draft, revision: 1 });
    const answer = await author('POST', `/api/v1/courses/${courseId}/versions`, { revision: 2 });
    expect(answer.json()).toMatchObject({ code: 'unknown-alignment', slugs: ['no-such-stack'] });
  });

  it('is for authors and administrators of the organization alone', async () => {
    const { courseId, organizationId } = await aCourse(app);
    for (const role of ['evaluator', 'evaluation-lead'] as const) {
      const send = await app.as((await aMember(app.database, organizationId, role)).id);
      expect((await send('GET', `/api/v1/courses/${courseId}/draft`)).statusCode, role).toBe(403);
      expect((await send('POST', `/api/v1/organizations/${organizationId}/courses`, { title: 'Mine' })).statusCode, role).toBe(403);
    }
  });
});

describe('a discussion', () => {
  const posts = (courseId: string) => `/api/v1/courses/${courseId}/units/classroom/posts`;

  it('goes page by page, the newest thread first, replies beneath', async () => {
    const { courseId } = await aCourse(app);
    const { send } = await aLearner(courseId);
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three']) ids.unshift((await send('POST', posts(courseId), { text })).json().postId);
    await send('POST', posts(courseId), { text: 'an answer', replyTo: ids[0] });
    const first = (await send('GET', `${posts(courseId)}?limit=2`)).json();
    const second = (await send('GET', `${posts(courseId)}?limit=2&cursor=${first.nextCursor}`)).json();
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(first.items[0]).toMatchObject({ replies: 1, mine: true, text: 'three' });
    expect((await send('GET', `/api/v1/posts/${ids[0]}/replies`)).json().items).toMatchObject([{ text: 'an answer' }]);
    expect((await send('POST', `/api/v1/courses/${courseId}/units/memory/posts`, { text: 'x' })).json()).toMatchObject({
      code: 'no-discussion',
    });
  });

  it('lets one change and take back one’s own words, and nobody else’s', async () => {
    const { courseId } = await aCourse(app);
    const [one, other] = [await aLearner(courseId), await aLearner(courseId)];
    const { postId } = (await one.send('POST', posts(courseId), { text: 'first words' })).json();
    expect((await other.send('PATCH', `/api/v1/posts/${postId}`, { text: 'mine now' })).statusCode).toBe(404);
    expect((await other.send('DELETE', `/api/v1/posts/${postId}`)).statusCode).toBe(404);
    await one.send('PATCH', `/api/v1/posts/${postId}`, { text: 'better words' });
    const [post] = (await other.send('GET', posts(courseId))).json().items;
    expect(post).toMatchObject({ text: 'better words', mine: false, editedAt: expect.any(String) });
    await one.send('DELETE', `/api/v1/posts/${postId}`);
    expect((await other.send('GET', posts(courseId))).json().items).toEqual([]);
    expect((await app.database.selectFrom('discussion_post').select('text').where('id', '=', postId).executeTakeFirst())?.text).toBe('');
  });

  it('is kept by the organization, with a note in the post’s place', async () => {
    const { courseId, organizationId } = await aCourse(app);
    const { send } = await aLearner(courseId);
    const { postId } = (await send('POST', posts(courseId), { text: 'Buy my book' })).json();
    const author = await app.as((await aMember(app.database, organizationId, 'author')).id);
    expect((await send('POST', `/api/v1/posts/${postId}/removal`, { note: 'x' })).statusCode).toBe(404);
    expect((await author('POST', `/api/v1/posts/${postId}/removal`, { note: 'Advertising' })).statusCode).toBe(200);
    const [post] = (await send('GET', posts(courseId))).json().items;
    expect(post).toMatchObject({ text: null, removed: { by: 'organization', note: 'Advertising' } });
    expect((await send('POST', posts(courseId), { text: 'But', replyTo: postId })).json()).toMatchObject({ code: 'post-removed' });
  });

  it('comes by mail once a day to those who want it, with what others wrote', async () => {
    const { courseId } = await aCourse(app);
    const [writer, reader, quiet] = [await aLearner(courseId), await aLearner(courseId), await aLearner(courseId)];
    await quiet.send('PUT', `/api/v1/courses/${courseId}/digest`, { on: false });
    await writer.send('POST', posts(courseId), { text: 'One instruction at a time helped.' });
    await sendDigests(app.ground);
    await sendDigests(app.ground);
    const mails = await mailTo(app, reader.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('One instruction at a time helped.');
    expect(await mailTo(app, writer.email)).toEqual([]);
    expect(await mailTo(app, quiet.email)).toEqual([]);
  });
});
