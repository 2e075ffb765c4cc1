import { afterAll, beforeAll, expect, it } from 'vitest';
import { earn } from '../harness/earn.ts';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/**
 * Kettle Moraine: a group of twelve asks beforehand, is asked back, approved; each award becomes a claim by itself. Human Resources post
 * awards of three difficulties, which raise base salaries by $200, $400 and $600 for good; payroll takes them, to the cent and once.
 * The district compares its raise with a stipend, prints that for the board, and sees that over 80 % of its educators have an award.
 */
let stage: Stage;
let leader: Scene;
let reviewer: Scene;
let member: Scene;
let hr: Scene;
let request: string;
let district: string;
/** The next pay period: earlier years closed those before it. */
let period: number;
/** The page of the simulation. */
let simulation: string;

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

/** Who sets out for something else than the group's proposal: a routine over weeks, a redesign of practice. */
const ownLines: Record<string, string> = { 'imani.walker': 'grit-and-resilience', 'benito.reyes': 'systems-thinking' };

beforeAll(async () => {
  stage = await setStage();
  const [known] = await stage.query<{ id: string }>("select id from organization where slug = 'kettle-moraine'");
  district = known?.id ?? '';
  const [closed] = await stage.query<{ number: number }>('select max(number) as number from ledger_closing where recognizer_id = $1', [
    district,
  ]);
  period = (closed?.number ?? 0) + 1;
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
    const answer = await context.request.put(`/api/v1${request}/lines`, {
      data: { entryIds: [ownLines[name] ?? 'sound-decision-making'], note: '' },
    });
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
  hr = await stage.enter(at('latoya.greer'));
  await expect.poll(async () => (await waiting()).some(({ proof }) => proof.awardId === awardId), { timeout: 30_000 }).toBe(true);
  const claim = (await waiting()).find(({ proof }) => proof.awardId === awardId);
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
  await page.emulateMedia({ media: null });
});

it('awards of three difficulties wait at the desk, each with the raise it makes', async () => {
  const evaluator = await stage.enter('soledad.aranda@promise.example.org');
  for (const [name, slug] of Object.entries(ownLines)) {
    const earner = await stage.enter(at(name));
    await earn(stage, earner, evaluator, slug);
    await earner.context.close();
  }
  await expect.poll(async () => (await waiting()).length, { timeout: 30_000 }).toBe(3);
  const { page } = hr;
  await page.goto('/claims');
  await page.getByRole('button', { name: /Ruth Lindgren \$200/ }).waitFor();
  await page.getByRole('button', { name: /Imani Walker \$400/ }).waitFor();
  await page.getByRole('button', { name: /Benito Reyes \$600/ }).click();
  const claim = page.getByRole('article');
  await claim.getByRole('heading', { name: 'Systems Thinking' }).waitFor();
  await claim.getByRole('link', { name: /^Granted / }).waitFor();
  await hr.inspect('claims-desk-group');
});

it('Human Resources post them, take one back, and post it again', async () => {
  const { page } = hr;
  await page.getByLabel('All 3 that are shown').check();
  await page.getByRole('button', { name: 'Post selected' }).click();
  await page.getByText('3 claims posted.').first().waitFor({ timeout: 20_000 });
  await page.getByText('Nothing waits').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByText('3 postings are taken back.').first().waitFor({ timeout: 20_000 });
  expect(await raises()).toEqual({});
  await page.getByLabel('State').selectOption('held');
  await page.getByLabel('All 3 that are shown').check();
  await page.getByRole('button', { name: 'Post selected' }).click();
  await page.getByText('Nothing is held').waitFor({ timeout: 20_000 });
  expect(await raises()).toEqual({ 'Ruth Lindgren': '200.00', 'Imani Walker': '400.00', 'Benito Reyes': '600.00' });
});

