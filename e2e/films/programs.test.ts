import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** A district writes a program of its own, shows it to its educators, changes it without changing the past, and ends it. */
let stage: Stage;
let administrator: Scene;
let district: string;
let address: string;

beforeAll(async () => {
  stage = await setStage();
  const [known] = await stage.query<{ id: string }>("select id from organization where slug = 'houston-isd'");
  district = known?.id ?? '';
});
afterAll(() => stage.close());

const saved = () => administrator.page.getByText(/^Saved at/).waitFor({ timeout: 20_000 });

/** Finds something by typing. A list of options closes while the page scrolls, so the field comes into sight first. */
async function pick(field: RegExp, words: string, option: RegExp): Promise<void> {
  const { page } = administrator;
  const box = page.getByRole('combobox', { name: field });
  await box.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  // the list may move under the pointer while the page is still being laid out; as anybody would, she then picks again
  for (let isTaken = false; !isTaken; ) {
    await box.fill(words);
    await page.getByRole('option', { name: option }).click();
    isTaken = await expect
      .poll(() => box.inputValue(), { timeout: 10_000 })
      .toBe('')
      .then(
        () => true,
        () => false,
      );
  }
}

it('an administrator begins a program', async () => {
  administrator = await stage.enter('terrence.boudreaux@houston.example.org');
  const { page } = administrator;
  await page.goto(`/organizations/${district}/programs`);
  await page.getByText('No program yet').waitFor();
  await administrator.inspect('programs-none');
  await page.getByRole('button', { name: 'Begin a program' }).click();
  await page.getByLabel('Name of the program').fill('Global Graduates');
  await page.getByRole('button', { name: 'Begin writing' }).click();
  await page.waitForURL(/\/authoring\/programs\//);
  address = new URL(page.url()).pathname;
  await page.getByRole('heading', { level: 1, name: 'Global Graduates' }).waitFor();
  await administrator.inspect('program-begun');
});

it('is told what is missing before it can be published', async () => {
  const { page } = administrator;
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'Something is still missing' }).waitFor({ timeout: 20_000 });
  await dialog.getByText('In one or two sentences').waitFor();
  await administrator.inspect('program-missing');
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await dialog.waitFor({ state: 'hidden' });
});

