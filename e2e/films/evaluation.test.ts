import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decideByKeys, scoreNext, scoreOne } from '../harness/desk.ts';
import { handIn } from '../harness/earn.ts';
import { aLine, type Line } from '../harness/line.ts';
import { aPhoneVideo } from '../harness/recordings.ts';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/**
 * A submission that two evaluators read apart: its video is brought by phone over a line that breaks twice, they differ in one criterion, a
 * third decides, the earner goes on with that criterion alone, and earns.
 */
let stage: Stage;
let earner: Scene;
let first: Scene;
let second: Scene;
let lead: Scene;
let line: Line;
let journeyId: string;

const title = 'Facilitating Classrooms Meetings';
/** What the two see differently: whether structures bring in nearly every student. */
const participation = 'work-examples/participation';

beforeAll(async () => {
  stage = await setStage();
  // what a phone sends where the reception is poor
  line = await aLine(500_000);
  earner = await stage.enter('kavita.deshpande@example.org', { phone: true, line });
  first = await stage.enter('leilani.kahale@mtlc.example.org');
  second = await stage.enter('dawit.tesfaye@mtlc.example.org');
  lead = await stage.enter('ken.watanabe@mtlc.example.org');
});
afterAll(async () => {
  await stage.close();
  line.close();
});

it('a teacher begins on her phone, and writes', async () => {
  const { page } = earner;
  await page.goto('/micro-credentials/facilitating-classrooms-meetings');
  await page.getByRole('link', { name: 'Start your journey' }).click();
  await page.waitForURL(/\/journeys\/[0-9a-f-]{36}$/);
  journeyId = page.url().split('/').at(-1) ?? '';
  const answers: [question: RegExp, text: string][] = [
    [/^How is the meeting set up/, 'Every Monday for twenty minutes since September; two students draw up the agenda from the box.'],
    [/^Follow one matter from the agenda/, 'The noise at the lockers: they chose two quiet weeks, counted, and kept the second rule only.'],
    [
      /^Describe a moment when you wanted to step in/,
      'When nobody answered the chair I counted to thirty. The chair asked again, in other words.',
    ],
    [/^What do students say the meetings/, 'Three wrote that the same five still speak. I will open each matter with a written round.'],
  ];
  for (const [question, text] of answers) await page.getByRole('textbox', { name: question }).fill(text);
  await page.getByText(/Saved at/).waitFor({ timeout: 20_000 });
});

it('a video on its way from the phone goes on where it stopped, after a broken line and after a killed server', async () => {
  const { page } = earner;
  const section = requirement(/^A recording of parts of one meeting/);
  await section.waitFor();
  const video = await aPhoneVideo(page, 5_000_000);
  /** From where each piece was sent. */
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH' && request.url().includes('/uploads/')) offsets.push(Number(request.headers()['upload-offset']));
  });
  await section
    .locator('input[capture][accept^="video"]')
    .setInputFiles({ name: 'VID_20261103.mp4', mimeType: 'video/mp4', buffer: video });
  const arrived = async () => {
    const [upload] = await stage.query<{ id: string }>("select id from upload where name = 'VID_20261103.mp4'");
    const object = join(stage.dataFolder, 'files/uploads', upload?.id ?? 'none');
    return existsSync(object) ? statSync(object).size : 0;
  };
  const moreThan = (bytes: number) => expect.poll(arrived, { timeout: 60_000, interval: 20 }).toBeGreaterThan(bytes);

  await moreThan(1_000_000);
  line.cut();
  await section.getByText('No connection. The upload goes on by itself.').waitFor();
  await earner.inspect('upload-broken-line');
  const beforeTheBreak = await arrived();
  expect(beforeTheBreak).toBeLessThan(video.length);
  const sentBefore = offsets.length;
  line.mend();

  await moreThan(Math.max(3_000_000, beforeTheBreak));
  const beforeTheKill = await arrived();
  expect(beforeTheKill).toBeLessThan(video.length);
  const sentUntilKill = offsets.length;
  await stage.restart('kill');
  await section.getByText('Uploaded', { exact: true }).waitFor({ timeout: 120_000 });

  // never again from the beginning
  expect(offsets[0]).toBe(0);
  expect(offsets.slice(sentBefore).filter((offset) => offset >= beforeTheBreak && offset > 0).length).toBe(offsets.length - sentBefore);
  expect(offsets[sentUntilKill]).toBeGreaterThanOrEqual(beforeTheKill);
  await section.getByLabel('Title').fill('Meeting of October 12: opening, round, decision');
  await section.getByRole('button', { name: 'Add', exact: true }).click();
  await section.getByRole('list').getByText('Meeting of October 12: opening, round, decision').first().waitFor();
  const [stored] = await stage.query<{ size: string }>("select size from file where name = 'VID_20261103.mp4'");
  // whole, but for what a recording says of its place and device
  expect(Math.abs(Number(stored?.size) - video.length)).toBeLessThan(100_000);
});

