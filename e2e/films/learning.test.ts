import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword, type Scene, type Stage, setStage } from '../harness/stage.ts';

/** From a course found on the web to practice; a survey that asks differently; a course that is written. */
let stage: Stage;
let scene: Scene;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const signIn = async (page: Page, email: string) => {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).first().click();
};
const surveyIdOf = async (title: string) => {
  const [survey] = await stage.query<{ survey_id: string }>("select survey_id from survey_draft where definition ->> 'title' like $1", [
    `${title}%`,
  ]);
  return survey?.survey_id ?? '';
};

it('a course can be read about without scripts, with the stack beside each unit', async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false, baseURL: stage.server.url });
  const page = await context.newPage();
  await page.goto('/courses');
  await page.getByRole('link', { name: 'Learning Differences' }).click();
  await page.getByRole('heading', { level: 1, name: 'Learning Differences' }).waitFor();
  for (const stack of ['Executive Function', 'Learner Motivation', 'Working Memory'])
    expect(await page.getByRole('list', { name: stack }).getByRole('listitem').count(), stack).toBe(6);
  await context.close();
});

it('who is signed out enrols by signing in, and lands in the first unit', async () => {
  scene = await stage.enter(undefined);
  const { page } = scene;
  await page.goto('/courses');
  await scene.inspect('courses');
  await page.goto('/courses/learning-differences');
  await scene.inspect('course');
  await page.getByRole('link', { name: 'Enrol, it is free' }).first().click();
  await signIn(page, 'ifeoma.nwosu@houston.example.org');
  await page.getByRole('heading', { name: /Unit 1 Executive Function/ }).waitFor({ timeout: 30_000 });
});

it('works through a unit, takes part in its discussion, and goes on where she left', async () => {
  const { page } = scene;
  const done = page.getByLabel(/I am done with this/);
  await done.first().waitFor();
  await page.getByText('The content of that task is history').waitFor();
  await scene.inspect('unit');
  await page.getByLabel(/Take one task from this week/).fill('A lab report. “Conclude” was my mark: nobody knew what it looks like.');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await page.getByText('nobody knew what it looks like').waitFor();
  await page.getByRole('button', { name: 'Reply', exact: true }).nth(1).click();
  await page.getByLabel(/Your reply to/).fill('How long did it take until they looked for it by themselves?');
  await page.getByRole('button', { name: 'Reply', exact: true }).last().click();
  await page.getByText('How long did it take').waitFor();
  await done.first().check();
  await page.getByText('1 of 9').waitFor();
  await page.goto('/learning');
  await page.getByRole('link', { name: /Go on: Case: three students/ }).waitFor();
  await scene.inspect('my-learning');
});

it('the course is complete with what is required, and says what comes next', async () => {
  const { page } = scene;
  for (const unit of ['executive-function', 'learner-motivation', 'working-memory']) {
    const address = page.url().includes('/learn/') ? new URL(page.url()).pathname : null;
    if (address) await page.goto(`${address}?unit=${unit}`);
    else {
      await page
        .getByRole('link', { name: /Go on:/ })
        .first()
        .click();
      await page
        .getByLabel(/I am done with this/)
        .first()
        .waitFor();
    }
    const boxes = page.getByLabel(/I am done with this/);
    await boxes.first().waitFor();
    for (let index = 0; index < 3; index += 1) await boxes.nth(index).check();
  }
  await page.getByText('You have completed this course').waitFor();
  await expect
    .poll(async () => (await stage.query("select 1 from event where type = 'course.completed'")).length, { timeout: 20_000 })
    .toBeGreaterThan(0);
});

