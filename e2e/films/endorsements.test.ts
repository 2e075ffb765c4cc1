import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** A district vouches for a micro-credential; a visitor reads it and checks it; the district withdraws it, and the visitor's copy says so. */
let stage: Stage;
let district: Scene;
let visitor: Scene;
const title = 'Systems Thinking';
const slug = 'systems-thinking';
const comment = 'Our teachers brought home what their students had made with it. We would ask for it again.';
let downloaded: Buffer;

beforeAll(async () => {
  stage = await setStage();
  district = await stage.enter('terrence.boudreaux@houston.example.org');
  visitor = await stage.enter();
});
afterAll(() => stage.close());

async function atEndorsements() {
  const { page } = district;
  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Houston Independent School District' }).first().click();
  await page.getByRole('tab', { name: 'Endorsements' }).click();
  return page;
}

/** What the visitor reads on the verify page, when it has come. */
async function told(): Promise<string> {
  const verdict = visitor.page.getByText(/^This endorsement (holds|does not hold)$/);
  await verdict.waitFor();
  return (await verdict.innerText()).trim();
}

/** The visitor gives the downloaded file to the verify page. */
async function verifyFile(): Promise<string> {
  const { page } = visitor;
  await page.goto('/verify');
  await page.getByRole('button', { name: 'Or choose its file or a photo' }).waitFor();
  await page.locator('input[type=file]').setInputFiles({ name: 'endorsement.json', mimeType: 'application/json', buffer: downloaded });
  return told();
}

describe('an endorsement', () => {
  it('is written by a district in its own words and signed', async () => {
    const page = await atEndorsements();
    await page.getByText('Nothing is endorsed yet').waitFor();
    await district.inspect('endorsements-empty');
    await page.getByRole('button', { name: 'Endorse something' }).click();
    await page.getByRole('button', { name: 'Sign the endorsement' }).click();
    await page.getByText('Choose what you endorse.').waitFor();
    await page.getByText('Say why, in a sentence or two.').waitFor();
    await district.inspect('endorse-missing');
    const finder = page.getByRole('combobox', { name: 'Find the micro-credential' });
    // a list of options closes while the page scrolls, so the field comes into sight first
    await finder.scrollIntoViewIfNeeded();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await finder.fill(title);
    await page.getByRole('option', { name: title }).first().click();
    await page.getByLabel('Why you vouch for it').fill(comment);
    await district.inspect('endorse-written');
    await page.getByRole('button', { name: 'Sign the endorsement' }).click();
    await page.getByText('Your endorsement is signed and public.').waitFor();
    await page
      .getByRole('row', { name: new RegExp(title) })
      .getByText('Holds', { exact: true })
      .waitFor();
    await district.inspect('endorsements');
  });

  it('is read by a visitor beside the micro-credential, and holds when they check it', async () => {
    const { page } = visitor;
    await page.goto(`/micro-credentials/${slug}`);
    await page.getByRole('heading', { name: 'Endorsed by' }).waitFor();
    await page.getByText(comment).waitFor();
    await visitor.inspect('micro-credential-endorsed');
    const name = 'Houston Independent School District';
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Download it: endorsement by ${name}` }).click(),
    ]);
    downloaded = await readFile(await saved.path());
    expect(JSON.parse(downloaded.toString()).type).toContain('EndorsementCredential');
    await page.getByRole('link', { name: `Check that it holds: endorsement by ${name}` }).click();
    await page.getByRole('button', { name: 'Or choose its file or a photo' }).waitFor();
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    expect(await told()).toBe('This endorsement holds');
    await page.getByText(comment).waitFor();
    await visitor.inspect('verify-endorsement');
    expect(await verifyFile()).toBe('This endorsement holds');
  });

  it('that its district withdraws leaves the page, and the visitor reads so wherever they have it', async () => {
    const page = await atEndorsements();
    await page.getByRole('button', { name: `Withdraw the endorsement of “${title}”` }).click();
    const dialog = page.getByRole('dialog');
    await district.inspect('endorsement-withdraw');
    await dialog.getByRole('button', { name: 'Withdraw for good' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: new RegExp(title) })
      .getByText(/^Withdrawn/)
      .waitFor();
    await district.inspect('endorsements-withdrawn');
    await expect.poll(verifyFile, { timeout: 60_000 }).toBe('This endorsement does not hold');
    await visitor.page.getByText('The organization that endorsed has withdrawn its word.').waitFor();
    await visitor.inspect('verify-endorsement-withdrawn');
    await expect
      .poll(
        async () => {
          await visitor.page.goto(`/micro-credentials/${slug}`);
          return visitor.page.getByText(comment).count();
        },
        { timeout: 60_000 },
      )
      .toBe(0);
  });
});