it('she submits', async () => {
  await addLink(/^Agenda and minutes of three/, 'https://work.example.org/meetings/minutes', 'Minutes of three meetings');
  const briefing = requirement(/^The briefing or guide you give/);
  const card = readFileSync(join(import.meta.dirname, '../../demo/files/exit-ticket-sort.png'));
  await briefing.locator('input[type=file]:not([capture])').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: card });
  await briefing.getByLabel('Title').fill('The chair’s card');
  await briefing.getByRole('button', { name: /^Add( when uploaded)?$/ }).click();
  await briefing.getByRole('list').getByText('The chair’s card', { exact: true }).waitFor();
  await earner.page.getByText('Everything asked for is here.').waitFor();
  await submit();
  await inQueue(1, 2);
});

it('two evaluators read it without each other, and differ in one criterion', async () => {
  await scoreOne(first, stage, title, 'Your chair holds the frame, and the room listens.', {});
  await decideByKeys(first, 'pass', 'Your reading is decided');
  await first.page.getByText('Another evaluator reads the same work').waitFor();
  await scoreOne(second, stage, title, 'I count nine who never speak. How else can they take part?', { [participation]: 2 });
  expect(await second.page.getByRole('main').innerText()).not.toContain('Your chair holds the frame');
  await decideByKeys(second, 'not yet', 'Your reading is decided');
  await second.page.getByText('a third evaluator decides').waitFor();
  const [decided] = await stage.query('select 1 from decision join submission s on s.id = submission_id where s.journey_id = $1', [
    journeyId,
  ]);
  expect(decided).toBeUndefined();
});

it('the lead decides as a third, and sees the two readings only then', async () => {
  await scoreOne(lead, stage, title, 'The round brings in most. Show me how the others take part.', { [participation]: 2 });
  const { page } = lead;
  await page.getByText('Two evaluators differ on this submission').waitFor();
  expect(await page.getByRole('main').innerText()).not.toContain('I count nine');
  await lead.inspect('adjudication');
});

it('and pins to the work what he saw: to a moment and a region, by key and by pointer, and to a passage', async () => {
  const { page } = lead;
  const type = async (words: string) => {
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await page.keyboard.type(words);
    await page.keyboard.press('Escape');
  };
  const video = page.locator('video');
  await video.evaluate((player: HTMLVideoElement) => {
    player.currentTime = 0.4;
  });
  await video.focus();
  await page.keyboard.press('c');
  await type('Here four hands are up, and one speaks.');
  const picture = page.getByRole('figure').filter({ hasText: 'The chair’s card' });
  const onRegion = picture.getByRole('button', { name: 'Comment on a region' });
  await onRegion.click();
  const frame = page.getByRole('button', { name: /^Frame a region/ });
  await frame.hover({ position: { x: 40, y: 40 } });
  await page.mouse.down();
  await frame.hover({ position: { x: 160, y: 120 } });
  await page.mouse.up();
  await type('A good first question for the chair.');
  await onRegion.press('Enter');
  for (const key of ['ArrowRight', 'ArrowDown', 'Shift+ArrowLeft', 'Enter']) await page.keyboard.press(key);
  await type('Say here what to do when nobody answers.');
  await page.getByRole('button', { name: 'Comment on a passage' }).first().click();
  await page.getByLabel('What the educator wrote').press('Control+Home');
  for (const _ of 'Every Monday') await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await type('That it is regular is what makes it theirs.');
  await page.getByText('Everything is saved').waitFor();
  const places = await stage.query<{ kind: string; text: string }>(
    "select place->>'kind' as kind, text from evidence_comment order by made_at",
  );
  expect(places.map(({ kind }) => kind)).toEqual(['moment', 'region', 'region', 'text']);
  expect(places.at(-1)?.text).toBe('That it is regular is what makes it theirs.');
  await lead.inspect('desk-comments');
});

