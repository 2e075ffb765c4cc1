import { afterAll, beforeAll, expect, it } from 'vitest';
import { aVideo } from '../harness/recordings.ts';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** A teacher's evidence: added once, found again, used where it fits, captioned, removed and put back. */
let stage: Stage;
let earner: Scene;

beforeAll(async () => {
  stage = await setStage();
  earner = await stage.enter('lars.mikkelsen@example.org');
});
afterAll(() => stage.close());

const item = (title: string) => earner.page.getByRole('listitem').filter({ hasText: title }).first();
const more = async (title: string, action: string | RegExp) => {
  await earner.page.getByRole('button', { name: `More for “${title}”` }).click();
  await earner.page.getByRole('menuitem', { name: action }).click();
};

it('a recording goes into the library without a journey, with its length and a picture of it', async () => {
  const { page } = earner;
  await page.goto('/evidence');
  const video = await aVideo(page);
  await page
    .locator('input[type=file]:not([capture])')
    .first()
    .setInputFiles({ name: 'IMG_0042.webm', mimeType: 'video/webm', buffer: video });
  await page.getByLabel('Title').fill('Partner talk');
  await page.getByRole('button', { name: /^Add/ }).first().click();
  await item('Partner talk').waitFor();
  // drawn by the browser itself: this machine may have no ffmpeg
  await expect.poll(() => item('Partner talk').locator('img').count(), { timeout: 30_000 }).toBe(1);
  await page.getByText(/kB of 50 GB/).waitFor();
  await earner.inspect('evidence-library');
});

it('captions are added from a file, and what is said leads to its moment', async () => {
  const { page } = earner;
  await more('Partner talk', 'Captions');
  const dialog = page.getByRole('dialog');
  const choose = (text: string) =>
    dialog.locator('input[type=file]').setInputFiles({ name: 'talk.vtt', mimeType: 'text/vtt', buffer: Buffer.from(text) });
  await choose('WEBVTT\n\n00:00.100 --> 00:00\nHello\n');
  await dialog.getByText(/Line 3/).waitFor();
  await choose('WEBVTT\n\n00:00.100 --> 00:00.200\nWhat do you notice?\n\n00:00.300 --> 00:00.400\nTell your partner.\n');
  await dialog.getByText('Captions added: English').waitFor();
  await earner.inspect('evidence-captions');
  const roster = await page.request.put('/api/v1/account/class-roster', { data: { names: ['Emma Miller', 'Zoë Müller'], revision: 0 } });
  expect(roster.status()).toBe(200);
  await page.reload();
  await more('Partner talk', 'Captions');
  await choose('WEBVTT\n\n00:00.100 --> 00:00.200\n<v Zoe>What do you notice?\n\n00:00.300 --> 00:00.400\nTell your partner, EMMA.\n');
  await dialog.getByText('Names of your class?').waitFor();
  await dialog.getByText('Zoë Müller and Emma Miller').waitFor();
  await earner.inspect('evidence-captions-named');
  await dialog.getByRole('button', { name: 'Replace by Student A, B' }).click();
  await dialog.getByText('Captions added: English').waitFor();
  const [kept] = await stage.query<{ text: string }>('select text from file_caption where replaced_at is null order by id desc limit 1');
  expect(kept?.text).toContain('<v Student B>What do you notice?');
  expect(kept?.text).toContain('Tell your partner, Student A.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Partner talk', exact: true }).click();
  await page.getByText('What is said').click();
  await page.getByRole('button', { name: /Tell your partner/ }).click();
  const at = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
  await expect.poll(at).toBeCloseTo(0.3, 1);
  await earner.inspect('evidence-player');
  await page.keyboard.press('Escape');
});

it('an item is found by a word of its title and by its kind', async () => {
  const { page } = earner;
  await page.getByRole('searchbox', { name: 'Search your evidence' }).fill('PARTNER');
  await page.getByText('1 item found').waitFor();
  await page.getByLabel('Kind').selectOption('Documents');
  await page.getByText('Nothing found.').waitFor();
  await page.getByLabel('Kind').selectOption('All kinds');
  await page.getByRole('searchbox', { name: 'Search your evidence' }).fill('');
});

it('an item removed is put back by undo, and deleted for good only when asked twice', async () => {
  const { page } = earner;
  await item('Partner talk').waitFor();
  await more('Partner talk', /^Remove/);
  await page.getByText('“Partner talk” was removed.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('“Partner talk” is back in your library.').waitFor();
  await more('Partner talk', /^Remove/);
  await page.getByText(/^Removed items/).click();
  await page.getByText(/Goes for good on/).waitFor();
  await earner.inspect('evidence-removed');
  await page.getByRole('button', { name: /^Delete for good/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('“Partner talk” is gone for good.').waitFor();
  const [left] = await stage.query<{ count: string }>("select count(*) from evidence_item where title = 'Partner talk'");
  expect(Number(left?.count)).toBe(0);
});

it('a file opened in a tab after signing out says so to a person', async () => {
  const { page, context } = earner;
  const [file] = await stage.query<{ id: string }>(
    'select id from file where not exists (select from file_use where file_id = id) and not exists (select from submission_file where file_id = id and shared)',
  );
  await context.clearCookies();
  await page.goto(`/api/v1/files/${file?.id}`);
  await page.getByRole('heading', { name: 'Not found' }).waitFor();
  await page.getByText('If it is yours, sign in first').waitFor();
  await earner.inspect('evidence-signed-out');
});