it('the member reads on her phone what it is worth, and why', async () => {
  const { page } = member;
  await page.goto('/statement');
  await page.getByText('Base salary, a year').first().waitFor();
  await page.getByText('$200', { exact: true }).first().waitFor();
  await page.getByText('Why', { exact: true }).first().click();
  await page.getByText('Base salary increase, version 1:').first().waitFor();
  await page
    .getByRole('link', { name: /^Pre-approved / })
    .first()
    .waitFor();
  await member.inspect('statement-raise');
  const pdf = await page.request.get(`/api/v1/organizations/${district}/educators/${await personOf('Ruth Lindgren')}/statement.pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

it('a period is closed once: again is a clear error', async () => {
  const { page } = hr;
  await page.goto(`/organizations/${district}/payroll`);
  await page.getByText('Nothing is due.').waitFor();
  await page.getByLabel('Last day of the period').fill(endOfNextMonth);
  // what it takes is told before it is closed
  await page.getByRole('table', { name: 'The next period' }).getByText('$1,200').waitFor();
  await hr.inspect('payroll-before');
  await close(endOfNextMonth);
  await page.getByText(`Period ${period} is closed with 9 entries.`).first().waitFor({ timeout: 20_000 });
  await page.getByRole('table', { name: 'Closed periods' }).getByText('$1,200').first().waitFor();
  await close(endOfNextMonth);
  await page.getByRole('dialog').getByText('The period is closed already').waitFor({ timeout: 20_000 });
  await hr.inspect('payroll-closed-already');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
});

it('the file adds up to the cent, and is the same when it is made again', async () => {
  const { page } = hr;
  await page.getByRole('button', { name: `Make the file of period ${period}` }).click();
  await page
    .getByRole('heading', { name: new RegExp(`^Control totals of payroll-kettle-moraine-${period}-`) })
    .waitFor({ timeout: 20_000 });
  await hr.inspect('payroll-control-totals');
  const first = await download();
  expect(sumOf(first)).toBe(120_000);
  const [{ sum } = { sum: '' }] = await stage.query<{ sum: string }>(
    `select sum(amount)::numeric(20, 2) as sum from ledger_closing c join ledger_closing_entry ce on ce.closing_id = c.id
     join ledger_entry l on l.id = ce.entry_id where c.recognizer_id = $1 and c.number = $2 and l.kind = 'base-salary'`,
    [district, period],
  );
  expect(sum).toBe('1200.00');
  // made again it is the same, byte for byte
  expect((await download()).equals(first)).toBe(true);
});

it('the columns are those that payroll takes; the file made before stays', async () => {
  const { page } = hr;
  const before = await download();
  await page.getByText('Columns of the file').click();
  await page.getByLabel('A row for').selectOption({ label: 'each educator, kind and day' });
  await page.getByLabel('Between columns').selectOption({ label: 'Semicolon' });
  await page.getByRole('button', { name: 'Add a column' }).click();
  await page.getByLabel('Header').last().fill('PAY_CODE');
  await page.getByLabel('Always this text').fill('MC-RAISE');
  await page.getByRole('button', { name: 'Move PAY_CODE up' }).click();
  await page.getByRole('button', { name: 'Remove PAY_CODE' }).waitFor();
  // a row of several entries has no single one
  await page.getByRole('button', { name: 'Save columns' }).click();
  await page.getByText('a row of several entries has no single one of these').waitFor({ timeout: 20_000 });
  await page.getByText('Something is marked above.').waitFor();
  await hr.inspect('payroll-columns-wrong');
  await page.getByRole('button', { name: 'Remove entry', exact: true }).click();
  await page.getByRole('button', { name: 'Save columns' }).click();
  await page.getByText('The columns are saved.').waitFor({ timeout: 20_000 });
  await hr.inspect('payroll-columns');
  const after = await download();
  expect(after.toString().split('\r\n')[0]).toBe('employee_id;name;kind;amount;currency;effective_on;PAY_CODE');
  expect(sumOf(after, ';')).toBe(sumOf(before));
});

it('what comes too late for this year is declined at one stroke, and each reads why', async () => {
  const askers = ['opal.winterfeld', 'quentin.marsh'];
  const [program] = await stage.query<{ id: string }>('select id from program where recognizer_id = $1', [district]);
  const requests: string[] = [];
  for (const name of askers) {
    const { context } = await stage.enter(at(name));
    const send = async (method: 'post' | 'put', path: string, data: unknown) => {
      const answer = await context.request[method](path, { data });
      expect(answer.ok(), await answer.text()).toBe(true);
      return answer.json();
    };
    const { preApprovalId } = await send('post', `/api/v1/programs/${program?.id}/pre-approvals`, { groupId: null });
    const path = `/api/v1/pre-approvals/${preApprovalId}`;
    const { revision } = await (await context.request.get(path)).json();
    await send('put', `${path}/text`, {
      revision,
      text: {
        rationale: 'We meet it every week.',
        studentEffect: 'They plan aloud.',
        missionFit: 'They choose.',
        startsOn: '2026-12-01',
        endsOn: '2027-04-30',
        proposed: [],
      },
    });
    await send('put', `${path}/lines`, { entryIds: ['systems-thinking'] });
    await send('post', `${path}/submission`, {});
    requests.push(`/pre-approvals/${preApprovalId}`);
    await context.close();
  }
  const { page } = reviewer;
  await page.goto('/reviews');
  await page.getByRole('checkbox', { name: 'Select all 2 shown' }).check();
  await reviewer.inspect('reviews-selected');
  await page.getByRole('button', { name: 'Decline them' }).click();
  await page.getByRole('heading', { name: 'Why do you decline all 2?' }).waitFor();
  await page.getByLabel('They read this').fill('This year’s places are given. Ask again in July, nothing you wrote is lost.');
  await reviewer.inspect('reviews-decline-all');
  await page.getByRole('dialog').getByRole('button', { name: 'Decline' }).click();
  await page.getByText('2 requests declined.').waitFor({ timeout: 20_000 });
  const asker = await stage.enter(at('quentin.marsh'));
  await asker.page.goto(requests[1] ?? '');
  await asker.page.getByText('Ask again in July').first().waitFor();
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
  await colleague.page.getByText('1 colleague supports it').waitFor({ timeout: 20_000 });
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

it('the district compares its permanent raise with a stipend before the board meets', async () => {
  const { page } = hr;
  await page.goto('/claims');
  await page.getByRole('link', { name: 'Simulator', exact: true }).click();
  await page.getByText('Nothing tried yet').waitFor();
  await hr.inspect('simulator-empty');
  await page.getByRole('link', { name: 'New simulation' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Raise or stipend, 2027');
  await page.getByLabel('The question').fill('Shall awards go on raising salaries for good, or be paid once?');
  // what is in force stands beside the same amounts, paid once
  await page
    .getByText(/Each award of difficulty/)
    .first()
    .waitFor();
  await page.getByLabel('Years', { exact: true }).fill('50');
  await page.getByRole('button', { name: 'Play it through' }).click();
  await page.getByText('Something is marked above.').waitFor({ timeout: 20_000 });
  await hr.inspect('simulator-form-wrong');
  await page.getByLabel('Years', { exact: true }).fill('10');
  await page.getByRole('button', { name: 'Play it through' }).click();
  await page.getByRole('heading', { level: 1, name: 'Raise or stipend, 2027' }).waitFor({ timeout: 20_000 });
  await page.getByText(/^“As it is today” costs about \$.* in 10 years; in eight of ten runs between/).waitFor({ timeout: 60_000 });
  await page.getByText(/That makes “As it is today” \$.* dearer than “A stipend, once” in these years\./).waitFor();
  const stipend = page
    .getByRole('row', { name: /^Each year after/ })
    .getByRole('cell')
    .nth(1);
  expect(await stipend.innerText()).toBe('$0');
  await hr.inspect('simulator-result');
  simulation = new URL(page.url()).pathname;
});

it('its own awards are priced to the cent', async () => {
  const { page } = hr;
  await page.getByRole('button', { name: 'Change it' }).click();
  await page.getByRole('radio', { name: 'Our own awards, as they were' }).check();
  await page.getByRole('button', { name: 'Play it through' }).click();
  await page.getByText(/^“As it is today” would have cost \$/).waitFor({ timeout: 60_000 });
  await hr.inspect('simulator-history');
});

it('prints a page for the board with tables and all it rests on', async () => {
  const { page } = hr;
  await page.getByRole('link', { name: 'Page for the board' }).click();
  await page.getByRole('heading', { level: 2, name: 'What this rests on' }).waitFor();
  await page.getByRole('table', { name: 'What it costs each year' }).waitFor();
  await hr.inspect('simulator-board');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
  expect(await page.getByRole('table', { name: 'Who takes part' }).isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  const file = await page.request.get(`/api/v1/simulations/${simulation.split('/').at(-1)}/result.csv`);
  expect((await file.text()).split('\r\n')[0]).toBe('scenario,figure,from,to,low,middle,high,unit');
});

it('the dashboard shows that over 80 % of its educators have earned one', async () => {
  const { page } = hr;
  await page.goto(`/organizations/${district}/insight`);
  await page.getByText('of educators have an award').first().waitFor();
  const answer = await page.request.get(`/api/v1/organizations/${district}/insight`);
  const { adoption } = (await answer.json()) as { adoption: { share: number } };
  expect(adoption.share).toBeGreaterThan(80);
  await page
    .getByText(`${Math.round(adoption.share)}%`, { exact: true })
    .first()
    .waitFor();
  await hr.inspect('insight-adoption');
});

/** A day in the month after the next pay periods, within the three months that may be closed ahead. */
const endOfNextMonth = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 2, 0)).toISOString().slice(0, 10);

async function close(endsOn: string): Promise<void> {
  const { page } = hr;
  await page.getByLabel('Last day of the period').fill(endsOn);
  await page.getByRole('button', { name: 'Close a period' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close a period' }).click();
}

/** Claims at the district's desk. */
async function waiting() {
  const answer = await hr.context.request.get(`/api/v1/organizations/${district}/claims`);
  return ((await answer.json()) as { items: { educator: { name: string }; proof: { awardId?: string }; preApproval: object | null }[] })
    .items;
}

/** Raises of the group's three that stand, by educator. */
async function raises(): Promise<Record<string, string>> {
  const rows = await stage.query<{ name: string; sum: string }>(
    `select p.name, sum(amount)::numeric(20, 2)::text as sum from ledger_entry l join person p on p.id = l.educator_id
     where l.recognizer_id = $1 and p.name = any($2) group by 1 having sum(amount) <> 0`,
    [district, ['Ruth Lindgren', 'Imani Walker', 'Benito Reyes']],
  );
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

const personOf = async (name: string) => (await stage.query<{ id: string }>('select id from person where name = $1', [name]))[0]?.id ?? '';

/** The payroll file of the period, as it is asked for. */
async function download(): Promise<Buffer> {
  const [closing] = await stage.query<{ id: string }>('select id from ledger_closing where recognizer_id = $1 and number = $2', [
    district,
    period,
  ]);
  const answer = await hr.context.request.get(`/api/v1/closings/${closing?.id}/payroll.csv`);
  expect(answer.status()).toBe(200);
  return answer.body();
}

/** Cents that the amounts of a payroll file sum to. */
function sumOf(file: Buffer, delimiter = ','): number {
  const [head = '', ...lines] = file.toString().trim().split('\r\n');
  const place = head.split(delimiter).indexOf('amount');
  return lines.reduce((sum, line) => sum + Math.round(Number(line.split(delimiter)[place]) * 100), 0);
}