it('the third reading decides', async () => {
  const { page } = lead;
  await decideByKeys(lead, 'not yet');
  await page.goto(page.url());
  await page
    .getByText(/^Reading 2: not yet/i)
    .first()
    .click();
  await page.getByText('I count nine who never speak').first().waitFor();
  await lead.inspect('adjudication-decided');
});

it('she reads on her phone what stood, and revises what did not', async () => {
  const { page } = earner;
  await page.goto(`/journeys/${journeyId}/feedback`);
  await page.getByText('The round brings in most').waitFor();
  expect(await page.getByRole('main').innerText()).not.toMatch(/I count nine|Your chair holds|Watanabe|Tesfaye|Kahale/);
  await page.getByRole('heading', { name: 'In your work' }).waitFor();
  await page.getByText('Say here what to do when nobody answers.').waitFor();
  await page.getByRole('button', { name: 'At 0:00' }).click();
  await expect.poll(() => page.locator('video').evaluate((player: HTMLVideoElement) => player.currentTime)).toBeCloseTo(0.4, 1);
  await page.getByRole('button', { name: 'Every Monday' }).click();
  await earner.inspect('feedback-adjudicated');
  await page.getByRole('link', { name: 'Go on with your evidence' }).first().click();
  await addLink(/^Agenda and minutes of three/, 'https://work.example.org/meetings/rounds', 'Written rounds of three meetings');
  await submit('Each matter now opens with a written round; all 24 slips are counted.');
  await inQueue(2, 2);
});

it('only that criterion is scored again, and what was met stays met', async () => {
  for (const [evaluator, told] of [
    [first, 'Your reading is decided'],
    [lead, 'Decided: pass'],
  ] as const) {
    const evaluationId = await scoreOne(evaluator, stage, title, 'Now every voice is in the minutes.', {});
    await evaluator.page.getByText('Met in an earlier attempt').first().waitFor();
    await evaluator.page.getByRole('figure').filter({ hasText: 'Written rounds' }).getByText('New since attempt 1').waitFor();
    await compares(evaluator);
    const levels = await stage.query<{ place: string }>(
      "select part_id || '/' || criterion_id as place from score where evaluation_id = $1",
      [evaluationId],
    );
    expect(levels.map(({ place }) => place)).toEqual([participation]);
    await decideByKeys(evaluator, 'pass', told);
  }
});

it('she sees both attempts side by side, or one after the other on her phone', async () => {
  const { page } = earner;
  await page.goto(`/journeys/${journeyId}/feedback`);
  await page.getByRole('link', { name: 'Compare with attempt 1' }).click();
  await page.getByRole('heading', { level: 1, name: 'Attempts 1 and 2 side by side' }).waitFor();
  await page.getByRole('tab', { name: 'Attempt 2' }).waitFor();
  await page.getByText('Written rounds of three meetings').waitFor();
  await earner.inspect('attempts-compared');
  await page.getByRole('tab', { name: 'Attempt 1' }).click();
  await page.getByText('The round brings in most').or(page.getByText('Minutes of three meetings')).first().waitFor();
  expect(await page.getByRole('main').innerText()).not.toContain('Written rounds of three meetings');
});

it('she earns it', async () => {
  const { page } = earner;
  await page.goto(`/journeys/${journeyId}`);
  await page.getByRole('link', { name: 'See your badge' }).click({ timeout: 60_000 });
  await page.getByText('Congratulations, this is yours.').waitFor();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const awards = await stage.query('select 1 from award join submission s on s.id = submission_id where s.journey_id = $1', [journeyId]);
  expect(awards).toHaveLength(1);
});

