import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/**
 * A district vouches for a micro-credential; a visitor reads it and checks it; the issuer takes it off the page and shows it again; the
 * district withdraws it, and the visitor's copy says so.
 */
let stage: Stage;
let district: Scene;
let visitor: Scene;
let issuer: Scene;
const title = 'Systems Thinking';
const slug = 'systems-thinking';
const comment = 'Our teachers brought home what their students had made with it. We would ask for it again.';
let downloaded: Buffer;

beforeAll(async () => {
  stage = await setStage();
  district = await stage.enter('terrence.boudreaux@houston.example.org');
  visitor = await stage.enter();
  issuer = await stage.enter('renata.okafor@promise.example.org');
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

/** The administrator of the issuer whose micro-credential it is, where they read what others say. */
async function atReceived() {
  const { page } = issuer;
  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Digital Promise' }).first().click();
  await page.getByRole('tab', { name: 'Endorsements' }).click();
  await page.getByRole('heading', { name: 'What others say of you' }).waitFor();
  return page;
}

/** How often the visitor reads the district's words beside the micro-credential. */
async function timesOnPage(): Promise<number> {
  await visitor.page.goto(`/micro-credentials/${slug}`);
  return visitor.page.getByText(comment).count();
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
    const [award] = await stage.query<{ id: string }>(
      'select a.id from award a join micro_credential m on m.id = a.micro_credential_id where m.slug = $1 order by a.id limit 1',
      [slug],
    );
    await page.goto(`/badges/${award?.id}`);
    await page.getByRole('heading', { name: 'Endorsed by' }).waitFor();
    await page.getByText(comment).waitFor();
    await visitor.inspect('badge-endorsed');
  });

  it('is taken off the page by whose page it is, still holds for who has it, and is shown again', async () => {
    const page = await atReceived();
    const of = `endorsement of “${title}” by Houston Independent School District`;
    await page.getByText(comment).waitFor();
    await issuer.inspect('endorsements-received');
    await page.getByRole('button', { name: `Hide the ${of}` }).click();
    await page.getByText('What Houston Independent School District says is off your page.').waitFor();
    await expect.poll(timesOnPage, { timeout: 60_000 }).toBe(0);
    expect(await verifyFile()).toBe('This endorsement holds');
    await (await atEndorsements()).getByText('Not shown on its page').waitFor();
    await page.getByRole('button', { name: `Show the ${of} again` }).click();
    await page.getByText('stands on your page again.').waitFor();
    await expect.poll(timesOnPage, { timeout: 60_000 }).toBe(1);
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
    await expect.poll(timesOnPage, { timeout: 60_000 }).toBe(0);
  });
});
