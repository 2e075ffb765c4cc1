import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** Baltimore County: look back on one's own learning, a short course, two of a list of 24, earned in a PLC with its coach. */
let stage: Stage;
let educator: Scene;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const program = '/programs/baltimore-county/stat-micro-credentials';
const openMine = async (page: Page) => {
  await page.goto('/my-programs');
  await page.getByRole('link', { name: 'S.T.A.T. micro-credentials' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'S.T.A.T. micro-credentials' }).waitFor();
};

it('the program explains itself in one look, to anybody, without scripts', async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false, baseURL: stage.server.url });
  const plain = await context.newPage();
  await plain.goto(program);
  await plain.getByRole('heading', { level: 1, name: 'S.T.A.T. micro-credentials' }).waitFor();
  await plain.getByText('2 of 24').waitFor();
  // the list has a head and 24 lines
  expect(await plain.getByRole('table', { name: 'The approved list' }).getByRole('row').count()).toBe(25);
  await context.close();
  const visitor = await stage.enter();
  await visitor.page.goto(program);
  await visitor.page.getByRole('heading', { name: 'What it is worth' }).waitFor();
  await visitor.inspect('program');
});

it('an educator takes part, and sees the first of three steps', async () => {
  educator = await stage.enter('tyler.nakagawa@baltimore.example.org');
  const { page } = educator;
  await page.goto('/my-programs');
  await page.getByRole('heading', { name: 'Open to you' }).waitFor();
  await educator.inspect('my-programs');
  await openMine(page);
  await page.getByRole('button', { name: 'Take part' }).click();
  await page.getByRole('link', { name: 'Answer the survey' }).waitFor();
  // the list can be looked at; choosing comes last
  await page.getByText('First comes “Look back on your own professional learning').waitFor();
  await educator.inspect('my-program-steps');
});

it('the survey comes first', async () => {
  const { page } = educator;
  await page.getByRole('link', { name: 'Answer the survey' }).click();
  await page
    .getByRole('group', { name: /Did you take part/ })
    .getByLabel('Yes')
    .check();
  await page.getByLabel('Online course').check();
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
});

it('the introductory course is next', async () => {
  const { page } = educator;
  await openMine(page);
  await page.getByRole('link', { name: 'Go to the course' }).click();
  await page.getByRole('heading', { level: 1, name: 'Micro-credentials: Personalized Professional Learning' }).waitFor();
  const [course] = await stage.query<{
    id: string;
    definition: { units: { id: string; resources: { id: string; required?: boolean }[] }[] };
  }>(
    `select course.id, version.definition from course join course_version version on version.id = course.current_version_id
     where slug = 'personalized-professional-learning'`,
  );
  await page
    .getByRole('link', { name: /^Enrol/ })
    .first()
    .click();
  await page.waitForURL(/\/learn\//, { timeout: 20_000 });
  for (const unit of course?.definition.units ?? []) {
    await page.goto(`/learn/${course?.id}?unit=${unit.id}`);
    const boxes = page.getByLabel(/I am done with this/);
    await boxes.first().waitFor();
    for (const box of await boxes.all()) await box.check();
  }
  await page.getByText('You have completed this course').waitFor({ timeout: 20_000 });
});

it('then two are chosen from the list of 24, never a third', async () => {
  const { page } = educator;
  await openMine(page);
  await page.getByRole('heading', { name: 'Choose from the approved list' }).waitFor();
  await page.getByRole('checkbox', { name: 'Seeking Student Input' }).check();
  await page.getByRole('checkbox', { name: 'Connecting with Students' }).check();
  await page.getByText('2 of 2 chosen').waitFor();
  expect(await page.getByRole('checkbox', { disabled: true }).count()).toBe(22);
  await educator.inspect('choose-two');
  await page.getByRole('button', { name: 'Keep this choice' }).click();
  await page.getByRole('heading', { name: 'What you chose' }).waitFor();
  await page.getByRole('link', { name: 'Begin' }).first().waitFor();
  const { request } = educator.context;
  const [{ id: programId } = { id: '' }] = await stage.query<{ id: string }>(
    "select id from program where slug = 'stat-micro-credentials'",
  );
  const third = await request.put(`/api/v1/programs/${programId}/choices`, {
    data: { entryIds: ['seeking-student-input', 'connecting-with-students', 'active-listening'] },
  });
  expect(third.status()).toBe(409);
});

it('the work begins with one button, and shows as in progress', async () => {
  const { page } = educator;
  await page.getByRole('link', { name: 'Begin' }).first().click();
  await page.waitForURL(/\/journeys\/[0-9a-f-]{36}$/);
  await openMine(page);
  await page.getByText('In progress').waitFor();
  await educator.inspect('my-program-chosen');
});

it('the coach of the PLC accompanies it', async () => {
  const coach = await stage.enter('aaliyah.sterling@baltimore.example.org');
  const { page } = coach;
  await page.goto('/groups');
  await page.getByRole('link', { name: 'Thursday PLC' }).click();
  await page.getByRole('row', { name: /Rosa Delgado/ }).waitFor();
});