it('she asks about the feedback, and a page read anew keeps what she has written', async () => {
  const { page } = earner;
  await page.goto(`/journeys/${journeyId}/feedback`);
  const ask = page.getByRole('button', { name: 'Ask or reply the whole' });
  await ask.first().click();
  const field = page.getByLabel('Write about the whole');
  await field.fill('May I show the minutes to the other fifth grades?');
  await page.reload();
  // there alone: the earlier attempt has a place of its own
  await field.first().waitFor();
  expect(await field.count()).toBe(1);
  expect(await field.inputValue()).toBe('May I show the minutes to the other fifth grades?');
  await earner.inspect('question-kept');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Sent.', { exact: true }).waitFor();
  await page.reload();
  await page.getByRole('list', { name: 'Written about the whole' }).getByText('other fifth grades').waitFor();
  expect(await field.count()).toBe(0);
});

it('and whose levels stand answers from the desk; that outlasts a page read anew, too', async () => {
  const { page } = lead;
  await page.goto('/desk');
  await page.getByRole('table', { name: 'Questions to you' }).getByRole('row', { name: title }).getByRole('link').click();
  const answer = page.getByRole('button', { name: 'Answer the whole' });
  // in sight, without looking for it below the levels
  await expect.poll(() => answer.evaluate((one) => one.getBoundingClientRect().top < window.innerHeight)).toBe(true);
  await answer.click();
  const field = page.getByLabel('Write about the whole');
  await field.fill('Please do: without names, as you have them.');
  await page.reload();
  await field.waitFor();
  expect(await field.inputValue()).toBe('Please do: without names, as you have them.');
  await lead.inspect('answer-kept');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Sent.', { exact: true }).waitFor();
  await page.goto('/desk');
  await page.getByText(/waits? for an expert|Nothing waits for you/).waitFor();
  expect(await page.getByRole('table', { name: 'Questions to you' }).count()).toBe(0);
});

it('she finds what she decided, to read again', async () => {
  const { page } = first;
  await page.goto('/desk');
  await page.getByRole('button', { name: 'Show what I decided' }).click();
  const decided = page.getByRole('table', { name: 'What you decided' });
  await decided.getByRole('row', { name: title }).first().waitFor();
  expect(await decided.getByRole('row', { name: title }).count()).toBe(2);
  await first.inspect('desk-own-decisions');
});

it('she reads one micro-credential after the other, and gives back what a friend of hers wrote', async () => {
  await inQueueOf(await handIn(stage, earner, 'connecting-with-students'));
  const { page } = first;
  await page.goto('/desk');
  // what the demo left in her hands
  await page.getByRole('button', { name: 'Go on with yours' }).click();
  await page.getByRole('button', { name: 'Give back' }).click();
  await page.getByLabel('I recognize whose work this is').check();
  await first.inspect('desk-recognized');
  await page.getByRole('button', { name: 'Give it back' }).click();
  // the dialog says the same before
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('nothing of this educator comes to you again').waitFor();
  const [declared] = await stage.query<{ count: string }>('select count(*) from declared_conflict');
  expect(Number(declared?.count)).toBe(1);
  const show = page.getByLabel('Show', { exact: true });
  await show.selectOption('Connecting with Students (1)');
  const waiting = page.getByRole('table', { name: 'Waiting' });
  await waiting.getByRole('rowheader', { name: 'Using Research to Inform Teaching' }).waitFor({ state: 'detached' });
  await first.inspect('desk-one-micro-credential');
  await scoreNext(first, stage, 'You know them by more than their marks.', []);
  await decideByKeys(first, 'pass');
  await page.keyboard.press('n');
  await page.getByText('That was the last of this micro-credential.').waitFor();
  await page.waitForURL(/\/desk$/);
  await waiting.getByText('No more of this one. Show all to go on.').waitFor();
  await show.selectOption('All that wait');
  await waiting.getByRole('rowheader', { name: 'Using Research to Inform Teaching' }).waitFor();
});

it('the lead sees how each pair of evaluators agrees', async () => {
  const { page } = lead;
  await page.goto(`/organizations/${await issuer()}/evaluation?view=insight`);
  const pairs = page.getByRole('table', { name: 'Pairs of evaluators' });
  await pairs
    .getByRole('row', { name: /Dawit Tesfaye/ })
    .filter({ hasText: 'Leilani Kahale' })
    .getByText('too few to say')
    .waitFor();
  await lead.inspect('insight-pairs');
  await page.getByLabel('Handed in').selectOption('In the last 30 days');
  await pairs.waitFor();
  const file = await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href');
  const told = await page.request.get(file ?? '');
  expect(await told.text()).toMatch(/^pair,.*Tesfaye.*,criteria,\d+$/m);
});

