import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { earn } from '../harness/earn.ts';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/**
 * Baltimore County: look back on one's own learning, a short course, two of a list of 24, earned in a PLC with its coach. Two awards make a
 * state CPD credit, a third waits, a revoked one is taken back; credits renew a license, a set of awards makes a teacher leader.
 */
let stage: Stage;
let educator: Scene;
let hr: Scene;
let district: string;
let educatorId: string;
const awards = new Map<string, string>();

beforeAll(async () => {
  stage = await setStage();
  const [ids] = await stage.query<{ district: string; educator: string }>(
    `select (select id from organization where slug = 'baltimore-county') as district,
      (select id from person where email = 'tyler.nakagawa@baltimore.example.org') as educator`,
  );
  district = ids?.district ?? '';
  educatorId = ids?.educator ?? '';
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
  // what is begun stays chosen, the other may still be changed
  await page.getByRole('button', { name: 'Change the choice' }).click();
  await page.getByText('Begun, so it stays.').waitFor();
  expect(await page.getByRole('checkbox', { checked: true, disabled: true }).count()).toBe(1);
  await educator.inspect('change-choice');
});

it('the coach of the PLC sees how far he is once he shares it, and never his work', async () => {
  const { page } = educator;
  await page.goto('/groups');
  await page.getByRole('link', { name: 'Thursday PLC' }).click();
  await page.getByLabel('The group may see how far I am').check();
  const coach = await stage.enter('aaliyah.sterling@baltimore.example.org');
  await coach.page.goto('/groups');
  await coach.page.getByRole('link', { name: 'Thursday PLC' }).click();
  await coach.page
    .getByRole('row', { name: /Tyler Nakagawa/ })
    .getByText('Working on it')
    .waitFor();
  expect(await coach.page.getByText(/not yet|attempt/i).count()).toBe(0);
});

it('Human Resources record his license, and five credits come along from before', async () => {
  hr = await stage.enter('shanice.drummond@baltimore.example.org');
  await hr.page.goto(`/organizations/${district}/educators/${educatorId}/employment`);
  await hr.page.getByLabel('License cycle begins').fill(yearsFromNow(-3));
  await hr.page.getByLabel('License cycle ends').fill(yearsFromNow(2));
  await hr.page.getByRole('button', { name: 'Record' }).click();
  await hr.page.getByText('It is on record. The ledger follows.').waitFor({ timeout: 20_000 });
  const administrator = await stage.enter('yvonne.pettiford@baltimore.example.org');
  const { page } = administrator;
  await page.goto(`/organizations/${district}/payroll`);
  const file = (amount: string) => ({
    name: 'credits-before.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `hr_identifier,kind,unit,amount,as_of,note\nB-20640,credit,CPD credit,${amount},${yearsFromNow(-2)},State record\n`,
    ),
  });
  const choose = page.locator('input[type=file]');
  await choose.setInputFiles(file('five'));
  await page.getByRole('table', { name: 'What to put right' }).waitFor();
  await administrator.inspect('starting-balances-wrong');
  await choose.setInputFiles(file('5'));
  await page.getByText('1 row, all good.').waitFor();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('1 balance is imported.').waitFor();
  await page.getByRole('table', { name: 'Imports' }).waitFor();
  await administrator.inspect('payroll-starting-balances');
  await expect.poll(balance, { timeout: 30_000 }).toEqual({ 'CPD credit': 5 });
});

it('before the work he reads what it is worth to him, what waits, and how his renewal stands', async () => {
  const { page } = educator;
  await page.goto('/micro-credentials/seeking-student-input');
  await page.getByRole('heading', { name: 'What is this worth to me?' }).waitFor();
  await page.getByText('It would be 1 of 2 awards, and waits for the rest.').waitFor();
  await page.getByText('You have 5 of 6 CPD credits.').waitFor();
  await page.getByText(/^Renewal: your license runs to /).waitFor();
  await educator.inspect('worth-with-renewal');
});

