import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword, type Scene, type Stage, setStage } from '../harness/stage.ts';

/** A teacher writes through everything that can go wrong, and loses nothing. */
let stage: Stage;
let scene: Scene;
let address: string;
const email = 'lars.mikkelsen';

beforeAll(async () => {
  stage = await setStage();
  const [person] = await stage.query<{ email: string }>('select email from person where email like $1', [`${email}@%`]);
  scene = await stage.enter(person?.email);
  await scene.page.goto('/home');
  const [journey] = await stage.query<{ id: string }>(
    'select j.id from journey j join person p on p.id = j.earner_id where p.email = $1 limit 1',
    [person?.email],
  );
  address = `/journeys/${journey?.id}`;
});
afterAll(() => stage.close());

const field = (page: Page) => page.locator('textarea').first();
const saved = (page: Page) => page.getByText(/Saved at/).waitFor({ timeout: 20_000 });

it('what is typed is saved by itself', async () => {
  await scene.page.goto(address);
  await field(scene.page).fill('My class of nine-year-olds.');
  await saved(scene.page);
  await scene.page.reload();
  await field(scene.page).waitFor();
  expect(await field(scene.page).inputValue()).toBe('My class of nine-year-olds.');
});

it('of two tabs the later one is shown the conflict, and chooses', async () => {
  const second = await scene.context.newPage();
  await second.goto(address);
  await field(second).waitFor();
  await field(scene.page).fill('Changed in the first tab.');
  await expect
    .poll(async () => (await stage.query("select 1 from answer where text = 'Changed in the first tab.'")).length, { timeout: 20_000 })
    .toBe(1);
  await field(second).fill('Changed in the second tab.');
  await second.getByRole('button', { name: 'Compare and choose' }).click();
  await second.getByRole('button', { name: 'Bring both together' }).click();
  await second.getByRole('button', { name: 'Keep this text' }).click();
  await saved(second);
  const [kept] = await stage.query<{ text: string }>("select text from answer where text like '%second tab%'");
  expect(kept?.text).toContain('Changed in the first tab.');
  await second.close();
});

it('without a connection the text waits on the device, and is saved once there is one', async () => {
  await scene.page.reload();
  await field(scene.page).waitFor();
  await scene.context.setOffline(true);
  await field(scene.page).fill('Written without a connection.');
  await scene.page.getByText('No connection. Kept on this device').waitFor({ timeout: 20_000 });
  await scene.context.setOffline(false);
  await expect
    .poll(async () => (await stage.query("select 1 from answer where text = 'Written without a connection.'")).length, { timeout: 60_000 })
    .toBe(1);
});

it('a closed window loses no word', async () => {
  await scene.page.route('**/answers/**', (route) => route.abort());
  await field(scene.page).fill('Typed just before the window closed.');
  await scene.page.close({ runBeforeUnload: false });
  const page = await scene.context.newPage();
  await page.goto(address);
  await field(page).waitFor();
  expect(await field(page).inputValue()).toBe('Typed just before the window closed.');
  scene.page = page;
});

it('a session that ends while one types loses nothing', async () => {
  const { page, context } = scene;
  await context.clearCookies();
  await field(page).fill('Typed after the session ended.');
  await page.getByRole('dialog').waitFor({ timeout: 20_000 });
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).first().click();
  await expect
    .poll(async () => (await stage.query("select 1 from answer where text = 'Typed after the session ended.'")).length, { timeout: 30_000 })
    .toBe(1);
});