it('the lead keeps a phrase for all evaluators, who have it at hand', async () => {
  const { page } = lead;
  await page.goto(`/organizations/${await issuer()}/evaluation?view=phrases`);
  await page.getByRole('cell', { name: 'the quiet ones' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('minutes first');
  await page.getByLabel('Words', { exact: true }).fill('Begin with the minutes: they show what was decided, and by whom.');
  await page.getByRole('button', { name: 'Keep it for all evaluators' }).click();
  await page.getByRole('cell', { name: 'minutes first' }).waitFor();
  await lead.inspect('issuer-phrases');
  const offered = await first.context.request.get('/api/v1/feedback-phrases');
  expect(await offered.text()).toContain('Begin with the minutes');
});

it('and writes an anchor, with the level that experts agreed on for each criterion', async () => {
  const { page } = lead;
  await page.goto(`/organizations/${await issuer()}/evaluation?view=anchors`);
  await page.getByText('A hinge on negative slopes, turned once').waitFor();
  await lead.inspect('anchors');
  await page.getByRole('button', { name: 'Write an anchor' }).click();
  await page.getByLabel('Micro-credential').selectOption('Connecting with Students');
  await page.getByLabel('Name of the anchor').fill('A map of one class');
  await page.getByRole('button', { name: 'Make the anchor' }).click();
  await page.getByText('Choose the level that was agreed on.').first().waitFor();
  await lead.inspect('write-anchor');
  for (const level of await page.getByRole('group').getByRole('combobox').all()) await level.selectOption({ index: 1 });
  await page
    .getByRole('textbox', { name: /^Why: / })
    .first()
    .fill('The map names who is known by nobody.');
  await page.getByRole('button', { name: 'Make the anchor' }).click();
  await page.getByRole('rowheader', { name: 'A map of one class' }).waitFor();
});

/** Lays the attempt before beside this one, by key, and puts it away again. */
async function compares({ page, inspect }: Scene): Promise<void> {
  await page.keyboard.press('v');
  const dialog = page.getByRole('dialog', { name: 'Attempts 1 and 2 side by side' });
  const now = dialog.getByRole('group', { name: 'Attempt 2' });
  await now.filter({ hasText: 'Written rounds' }).getByText('New', { exact: true }).waitFor();
  expect(await dialog.innerText()).not.toMatch(/Deshpande|Kavita/i);
  await inspect('desk-compared');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

const issuer = async () => (await stage.query<{ id: string }>("select id from organization where slug = 'mtlc'"))[0]?.id ?? '';
const requirement = (heading: RegExp) => earner.page.getByRole('region', { name: heading });

async function addLink(heading: RegExp, url: string, name: string): Promise<void> {
  const section = requirement(heading);
  await section.getByRole('button', { name: 'Add a link' }).click();
  await section.getByLabel('Web address').fill(url);
  await section.getByLabel('Title').fill(name);
  await section.getByRole('button', { name: 'Add', exact: true }).click();
  await section.getByRole('link', { name }).waitFor();
}

async function submit(changed?: string): Promise<void> {
  const { page } = earner;
  await page.getByRole('button', { name: 'Submit for evaluation' }).click();
  const dialog = page.getByRole('dialog');
  if (changed) await dialog.getByLabel('What did you change since the last attempt?').fill(changed);
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await dialog.getByRole('button', { name: 'Submit', exact: true }).click();
  await page.getByText('Submitted for evaluation').first().waitFor();
}

/** Waits until an attempt's readings wait for evaluators: a job brings them there. */
const inQueue = (attempt: number, readings: number) => inQueueOf(journeyId, attempt, readings);

async function inQueueOf(journey: string, attempt = 1, readings = 1): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await stage.query(
            `select 1 from evaluation join submission s on s.id = evaluation.submission_id
             where s.journey_id = $1 and s.attempt = $2 and evaluation.state = 'waiting'`,
            [journey, attempt],
          )
        ).length,
      { timeout: 20_000 },
    )
    .toBe(readings);
}