it('the catalog tells him in a word; visitors read it as it is', async () => {
  const { page } = educator;
  await page.goto('/catalog?q=student+input');
  const card = page.getByRole('article').filter({ hasText: 'Seeking Student Input' });
  await card.getByText('Toward CPD credit').waitFor();
  await educator.inspect('catalog-with-worth');
  const visitor = await stage.enter();
  await visitor.page.goto('/catalog?q=student+input');
  await visitor.page.getByRole('heading', { name: 'Seeking Student Input' }).waitFor();
  expect(await visitor.page.getByText('Toward CPD credit').count()).toBe(0);
  await visitor.context.close();
});

it('the district sees who takes part and that he is at work, and no more', async () => {
  const administrator = await stage.enter('yvonne.pettiford@baltimore.example.org');
  const { page } = administrator;
  await page.goto(`/organizations/${district}/programs`);
  await page.getByRole('link', { name: 'Who takes part in S.T.A.T. micro-credentials' }).click();
  const row = page.getByRole('row', { name: /Tyler Nakagawa/ });
  await row.getByText('In progress').waitFor();
  await row.getByText('All steps done').waitFor();
  // what he submits elsewhere, and how it is found, is not told
  expect(await page.getByRole('main').innerText()).not.toMatch(/not yet submitted|attempt \d|score:/i);
  await administrator.inspect('participants');
});

it('he earns both, and hands each in with one press', async () => {
  const evaluator = await stage.enter('leilani.kahale@mtlc.example.org');
  for (const slug of ['seeking-student-input', 'connecting-with-students']) awards.set(slug, await earn(stage, educator, evaluator, slug));
  const { page } = educator;
  await openMine(page);
  await page.getByText('Awarded').first().waitFor();
  await educator.inspect('my-program-awarded');
  await page
    .getByRole('button', { name: /^Hand it to/ })
    .first()
    .click();
  await page.getByText('With Human Resources').waitFor({ timeout: 20_000 });
  // the other one from the statement
  await page.goto('/statement');
  await page.getByRole('button', { name: 'Claim Seeking Student Input' }).click();
  await page.getByText('“Seeking Student Input” is handed in.').waitFor({ timeout: 20_000 });
  await educator.inspect('statement-claimed');
});

it('Human Resources post both: the second makes the credit, and with it the renewal', async () => {
  const { page } = hr;
  await page.goto('/claims');
  await page.getByRole('button', { name: /Connecting with Students/ }).click();
  await page.getByText('Posting it enters nothing by itself today').waitFor();
  await hr.inspect('claims-desk');
  await page.keyboard.press('p');
  await page.getByText('1 claim posted.').first().waitFor({ timeout: 20_000 });
  await page.getByRole('article').getByRole('heading', { name: 'Seeking Student Input' }).waitFor();
  await page.getByRole('article').getByText('1 CPD credit').waitFor({ timeout: 20_000 });
  await page.getByRole('article').getByText('certification renewal').waitFor();
  await hr.inspect('claims-desk-second');
  await page.keyboard.press('p');
  await page.getByText('Nothing waits').waitFor({ timeout: 20_000 });
  expect(await balance()).toEqual({ 'CPD credit': 6, 'certification renewal': 1 });
  await educator.page.goto('/statement');
  await educator.page.getByText('6 CPD credits').first().waitFor();
  await educator.page.getByText('Why', { exact: true }).first().click();
  await educator.inspect('statement-credit');
});

it('a third award waits for its partner, and is not lost', async () => {
  const evaluator = await stage.enter('marcus.whitfield@promise.example.org');
  await earnAndPost(evaluator, 'practicing-reflection', 'Practicing Reflection');
  expect(await balance()).toEqual({ 'CPD credit': 6, 'certification renewal': 1 });
  const { page } = educator;
  await page.goto('/statement');
  await page.getByRole('listitem').filter({ hasText: 'State CPD credit' }).getByText('1 of 2 awards').waitFor();
});

