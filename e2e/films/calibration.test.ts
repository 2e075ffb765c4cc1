import { afterAll, beforeAll, expect, it } from 'vitest';
import { calibrateOn, decideByKeys, scoreOne } from '../harness/desk.ts';
import { handIn } from '../harness/earn.ts';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** Evaluators measure themselves before they judge: an anchor comes before the first submission, and a lead makes another of a decided one. */
let stage: Stage;
let lead: Scene;
let leilani: Scene;

const slug = 'checking-for-understanding';
const title = 'Checking for Understanding';
/** Where the demo's anchor stands below the best level. */
const agreed = { 'work-examples/coverage': 2 };
const anchorName = 'Third class, the next step alone';

beforeAll(async () => {
  stage = await setStage();
  lead = await stage.enter('ken.watanabe@mtlc.example.org');
  leilani = await stage.enter('leilani.kahale@mtlc.example.org');
});
afterAll(() => stage.close());

it('before the first submission an evaluator scores an anchor, and reads how close she came', async () => {
  const journeyId = await handIn(stage, await stage.enter('kavita.deshpande@example.org'), slug);
  await waiting(journeyId);
  const { page } = leilani;
  await page.goto('/desk');
  await page.getByRole('heading', { name: 'Before you score' }).waitFor();
  await leilani.inspect('before-you-score');
  await calibrateOn(leilani, stage, title, 'The silence after the first question carries it.', agreed);
  await page.getByText('Experts have agreed on the levels of this work').waitFor();
  await leilani.inspect('calibration');
  await decideByKeys(leilani, 'not yet', 'Your reading is decided');
  await page.getByText('You set 8 of 8 levels as experts agreed').waitFor();
  await page.getByText('You may score this micro-credential now.').waitFor();
  await leilani.inspect('calibration-result');
});

it('then she scores the submission that waited behind it', async () => {
  await scoreOne(leilani, stage, title, 'Every answer led somewhere.', {});
  await decideByKeys(leilani, 'pass');
});

it('the lead makes an anchor of it, with the levels that were agreed and their reasons', async () => {
  const { page } = lead;
  await page.goto('/desk');
  await page.getByRole('tab', { name: 'Decided' }).click();
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('button', { name: 'Make it an anchor' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Evaluators will score this work to calibrate themselves').waitFor();
  await lead.inspect('make-anchor');
  await dialog.getByLabel('Name of the anchor').fill('');
  await dialog.getByRole('button', { name: 'Make it an anchor' }).click();
  await dialog.getByText('Give it a name.').waitFor();
  await dialog.getByLabel('Name of the anchor').fill(anchorName);
  await dialog.getByLabel('For', { exact: true }).selectOption('Drift checks');
  const first = dialog.getByRole('group').first();
  await first.getByRole('textbox').first().fill('It names who could not be told apart before.');
  await dialog.getByRole('button', { name: 'Make it an anchor' }).click();
  await page.getByText('It is an anchor now.').waitFor();
  const [anchor] = await stage.query<{ use: string; levels: { reason: string }[] }>('select use, levels from anchor where title = $1', [
    anchorName,
  ]);
  expect(anchor?.use).toBe('drift');
  expect(anchor?.levels.map(({ reason }) => reason)).toContain('It names who could not be told apart before.');
});

it('and has drift checks come among the submissions', async () => {
  const { page } = lead;
  await page.goto(`/organizations/${await issuer()}/evaluation?view=settings`);
  await page.getByLabel('Settings of').selectOption({ label: `${title} (differs)` });
  await page.getByLabel('Share of drift checks, in percent').fill('25');
  await lead.inspect('evaluation-settings');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await page.getByText('Saved.').waitFor();
});

const issuer = async () => (await stage.query<{ id: string }>("select id from organization where slug = 'mtlc'"))[0]?.id ?? '';

/** Waits until a journey's submission waits for evaluators: a job brings it there. */
async function waiting(journeyId: string): Promise<string> {
  const queued = async () =>
    (
      await stage.query<{ id: string }>(
        "select evaluation.id from evaluation join submission s on s.id = submission_id where s.journey_id = $1 and evaluation.state = 'waiting'",
        [journeyId],
      )
    )[0]?.id;
  await expect.poll(queued, { timeout: 20_000 }).toBeTruthy();
  return (await queued()) ?? '';
}
