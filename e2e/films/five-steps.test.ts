import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** Submit, not yet, feedback, resubmit: an earner and an evaluator, each in a window of their own. */
let stage: Stage;
let earner: Scene;
let evaluator: Scene;
let journeyId: string;

beforeAll(async () => {
  stage = await setStage();
  const [ready] = await stage.query<{ id: string; email: string }>(
    "select j.id, p.email from journey j join person p on p.id = j.earner_id where p.name = 'Miriam Feldman' limit 1",
  );
  journeyId = ready?.id ?? '';
  earner = await stage.enter(ready?.email);
  // whoever has nothing in hand yet, so that "next" is this submission
  const [free] = await stage.query<{ email: string }>(
    `select p.email from person p join membership m on m.person_id = p.id join journey j on j.id = $1
     join micro_credential mc on mc.id = j.micro_credential_id and mc.issuer_id = m.organization_id
     where 'evaluator' = any(m.roles) limit 1`,
    [journeyId],
  );
  evaluator = await stage.enter(free?.email);
});
afterAll(() => stage.close());

async function submit(page: Page): Promise<void> {
  await page.goto(`/journeys/${journeyId}`);
  await page.getByRole('button', { name: 'Submit for evaluation' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const note = dialog.locator('textarea');
  if (await note.count()) await note.first().fill('I answered what was asked about the reflection.');
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await dialog.getByRole('button', { name: 'Submit', exact: true }).click();
  await page.getByText('Submitted for evaluation').first().waitFor();
}

/** Sets the highest level everywhere but in the last part, which gets the lowest; feedback to the whole; decides. */
async function returnForRevision(): Promise<void> {
  let evaluationId = '';
  await expect
    .poll(
      async () => {
        const [row] = await stage.query<{ id: string }>(
          "select e.id from evaluation e join submission s on s.id = e.submission_id where s.journey_id = $1 and e.state <> 'decided'",
          [journeyId],
        );
        evaluationId = row?.id ?? '';
        return evaluationId;
      },
      { timeout: 20_000 },
    )
    .not.toBe('');
  const { page, context } = evaluator;
  await page.goto('/desk');
  await context.request.post(`/api/v1/evaluations/${evaluationId}/take`, { headers: { 'sec-fetch-site': 'same-origin' } });
  await page.goto(`/evaluations/${evaluationId}`);
  await page.getByRole('radio').first().waitFor();
  const read = (await (await context.request.get(`/api/v1/evaluations/${evaluationId}`)).json()) as {
    carriedParts: string[];
    definition: { parts: { id: string; levels: { name: string }[]; criteria: unknown[] }[] };
  };
  const open = read.definition.parts.filter(({ id }) => !read.carriedParts.includes(id));
  await page.getByRole('heading').first().click();
  const press = async (key: string) => {
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  };
  const total = open.reduce((sum, { criteria }) => sum + criteria.length, 0);
  for (let back = 0; back < total; back += 1) await press('k');
  for (const [index, part] of open.entries()) {
    const lowest = index === open.length - 1;
    for (let criterion = 0; criterion < part.criteria.length; criterion += 1) {
      // a digit sets the level, counted from the lowest; j goes to the next criterion
      await press(lowest ? '1' : String(part.levels.length));
      await press('j');
    }
  }
  await expect
    .poll(async () => (await stage.query('select 1 from score where evaluation_id = $1 and level_id is not null', [evaluationId])).length, {
      timeout: 20_000,
    })
    .toBe(total);
  await page.locator('textarea').last().fill('You show how students were heard. Say next what you changed because of it.');
  await expect
    .poll(async () => (await stage.query("select 1 from evaluation where id = $1 and feedback <> ''", [evaluationId])).length, {
      timeout: 20_000,
    })
    .toBe(1);
  await page.getByRole('button', { name: 'Decide: not yet' }).first().click();
  await page.getByRole('button', { name: 'Yes, not yet' }).click();
  await page.getByText('Decided: not yet').first().waitFor();
}

it('the earner submits', async () => {
  await earner.page.goto(`/journeys/${journeyId}`);
  await earner.page.getByRole('button', { name: 'Submit for evaluation' }).waitFor();
  await earner.inspect('journey');
  await submit(earner.page);
});

it('the evaluator says not yet, by keyboard', () => returnForRevision());

it('the earner reads what stood and what is next', async () => {
  await earner.page.goto(`/journeys/${journeyId}/feedback`);
  await earner.page.getByText('You show how students were heard.').waitFor();
  await earner.inspect('feedback');
});

it('the earner resubmits; what passed stays passed', async () => {
  await submit(earner.page);
  const [last] = await stage.query<{ carried: string[] }>(
    "select snapshot->'carriedParts' as carried from submission where journey_id = $1 order by attempt desc limit 1",
    [journeyId],
  );
  expect(last?.carried.length).toBeGreaterThan(0);
});
