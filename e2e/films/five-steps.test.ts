import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decideByKeys, scoreNext } from '../harness/desk.ts';
import { peerVerifies } from '../harness/peer.ts';
import { aSoundRecording, aVideo } from '../harness/recordings.ts';
import { demoPassword, type Scene, type Stage, setStage } from '../harness/stage.ts';

/** Select, develop evidence, submit, evaluate, earn and share: an earner, an evaluator and a stranger, each in a window of their own. */
let stage: Stage;
let earner: Scene;
let evaluator: Scene;
let stranger: Scene;
let journeyId: string;
let awardId: string;
let credential: Buffer;

const title = 'Engaging Your Peers in Executive Function';
const demoFile = (name: string) => readFileSync(join(import.meta.dirname, '../../demo/files', name));

beforeAll(async () => {
  stage = await setStage();
  earner = await stage.enter();
  stranger = await stage.enter();
  // nobody else's work waits at the Friday Institute, so that the next submission is this one
  evaluator = await stage.enter('odell.bryant@friday.example.org');
});
afterAll(() => stage.close());

it('an educator finds a micro-credential and reads everything before sign-in', async () => {
  const { page } = earner;
  await page.goto('/');
  await earner.inspect('home-signed-out');
  await page.goto('/catalog');
  await page.getByRole('searchbox').fill('enaging your peers'); // a slip of the finger is forgiven
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('link', { name: title }).waitFor();
  await earner.inspect('catalog-search');
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  for (const said of ['What it takes', 'What you will show', 'How it is judged', 'The research behind it'])
    await page.getByRole('heading', { name: said }).waitFor();
  await page.getByText('Agendas and notes of three meetings').first().waitFor();
  await page.getByRole('columnheader', { name: /Proficient/ }).waitFor();
  await earner.inspect('micro-credential');
});

it('the journey begins with a button, through sign-in', async () => {
  const { page } = earner;
  await page.getByRole('link', { name: 'Start your journey' }).click();
  await page.getByLabel('E-mail address').fill('aminata.diallo@example.org');
  await earner.inspect('sign-in');
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(/\/journeys\/[0-9a-f-]{36}$/);
  journeyId = page.url().split('/').at(-1) ?? '';
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
});

const answers: [question: RegExp, text: string][] = [
  [/^Who are the colleagues in your group/, 'Four of us share the sixth grade: science, art, the library and I.'],
  [/^What did shadowing show\?/, 'In five periods a student met five ways to begin. Each new way costs planning that the task then lacks.'],
  [/^What did you take from the resources/, 'That a routine is kept by its cue. I gave every room the same three words.'],
  [/^What made the routine work/, 'The card on the desk made it work; a substitute day made it slip.'],
];

it('what is written saves itself', async () => {
  const { page } = earner;
  for (const [question, text] of answers) await field(question).fill(text);
  await page.getByText(/Saved at/).waitFor({ timeout: 20_000 });
  await page.reload();
  for (const [question, text] of answers) expect(await field(question).inputValue()).toBe(text);
  await earner.inspect('journey-begun');
});

