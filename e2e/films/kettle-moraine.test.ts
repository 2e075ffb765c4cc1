import { afterAll, beforeAll, expect, it } from 'vitest';
import { earn } from '../harness/earn.ts';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** Kettle Moraine: a group of twelve asks beforehand, is asked back, approved; an award becomes a claim by itself. */
let stage: Stage;
let leader: Scene;
let reviewer: Scene;
let member: Scene;
let request: string;

const at = (name: string) => `${name}@kettlemoraine.example.org`;
const others = [
  'nou.xiong',
  'dominic.ferraro',
  'elizabeth.skye',
  'marcus.odom',
  'song.yang',
  'katarzyna.nowak',
  'peter.schuster',
  'imani.walker',
  'benito.reyes',
  'hanna.virtanen',
];

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

it('a leader begins the request of her group', async () => {
  leader = await stage.enter(at('greta.baumann'));
  const { page } = leader;
  await page.goto('/programs/kettle-moraine/deeper-learning');
  await page.getByText('Asked beforehand').waitFor();
  await page.getByRole('link', { name: 'Take part' }).click();
  await page.getByRole('button', { name: 'Take part' }).click();
  await page.getByRole('heading', { name: 'Pre-approval' }).waitFor();
  await leader.inspect('my-program-pre-approval');
  await page.getByRole('button', { name: 'Ask with a group you lead' }).click();
  await page.getByLabel('Which group').selectOption('Deeper Learning cohort');
  await page.getByRole('dialog').getByRole('button', { name: 'Ask with a group you lead' }).click();
  await page.waitForURL(/\/pre-approvals\//);
  request = new URL(page.url()).pathname;
  await page.getByRole('heading', { level: 1, name: 'Request for pre-approval' }).waitFor();
});

it('writes why, what changes for students, how it fits the mission; all of it is kept', async () => {
  const { page } = leader;
  await page.getByLabel('Why this, and why now').fill('Our students choose, and regret. We want to teach choosing as a skill.');
  await page.getByLabel('What will change for your students').fill('They weigh two ways before they take one.');
  await page.getByLabel('How it serves the mission').fill('Learning in their own hands begins with deciding.');
  await page.getByLabel('You plan to begin on').fill('2026-12-01');
  await page.getByLabel('and to be done by').fill('2027-04-30');
  await page.getByRole('checkbox', { name: 'Sound Decision-Making' }).check();
  await page.getByText(/Saved at/).waitFor({ timeout: 20_000 });
  await page.reload();
  expect(await page.getByLabel('What will change for your students').inputValue()).toBe('They weigh two ways before they take one.');
  await page.getByRole('button', { name: 'Add my lines' }).click();
  // her lines begin with what she proposes
  expect(await page.getByRole('dialog').getByRole('checkbox', { name: 'Sound Decision-Making' }).isChecked()).toBe(true);
  await leader.inspect('my-lines');
  await page.getByRole('button', { name: 'Keep my lines' }).click();
  await page.getByText('1 of 12 have added theirs; 5 to 60 are needed.').waitFor();
  await page.getByRole('button', { name: 'Submit to Teaching and Learning' }).click();
  await page.getByRole('link', { name: /A group has at least 5 members/ }).waitFor();
  await leader.inspect('request-missing');
});

it('each member adds own lines, one of them on a phone', async () => {
  member = await stage.enter(at('ruth.lindgren'), { phone: true });
  const { page } = member;
  await page.goto('/my-programs');
  await page.getByRole('link', { name: /The request of Deeper Learning cohort/ }).click();
  await page.getByRole('button', { name: 'Add my lines' }).click();
  await page.getByLabel(/A word of your own/).fill('With my second graders, in the morning circle.');
  await page.getByRole('button', { name: 'Keep my lines' }).click();
  await page.getByText('2 of 12 have added theirs').waitFor();
  await member.inspect('member-on-phone');
  for (const name of others) {
    const { context } = await stage.enter(at(name));
    const answer = await context.request.put(`/api/v1${request}/lines`, { data: { entryIds: ['sound-decision-making'], note: '' } });
    expect(answer.ok(), await answer.text()).toBe(true);
    await context.close();
  }
  await leader.page.reload();
  await leader.page.getByText('12 of 12 have added theirs').waitFor();
  await leader.page.getByRole('button', { name: 'Submit to Teaching and Learning' }).click();
  await leader.page.getByText('It waits for Teaching and Learning.').waitFor({ timeout: 20_000 });
});

it('the reviewer finds it on the desk, and asks back', async () => {
  reviewer = await stage.enter(at('paul.wisniewski'));
  const { page } = reviewer;
  await page.goto('/reviews');
  await page.getByRole('button', { name: /Deeper Learning cohort/ }).waitFor();
  await page.keyboard.press('j');
  await page.getByText('They weigh two ways before they take one.').waitFor();
  await reviewer.inspect('reviews');
  await page.keyboard.press('b');
  await page.getByLabel('They read this').fill('How will you know that students weigh two ways?');
  await page.getByRole('dialog').getByRole('button', { name: 'Ask back' }).click();
  await page.getByText('Nothing waits here').waitFor({ timeout: 20_000 });
});

it('the leader answers, and submits again', async () => {
  const { page } = leader;
  await page.goto(request);
  await page.getByText('How will you know that students weigh two ways?').first().waitFor();
  await leader.inspect('asked-back');
  await page
    .getByLabel('What will change for your students')
    .fill('They weigh two ways before they take one. We read their decision records every second Friday.');
  await page.getByText(/Saved at/).waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Submit to Teaching and Learning' }).click();
  await page.getByText('It waits for Teaching and Learning.').waitFor({ timeout: 20_000 });
});

it('the reviewer approves with a key, takes it back, and approves again', async () => {
  const { page } = reviewer;
  await page.goto('/reviews');
  await page.getByRole('button', { name: /Deeper Learning cohort/ }).click();
  await page.getByText('every second Friday').waitFor();
  await page.keyboard.press('a');
  await page.getByText('Approved.', { exact: true }).waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByText('Taken back: it waits for you again.').waitFor({ timeout: 20_000 });
  await page.goto(`${request}`);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText(/^Approved on /).waitFor({ timeout: 20_000 });
});

it('a member earns it, and the proof goes to Human Resources by itself', async () => {
  const evaluator = await stage.enter('marcus.whitfield@promise.example.org');
  const awardId = await earn(stage, member, evaluator, 'sound-decision-making');
  const hr = await stage.enter(at('latoya.greer'));
  const [district] = await stage.query<{ id: string }>("select id from organization where slug = 'kettle-moraine'");
  const claims = async () => {
    const answer = await hr.context.request.get(`/api/v1/organizations/${district?.id}/claims`);
    return ((await answer.json()) as { items: { educator: { name: string }; proof: { awardId?: string }; preApproval: object | null }[] })
      .items;
  };
  await expect.poll(async () => (await claims()).some(({ proof }) => proof.awardId === awardId), { timeout: 30_000 }).toBe(true);
  const claim = (await claims()).find(({ proof }) => proof.awardId === awardId);
  expect(claim).toMatchObject({ educator: { name: 'Ruth Lindgren' }, preApproval: { id: request.split('/').at(-1) } });
});

it('the district sees approval, progress and award, and never attempts', async () => {
  const { page } = reviewer;
  await page.goto(request);
  await page.getByText('With Human Resources').waitFor({ timeout: 20_000 });
  // one of the twelve was told "not yet" by an evaluator: here she is at work
  await page.getByText('In progress').first().waitFor();
  expect(await page.getByRole('main').innerText()).not.toMatch(/not yet|attempt|score/i);
  await reviewer.inspect('approved-request');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
});

it('a teacher nominates what the list lacks, a colleague supports it, the reviewer adds it', async () => {
  const teacher = await stage.enter(at('imani.walker'));
  const { page } = teacher;
  await page.goto('/my-programs');
  await page.getByRole('link', { name: 'Deeper Learning and base pay' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Deeper Learning and base pay' }).waitFor();
  await page.goto(`${new URL(page.url()).pathname}/nominations`);
  await page.getByText('Nothing is nominated yet').waitFor();
  await teacher.inspect('nominations-empty');
  await page.getByRole('button', { name: 'Nominate' }).click();
  // a colleague's badge fills in what it knows
  const badge = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: 'https://reading.example.org', type: ['Profile'], name: 'Reading Together' },
    validFrom: '2026-02-01T00:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      achievement: { id: 'https://reading.example.org/achievements/7', type: ['Achievement'], name: 'Reading Aloud' },
    },
  };
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'badge.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(badge)) });
  await expect
    .poll(() => page.getByLabel('The achievement that its badges name').inputValue(), { timeout: 20_000 })
    .toBe('https://reading.example.org/achievements/7');
  await page.getByLabel('Its title').fill('Growth Mindsets');
  await page.getByText('Growth Mindset stands on the list').waitFor({ timeout: 20_000 });
  await page.getByLabel('Its title').fill('Reading Aloud with Purpose');
  await page.getByLabel('Its page on the web').fill('https://reading.example.org/credentials/reading-aloud');
  await page.getByLabel('Who issues it, by web address').fill('https://reading.example.org');
  await page
    .getByLabel('Why it belongs on the list')
    .fill('Our youngest listen first. It asks for recordings of three readings, with what was asked.');
  await teacher.inspect('nominate');
  await page.getByRole('button', { name: 'Nominate it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Reading Aloud with Purpose' }).waitFor({ timeout: 20_000 });
  const nomination = new URL(page.url()).pathname;
  const colleague = await stage.enter(at('hanna.virtanen'));
  await colleague.page.goto(nomination);
  await colleague.page.getByRole('button', { name: 'Support it' }).click();
  await colleague.page.getByText('1 supports it').waitFor({ timeout: 20_000 });
  await colleague.page.getByLabel('Your comment').fill('My group would earn it, too.');
  await colleague.page.getByRole('button', { name: 'Comment' }).click();
  await colleague.page.getByText('My group would earn it, too.').last().waitFor();
  const decider = await stage.enter(at('paul.wisniewski'));
  await decider.page.goto(nomination);
  await decider.page.getByLabel('Hours that count').fill('12');
  await decider.inspect('nomination');
  await decider.page.getByRole('button', { name: 'Accept, and add it to the list' }).click();
  await decider.page.getByText(/It is on the list: version 2/).waitFor({ timeout: 20_000 });
  await page.goto('/programs/kettle-moraine/deeper-learning');
  await page.getByText('Reading Aloud with Purpose').waitFor();
});
