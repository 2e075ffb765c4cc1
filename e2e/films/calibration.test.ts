import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isSampled } from '../../server/src/evaluation/readings/sample.ts';
import { calibrateOn, decideByKeys, scoreNext, scoreOne } from '../harness/desk.ts';
import { handIn } from '../harness/earn.ts';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/**
 * Evaluators measure themselves before they judge, and now and then after: an anchor comes before the first submission, a lead makes another
 * of a decided one, and it comes as a drift check in the place of a submission.
 */
let stage: Stage;
let lead: Scene;
let leilani: Scene;
let dawit: Scene;

const slug = 'checking-for-understanding';
const title = 'Checking for Understanding';
/** Where the demo's anchor stands below the best level. */
const agreed = { 'work-examples/coverage': 2 };
const anchorName = 'Third class, the next step alone';

beforeAll(async () => {
  stage = await setStage();
  lead = await stage.enter('ken.watanabe@mtlc.example.org');
  leilani = await stage.enter('leilani.kahale@mtlc.example.org');
  dawit = await stage.enter('dawit.tesfaye@mtlc.example.org');
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
  await turnAndBack(lead);
  expect(await dialog.getByLabel('Name of the anchor').inputValue()).toBe(anchorName);
  expect(await first.getByRole('textbox').first().inputValue()).toBe('It names who could not be told apart before.');
  await dialog.getByRole('button', { name: 'Make it an anchor' }).click();
  await page.getByText('It is an anchor now.').waitFor();
  const [anchor] = await stage.query<{ use: string; levels: { reason: string }[] }>('select use, levels from anchor where title = $1', [
    anchorName,
  ]);
  expect(anchor?.use).toBe('drift');
  expect(anchor?.levels.map(({ reason }) => reason)).toContain('It names who could not be told apart before.');
});

it('and has drift checks come among the submissions, and grants awards from now on', async () => {
  const { page } = lead;
  await page.goto(`/organizations/${await issuer()}/evaluation?view=settings`);
  await page.getByLabel('Settings of').selectOption({ label: `${title} (differs)` });
  await page.getByLabel('Share of drift checks, in percent').fill('25');
  await page.getByLabel('A lead grants each award').check();
  await lead.inspect('evaluation-settings');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await page.getByText('Saved.').waitFor();
});

it('a colleague who came close, too, gets the check in the place of a submission, and cannot tell', async () => {
  const journeyId = await handIn(stage, await stage.enter('lars.mikkelsen@example.org'), slug);
  const evaluationId = await waiting(journeyId);
  await calibrateOn(dawit, stage, title, 'Face down until all are down: that is the answer.', agreed);
  await decideByKeys(dawit, 'not yet', 'Your reading is decided');
  await dueFirst(evaluationId, 'dawit.tesfaye@mtlc.example.org');
  const { page } = dawit;
  const check = await scoreNext(dawit, stage, 'I see who waits, and for how long.', []);
  expect(check).not.toBe(evaluationId);
  const [drawn] = await stage.query<{ anchor_use: string }>('select anchor_use from evaluation where id = $1', [check]);
  expect(drawn?.anchor_use).toBe('drift');
  expect(await page.getByRole('main').innerText()).not.toMatch(/anchor|agreed|calibrat|check on/i);
  await decideByKeys(dawit, 'pass', 'Your reading is decided');
  await page.getByText('This was a check').waitFor();
  await page.getByText('It names who could not be told apart before.').waitFor();
  await dawit.inspect('drift-result');
});

it('the submission kept its place, and comes next', async () => {
  const { page } = dawit;
  await page.getByRole('button', { name: 'Next submission' }).click();
  await page.getByRole('radio').first().waitFor();
  const [held] = await stage.query<{ anchor_use: string | null }>(
    "select anchor_use from evaluation join person on person.id = evaluator_id where person.email = $1 and state = 'taken'",
    ['dawit.tesfaye@mtlc.example.org'],
  );
  expect(held).toEqual({ anchor_use: null });
});

it('he recommends it; the lead wants it read once more, and his words outlast a turned tablet', async () => {
  await scoreNext(dawit, stage, 'Each of the 24 is accounted for.', []);
  await decideByKeys(dawit, 'pass', 'Your reading is decided');
  const { page } = lead;
  await page.goto(`/organizations/${await issuer()}/evaluation`);
  await page.getByRole('table', { name: 'Recommended for award' }).getByRole('row', { name: title }).getByRole('link').click();
  // the desk, too, says so twice: only this page has the button
  await page.getByRole('button', { name: 'Have it read once more' }).click();
  const dialog = page.getByRole('dialog', { name: 'Why read it once more?' });
  await dialog.getByLabel('Reason').fill('The reflection names one student only.');
  await turnAndBack(lead);
  expect(await dialog.getByLabel('Reason').inputValue()).toBe('The reflection names one student only.');
  await lead.inspect('further-reading');
  await dialog.getByRole('button', { name: 'Have it read once more' }).click();
  await page.getByText('It waits for one more reading.').waitFor();
  await dialog.waitFor({ state: 'detached' });
});

it('and the lead sees how close both came', async () => {
  const { page } = lead;
  await page.goto(`/organizations/${await issuer()}/evaluation?view=anchors`);
  await page.getByText(anchorName).waitFor();
  const standings = page.getByRole('table', { name: 'How close evaluators come' });
  await standings.getByRole('row', { name: /Leilani Kahale.*Calibration.*100/ }).waitFor();
  await standings.getByRole('row', { name: /Dawit Tesfaye.*Drift checks.*100/ }).waitFor();
  await lead.inspect('anchors-standings');
});

const issuer = async () => (await stage.query<{ id: string }>("select id from organization where slug = 'mtlc'"))[0]?.id ?? '';

/** Turns a tablet on its side and back: two columns become tabs, and two columns again. */
async function turnAndBack({ page }: Scene): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 820, height: 1180 });
  // behind the dialog, the tabs are hidden from assistive technology, not from sight
  await page.getByRole('tab', { includeHidden: true }).first().waitFor();
  if (size) await page.setViewportSize(size);
  await page.locator('[data-pane]').first().waitFor();
}

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

/** Makes a submission the next one, and one of those whose place an evaluator's drift check takes: a film cannot wait for the seed to say so. */
async function dueFirst(evaluationId: string, email: string): Promise<void> {
  const [evaluator] = await stage.query<{ id: string }>('select id from person where email = $1', [email]);
  let seed = randomUUID();
  while (!isSampled(seed, 'drift', `${evaluator?.id}/${evaluationId}`, 25)) seed = randomUUID();
  await stage.query(
    `update reading_plan set settings = settings || jsonb_build_object('sampleSeed', $2::text)
     where submission_id = (select submission_id from evaluation where id = $1)`,
    [evaluationId, seed],
  );
  // what the demo left in his hands would come first
  await stage.query(
    "update evaluation set state = 'waiting', evaluator_id = null, taken_at = null, lease_until = null where evaluator_id = $1 and state = 'taken'",
    [evaluator?.id],
  );
  // and then what it keeps for him
  await stage.query(
    "update evaluation set due_at = now() - interval '1 day', reserved_for = $2, reserved_until = now() + interval '1 day' where id = $1",
    [evaluationId, evaluator?.id],
  );
}