it('evidence is linked, uploaded, written and told', async () => {
  const { page } = earner;
  const routine = requirement(/^The routine as agreed/);
  await routine.getByRole('button', { name: 'Add a link' }).click();
  await routine.getByLabel('Web address').fill('https://work.example.org/routine');
  await routine.getByLabel('Title').fill('The routine on one page');
  await routine.getByRole('button', { name: 'Add', exact: true }).click();
  await routine.getByRole('link', { name: 'The routine on one page' }).waitFor();
  await attach(routine, { name: 'card.png', mimeType: 'image/png', buffer: demoFile('flexible-room-plan.png') }, 'The card on every desk');
  const meetings = requirement(/^Agendas and notes/);
  for (const number of [1, 2, 3])
    await attach(
      meetings,
      { name: `meeting-${number}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`Meeting ${number}: what we kept, what we changed.`) },
      `Notes of meeting ${number}`,
    );
  const rooms = requirement(/^Evidence of use/);
  await attach(rooms, { name: 'art.webm', mimeType: 'video/webm', buffer: await aVideo(page) }, 'The art room begins');
  await attach(rooms, { name: 'science.png', mimeType: 'image/png', buffer: demoFile('exit-ticket-sort.png') }, 'The science room');
  await attach(rooms, { name: 'library.pdf', mimeType: 'application/pdf', buffer: demoFile('exit-ticket-next-lesson.pdf') }, 'The library');
  const colleague = requirement(/^A colleague from the group/);
  await attach(colleague, { name: 'colleague.wav', mimeType: 'audio/wav', buffer: aSoundRecording(2) }, 'A colleague tells');
  // one item goes onto the badge, the others stay private
  await routine.getByRole('checkbox', { name: 'Show on my badge' }).first().check();
  await page.getByText('Everything asked for is here.').waitFor();
});

it('the educator sees where the work stands, and what evaluators will see', async () => {
  const { page } = earner;
  await page.getByText('How this part is judged, and where you see yourself').first().click();
  const guide = page.getByRole('table').first();
  await guide.getByRole('radio').first().check();
  await earner.inspect('journey-ready');
  await page.getByRole('link', { name: 'See it as evaluators will' }).click();
  await page.getByRole('heading', { name: 'Leading without rank' }).waitFor();
  await page.getByText('The art room begins').first().waitFor();
  expect(await page.getByRole('main').innerText()).not.toContain('Aminata');
  await earner.inspect('preview');
  await page.getByRole('link', { name: 'Back to writing' }).first().click();
});

it('the educator submits', async () => {
  const { page } = earner;
  await page.getByRole('button', { name: 'Submit for evaluation' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Submit', exact: true }).click();
  await dialog.getByText('Both statements are needed.').waitFor();
  await earner.inspect('submit');
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await dialog.getByRole('button', { name: 'Submit', exact: true }).click();
  await page.getByText('Submitted for evaluation').first().waitFor();
  await inQueue(1);
});

it('the evaluator says "not yet" by keyboard, with feedback', async () => {
  await scoreNext(evaluator, stage, 'Your rooms are shown well. Say next what you learned as a leader.', ['reflection']);
  expect(await evaluator.page.getByRole('main').innerText()).not.toContain('Aminata');
  await decideByKeys(evaluator, 'not yet');
});

it('the educator reads what stood, revises, and resubmits with a note on what changed', async () => {
  const { page } = earner;
  await page.goto('/home');
  const card = page.getByRole('article').filter({ hasText: title });
  await card.getByRole('link', { name: 'Read the feedback and revise' }).click();
  await page.getByText('Say next what you learned as a leader.').waitFor();
  await earner.inspect('feedback-not-yet');
  await page.getByRole('link', { name: 'Go on with your evidence' }).first().click();
  await page.getByText('This part has passed').first().waitFor();
  await field(/^What did you take from the resources/).fill('That I lead by asking first: the third meeting began with their questions.');
  await page.getByText(/Saved at/).waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Submit for evaluation' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What did you change since the last attempt?').fill('I added what I learned as a leader.');
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await dialog.getByRole('button', { name: 'Submit', exact: true }).click();
  await page.getByText('Submitted for evaluation').first().waitFor();
  await inQueue(2);
});

it('the evaluator reads what changed, and passes it', async () => {
  await scoreNext(evaluator, stage, 'Now I see the leader. Thank you for the third meeting.', []);
  await evaluator.page.getByText('I added what I learned as a leader.').first().waitFor();
  await decideByKeys(evaluator, 'pass');
});

it('the badge appears, with the moment of the award', async () => {
  const { page } = earner;
  await page.goto(`/journeys/${journeyId}`);
  await page.getByRole('link', { name: 'See your badge' }).click({ timeout: 60_000 });
  await page.getByText('Congratulations, this is yours.').waitFor();
  await earner.inspect('award-moment');
  awardId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByText('Aminata Diallo', { exact: true }).waitFor();
  await page.getByText('The routine on one page').first().waitFor();
  expect(await page.getByRole('main').innerText()).not.toContain('The science room');
  const linkedIn = new URL((await page.getByRole('link', { name: 'Add to LinkedIn' }).getAttribute('href')) ?? '');
  expect(linkedIn.searchParams.get('certUrl')).toBe(`${stage.server.url}/badges/${awardId}`);
  expect(linkedIn.searchParams.get('certId')).toBe(awardId);
});

it('the downloaded credential is accepted by a verifier that we did not write, and a changed one refused', async () => {
  const { page } = earner;
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Credential (JSON)' }).click();
  credential = readFileSync(await (await downloading).path());
  const read = JSON.parse(credential.toString());
  expect(await peerVerifies(read)).toEqual({ verified: true, reasons: [] });
  expect((await peerVerifies({ ...read, name: 'Something else' })).verified).toBe(false);
});

it('a stranger verifies the file in the browser, and sees that a changed one does not hold', async () => {
  const { page } = stranger;
  await page.goto('/verify');
  const file = page.getByLabel('Or choose its file');
  await file.setInputFiles({ name: 'badge.json', mimeType: 'application/json', buffer: credential });
  await page.getByText('This badge holds').waitFor();
  await stranger.inspect('verified');
  const changed = Buffer.from(credential.toString().replaceAll(title, 'Engaging Nobody'));
  expect(changed.equals(credential)).toBe(false);
  await file.setInputFiles({ name: 'changed.json', mimeType: 'application/json', buffer: changed });
  await page.getByText('This badge does not hold').waitFor();
  await stranger.inspect('verified-not');
});

/** Where one writes the answer to a question. */
const field = (question: RegExp) => earner.page.getByRole('textbox', { name: question });
const requirement = (heading: RegExp) => earner.page.getByRole('region', { name: heading });

/** Chooses a file, names it, and adds it once it is there. */
async function attach(under: Locator, file: { name: string; mimeType: string; buffer: Buffer }, name: string): Promise<void> {
  await under.locator('input[type=file]').first().setInputFiles(file);
  await under.getByLabel('Title').fill(name);
  await under.getByRole('button', { name: /^Add( when uploaded)?$/ }).click();
  await under.getByRole('list').getByText(name, { exact: true }).waitFor({ timeout: 20_000 });
  // the card of this upload leaves before the next one comes
  await under.getByLabel('Title').waitFor({ state: 'detached' });
}

/** Waits until attempt n waits for an evaluator: a job brings it there. */
async function inQueue(attempt: number): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await stage.query(
            'select 1 from evaluation join submission s on s.id = evaluation.submission_id where s.journey_id = $1 and s.attempt = $2',
            [journeyId, attempt],
          )
        ).length,
      { timeout: 20_000 },
    )
    .toBe(1);
}