it('a revoked award takes its credit back, the one that waited takes its place, and the statement says why', async () => {
  await revoke('connecting-with-students');
  await expect
    .poll(async () => (await reversals()).map(({ reason }) => reason), { timeout: 30_000 })
    .toContain(revoked('Connecting with Students'));
  expect(await balance()).toEqual({ 'CPD credit': 6, 'certification renewal': 1 });
  // now there is nobody to take the place
  await revoke('seeking-student-input');
  await expect.poll(balance, { timeout: 30_000 }).toEqual({ 'CPD credit': 5 });
  expect((await reversals()).map(({ reason }) => reason)).toContain(revoked('Seeking Student Input'));
  const { page } = educator;
  await page.goto('/statement');
  await page.getByText('5 CPD credits').first().waitFor();
  await page.getByText(/entries that were taken back$/).click();
  await page.getByText(revoked('Seeking Student Input')).first().waitFor();
  await educator.inspect('statement-taken-back');
});

it('three awards of a set make a district teacher leader, and a new pair a new credit', async () => {
  const evaluator = await stage.enter('marcus.whitfield@promise.example.org');
  await earnAndPost(evaluator, 'effective-leadership', 'Effective Leadership');
  expect(await balance()).toEqual({ 'CPD credit': 6, 'certification renewal': 1 });
  await earnAndPost(evaluator, 'productive-teamwork', 'Productive Teamwork');
  expect(await balance()).toEqual({ 'CPD credit': 6, 'certification renewal': 1, 'district teacher leadership': 1 });
  const { page } = educator;
  await page.goto('/statement');
  await page.getByText('district teacher leadership').first().waitFor();
  await educator.inspect('statement-endorsement');
});

/** A calendar date some years from today. */
function yearsFromNow(years: number): string {
  const today = new Date();
  return new Date(Date.UTC(today.getUTCFullYear() + years, today.getUTCMonth(), 1)).toISOString().slice(0, 10);
}

/** What stands in his ledger, by unit. */
async function balance(): Promise<Record<string, number>> {
  const rows = await stage.query<{ unit: string; sum: string }>(
    'select unit, sum(amount) as sum from ledger_entry where educator_id = $1 group by 1 having sum(amount) <> 0 order by 1',
    [educatorId],
  );
  return Object.fromEntries(rows.map(({ unit, sum }) => [unit, Number(sum)]));
}

/** Why an entry was taken back, as the statement says it. */
const revoked = (title: string) => `The award “${title}” was revoked.`;

const reversals = () =>
  stage.query<{ reason: string }>('select reason from ledger_entry where educator_id = $1 and reverses is not null', [educatorId]);

/** Earns one more, hands it in and has it posted, as the films before show it on screen. */
async function earnAndPost(evaluator: Scene, slug: string, title: string): Promise<void> {
  const awardId = await earn(stage, educator, evaluator, slug);
  const claimed = await educator.context.request.post('/api/v1/claims', { data: { organizationId: district, proof: { awardId } } });
  expect(claimed.ok(), await claimed.text()).toBe(true);
  const { page } = hr;
  await page.goto('/claims');
  await page.getByRole('button', { name: new RegExp(title) }).click();
  await page.getByRole('article').getByRole('heading', { name: title }).waitFor();
  await page.keyboard.press('p');
  await page.getByText('Nothing waits').waitFor({ timeout: 20_000 });
}

/** Its issuer's administrator revokes an award, which cannot be undone. */
async function revoke(slug: string): Promise<void> {
  const { context } = await stage.enter('graciela.montoya@mtlc.example.org');
  const answer = await context.request.post(`/api/v1/awards/${awards.get(slug)}/revocation`, {
    data: { reason: 'The student work was of another class.' },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  await context.close();
}