it('a survey answered on a phone asks what fits, keeps what is given, and says what is missing', async () => {
  const phone = await stage.enter('tyler.nakagawa@baltimore.example.org', { phone: true });
  const { page } = phone;
  const surveyId = await surveyIdOf('My own professional learning');
  await page.goto(`/surveys/${surveyId}`);
  await page.getByText('What kept you from it?').waitFor();
  await phone.inspect('survey');
  await page
    .getByRole('group', { name: /Did you take part/ })
    .getByLabel('Yes')
    .check();
  await page.getByText('What kinds?').waitFor();
  expect(await page.getByText('What kept you from it?').count()).toBe(0);
  await page.getByLabel('Online course').check();
  await page.getByText(/Saved at/).waitFor({ timeout: 20_000 });
  await page.reload();
  await page.getByText('What kinds?').waitFor();
  expect(await page.getByLabel('Online course').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Send my answers' }).click();
  await page.getByText(/questions still need an answer/).waitFor();
  await phone.inspect('survey-missing');
  await page.getByLabel('About how many hours in all?').fill('12');
  await page
    .getByRole('group', { name: /How much of it reached/ })
    .getByLabel('3')
    .check();
  for (const row of ['Watching a colleague teach', 'Talking about student work', 'Reading', 'Online communities', 'Trying something'])
    await page
      .getByRole('group', { name: new RegExp(`^${row}`) })
      .getByLabel('2')
      .check();
  await page.getByLabel('Learning spaces').check();
  await page.getByLabel('At weekends').check();
  await page.getByRole('button', { name: 'Send my answers' }).click();
  await page.getByText(/You answered this survey on/).waitFor({ timeout: 20_000 });
  await phone.inspect('survey-done');
});

it('results name the competencies that matter most, and hide small cells of anonymous answers', async () => {
  const owner = await stage.enter('ken.watanabe@mtlc.example.org');
  const { page } = owner;
  await page.goto(`/surveys/${await surveyIdOf('A laptop for everyone')}/results`);
  await page.getByText('Anonymous answers').waitFor();
  await page.getByRole('rowheader', { name: 'Using exit tickets effectively' }).waitFor();
  expect(await page.getByText(/fewer than 5/).count()).toBeGreaterThan(0);
  await owner.inspect('results');
});

it('a course is written: units moved by keyboard, saved as typed, previewed, published', async () => {
  const author = await stage.enter('samir.haddad@friday.example.org');
  const { page } = author;
  await page.goto('/learning');
  await page.getByRole('link', { name: /Courses and surveys of/ }).click();
  await page.getByRole('heading', { name: 'Courses and surveys' }).waitFor();
  await author.inspect('authoring');
  await page.getByRole('button', { name: 'New course' }).click();
  await page.getByRole('dialog').getByLabel('Title').fill('Feedback that moves');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByLabel('In one sentence').fill('How to say what a student can do next.');
  await page.getByLabel('What it is about').fill('Two short units.');
  await page.getByLabel('Hours in all').fill('2');
  for (const [title, text] of [
    ['Say what stands', 'Begin with what is there.'],
    ['Say what is next', 'One step, not three.'],
  ] as const) {
    await page.getByRole('button', { name: 'Add a unit' }).click();
    const unit = page.getByRole('region', { name: /^Unit \d$/ }).last();
    await unit.getByLabel('Title of the unit').fill(title);
    await unit.getByLabel('What one understands afterwards').fill('A habit of words.');
    await unit.getByRole('button', { name: 'Add a text' }).click();
    await unit.getByRole('textbox', { name: 'Title', exact: true }).fill(`Read: ${title}`);
    await unit.getByRole('textbox', { name: 'Text', exact: true }).fill(text);
  }
  const up = page.getByRole('button', { name: 'Move up: Say what is next' });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByLabel('Title of the unit').first().inputValue()).toBe('Say what is next');
  await page.getByText(/Saved at/).waitFor({ timeout: 20_000 });
  await author.inspect('authoring-course');
  await page.reload();
  await expect.poll(() => page.getByLabel('Title of the unit').first().inputValue()).toBe('Say what is next');
  await page.getByRole('tab', { name: 'Preview' }).click();
  await page.getByText('One step, not three.').waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Version 1 is published.').waitFor({ timeout: 20_000 });
  const answer = await page.request.get('/api/v1/courses/feedback-that-moves');
  expect(((await answer.json()) as { units: { title: string }[] }).units.map(({ title }) => title)).toEqual([
    'Say what is next',
    'Say what stands',
  ]);
});

it('a survey is written with a rule, and tried out before it is published', async () => {
  const author = await stage.enter('denise.carraway@friday.example.org');
  const { page } = author;
  await page.goto('/learning');
  await page.getByRole('link', { name: /Courses and surveys of/ }).click();
  await page.getByRole('button', { name: 'New survey' }).click();
  await page.getByRole('dialog').getByLabel('Title').fill('After the course');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByLabel('Introduction').fill('Two questions.');
  await page.getByRole('button', { name: 'Add a section' }).click();
  await page.getByLabel('Title of the section').fill('In your class');
  await page.getByRole('textbox', { name: 'Question', exact: true }).fill('Did you try something?');
  await page.getByLabel('Choice 1').fill('Yes');
  await page.getByLabel('Choice 2').fill('Not yet');
  await page.getByRole('button', { name: 'Add a question' }).click();
  const second = page.getByRole('region', { name: 'Question 2' });
  await second.getByRole('textbox', { name: 'Question', exact: true }).fill('What happened?');
  await second.getByLabel('Kind of answer').selectOption('long-text');
  await second.getByRole('button', { name: 'Show it only after certain answers' }).click();
  await second.getByRole('group', { name: 'Choices' }).getByLabel('Yes').check();
  await page.getByText(/Saved at/).waitFor({ timeout: 20_000 });
  await author.inspect('authoring-survey');
  await page.getByRole('tab', { name: 'Preview' }).click();
  await page.getByText('Did you try something?').waitFor();
  expect(await page.getByLabel('What happened?').count()).toBe(0);
  await page.getByLabel('Yes').check();
  await page.getByLabel('What happened?').waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Version 1 is published.').waitFor({ timeout: 20_000 });
});