it('writes it: words, list, choosing, steps, reviewers; all of it is kept', async () => {
  const { page } = administrator;
  await page.getByLabel('In one or two sentences').fill('Eleven micro-credentials for the blended high-school classroom.');
  await pick(/Add a whole stack/, 'global', /Global Graduates/);
  await page.getByText('11 on the list', { exact: true }).waitFor({ timeout: 20_000 });
  await pick(/Add a micro-credential/, 'driving questions', /Crafting Driving Questions/);
  await page.getByText('12 on the list', { exact: true }).waitFor({ timeout: 20_000 });
  const line = page.getByRole('listitem', { name: 'Crafting Driving Questions' });
  await line.getByLabel('Demand').selectOption('3');
  await line.getByLabel('Hours').fill('14');
  await page.getByRole('button', { name: 'Take out Communicating with Guardians' }).click();
  await page.getByText('11 on the list', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByText('12 on the list', { exact: true }).waitFor();
  await page.getByLabel('Choose at least').fill('1');
  await page.getByLabel(/^At most/).fill('3');
  await page.getByRole('button', { name: 'Add choosing' }).click();
  await page.getByLabel('What the step is called').fill('Choose up to three');
  await page.getByLabel('Each asks, and is approved').check();
  await page.getByLabel('Called', { exact: true }).fill('Your principal');
  await page.getByRole('button', { name: 'Add a reviewer after' }).click();
  await page.getByLabel('Called', { exact: true }).last().fill('The district');
  await page.getByLabel('Each alone or as a group').check();
  await saved();
  await page.reload();
  await page.getByText('12 on the list', { exact: true }).waitFor();
  expect(await page.getByRole('listitem', { name: 'Crafting Driving Questions' }).getByLabel('Hours').inputValue()).toBe('14');
  await administrator.inspect('program-written');
});

it('looks at it as educators will, and publishes it', async () => {
  const { page } = administrator;
  await page.getByRole('tab', { name: 'Preview' }).click();
  await page.getByText('1 to 3 of 12').waitFor();
  await page.getByText('By Your principal, The district', { exact: false }).waitFor();
  await administrator.inspect('program-preview');
  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('dialog').getByText('It opens at once').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Publish version 1' }).click();
  await page.getByText('Version 1 stands.').first().waitFor({ timeout: 20_000 });
  const educator = await stage.enter('maria.lopez@houston.example.org');
  await educator.page.goto('/my-programs');
  await educator.page.getByRole('link', { name: 'Global Graduates' }).click();
  await educator.page.getByRole('button', { name: 'Take part' }).click();
  await educator.page.getByRole('checkbox', { name: 'Crafting Driving Questions' }).check();
  await educator.page.getByRole('button', { name: 'Keep this choice' }).click();
  await educator.page.getByRole('heading', { name: 'What you chose' }).waitFor({ timeout: 20_000 });
});

it('a next version tells what it changes, for whom, and rewrites nothing', async () => {
  const { page } = administrator;
  await page.getByRole('tab', { name: 'Write' }).click();
  await page.getByRole('button', { name: 'Take out Crafting Driving Questions' }).click();
  await page.getByRole('listitem', { name: 'Connecting with Students' }).getByLabel('Hours').fill('9');
  await page.getByLabel(/^Places/).fill('40');
  await saved();
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 educator takes part.').waitFor({ timeout: 20_000 });
  await dialog.getByText('“Crafting Driving Questions” leaves the list.').waitFor();
  await dialog.getByText('1 educator chose it.').waitFor();
  await dialog.getByText(/“Connecting with Students”: demand .* becomes demand .*, 9 hours/).waitFor();
  await dialog.getByText('The number of places changes.').waitFor();
  await administrator.inspect('program-changes');
  await dialog.getByRole('button', { name: 'Publish version 2' }).click();
  await page.getByText('Version 2 stands.').first().waitFor({ timeout: 20_000 });
  const versions = await stage.query<{ number: number; count: number }>(
    `select number, jsonb_array_length(definition->'entries') as count from program_version
     where program_id = $1 order by number`,
    [address.split('/').at(-1)],
  );
  expect(versions).toEqual([
    { number: 1, count: 12 },
    { number: 2, count: 11 },
  ]);
});

it('ends it, opens it again, and copies it for the next year', async () => {
  const { page } = administrator;
  await page.getByRole('tab', { name: 'Run' }).click();
  await page.getByRole('button', { name: 'End the program' }).click();
  await page.getByText('The program has ended: nobody new joins.').waitFor({ timeout: 20_000 });
  await administrator.inspect('program-ended');
  await page.getByRole('button', { name: 'Open it again' }).click();
  await page.getByText('The program is open.').waitFor({ timeout: 20_000 });
  await page.goto(`/organizations/${district}/programs`);
  await page.getByRole('button', { name: 'Copy Global Graduates' }).click();
  await page.getByLabel('Name of the program').fill('Global Graduates, next year');
  await page.getByRole('button', { name: 'Begin writing' }).click();
  await page.getByRole('heading', { level: 1, name: 'Global Graduates, next year' }).waitFor();
  await page.goto(`/organizations/${district}/programs`);
  await page.getByRole('link', { name: 'Global Graduates, next year' }).waitFor();
  await administrator.inspect('programs');
});

it('says in which currency, years and pay periods it reckons', async () => {
  const { page } = administrator;
  await page.goto(`/organizations/${district}/terms`);
  await page.getByText('Until you publish your own, these hold.').waitFor();
  await page.getByRole('button', { name: 'Change the terms' }).click();
  await page.getByLabel('Pay periods begin').selectOption({ label: 'Twice a month' });
  await page.getByLabel('Second day').selectOption('1');
  await page.getByLabel('Hold from').fill('2026-07-01');
  await page.getByRole('button', { name: 'Publish these terms' }).click();
  await page.getByText('the first day comes before the second').waitFor({ timeout: 20_000 });
  await administrator.inspect('terms-wrong');
  await page.getByLabel('Second day').selectOption('16');
  await page.getByRole('button', { name: 'Publish these terms' }).click();
  await page.getByRole('table', { name: 'Terms that were published' }).getByText('paid on days 1 and 16').waitFor({ timeout: 20_000 });
  await administrator.inspect('terms');
});
