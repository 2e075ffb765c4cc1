import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** Each form of a badge: an earner downloads it, a stranger gives it to the verify page, and a revocation reaches them all. */
let stage: Stage;
let earner: Scene;
let stranger: Scene;
let awardId: string;
const title = 'Sound Decision-Making';
const downloaded: Record<string, Buffer> = {};

beforeAll(async () => {
  stage = await setStage();
  earner = await stage.enter('nou.xiong@kettlemoraine.example.org');
  stranger = await stage.enter();
  const [award] = await stage.query<{ id: string }>(
    'select a.id from award a join person p on p.id = a.earner_id where p.name = $1 and a.stack_id is null',
    ['Nou Xiong'],
  );
  awardId = award?.id ?? '';
});
afterAll(() => stage.close());

/** Clicks a link that downloads and reads what was saved. */
async function download(label: string): Promise<Buffer> {
  const { page } = earner;
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: label, exact: true }).click()]);
  return readFile(await saved.path());
}

const verdicts = { holds: 'This badge holds', fails: 'This badge does not hold', open: 'It could not be checked completely' };

/** What the stranger reads on the verify page, when it has come. */
async function told(): Promise<string> {
  const verdict = stranger.page.getByText(new RegExp(`^(${Object.values(verdicts).join('|')})$`));
  await verdict.waitFor();
  return (await verdict.innerText()).trim();
}

/** The stranger chooses a file on the verify page. */
async function verifyFile(name: string, mimeType: string, buffer: Buffer): Promise<string> {
  const { page } = stranger;
  await page.goto('/verify');
  // it appears once the page takes files
  await page.getByRole('button', { name: 'Or choose its file or a photo' }).waitFor();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  return told();
}

/** The stranger pastes a text or an address there. */
async function verifyText(text: string): Promise<string> {
  const { page } = stranger;
  await page.goto('/verify');
  await page.getByRole('button', { name: 'Or choose its file or a photo' }).waitFor();
  await page.getByLabel('The badge', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  return told();
}

const files = [
  ['Credential (JSON)', 'badge.json', 'application/json'],
  ['Credential (JWT)', 'badge.jwt', 'text/plain'],
  ['Picture (PNG)', 'badge.png', 'image/png'],
  ['Drawing (SVG)', 'badge.svg', 'image/svg+xml'],
  ['Picture for older systems', 'badge-2.png', 'image/png'],
  ['Data for older systems', 'assertion.json', 'application/json'],
  ['Older data, signed', 'assertion.jws', 'text/plain'],
] as const;

describe('a badge taken along', () => {
  it.each(files)('as “%s” is downloaded by its earner and holds for a stranger', async (label, name, type) => {
    await earner.page.goto(`/badges/${awardId}`);
    const file = await download(label);
    downloaded[name] = file;
    expect(await verifyFile(name, type, file)).toBe(verdicts.holds);
    await stranger.page.getByText(title, { exact: true }).first().waitFor();
  });

  it('holds by its text and by its address, too', async () => {
    expect(await verifyText((downloaded['badge.jwt'] as Buffer).toString())).toBe(verdicts.holds);
    expect(await verifyText((downloaded['badge.json'] as Buffer).toString())).toBe(verdicts.holds);
    expect(await verifyText(`${stage.server.url}/badges/${awardId}`)).toBe(verdicts.holds);
    const { id } = JSON.parse((downloaded['assertion.json'] as Buffer).toString()) as { id: string };
    expect(await verifyText(id)).toBe(verdicts.holds);
  });

  it('on paper leads there by a photo of its code', async () => {
    await earner.page.goto(`/badges/${awardId}`);
    const certificate = await download('Certificate (PDF)');
    expect(certificate.subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(await verifyFile('photo.jpg', 'image/jpeg', await photoOf(certificate))).toBe(verdicts.holds);
    await stranger.page.getByText(title, { exact: true }).first().waitFor();
    await stranger.inspect('verify-photo');
  });

  it('in a transcript holds with all that is inside', async () => {
    await earner.page.goto('/badges');
    const record = await download('Signed record (JSON)');
    expect(JSON.parse(record.toString()).type).toContain('ClrCredential');
    expect(await verifyFile('transcript.json', 'application/json', record)).toBe(verdicts.holds);
    expect((await download('Transcript (PDF)')).subarray(0, 8).toString()).toBe('%PDF-1.7');
  });

  it('does not hold with one letter changed', async () => {
    const changed = (downloaded['badge.json'] as Buffer).toString().replace(title, 'Sound Decision-making');
    expect(await verifyFile('badge.json', 'application/json', Buffer.from(changed))).toBe(verdicts.fails);
    await stranger.page.getByText('Believe it only when the badge holds.', { exact: false }).waitFor();
  });
});

/** The administrator of the issuer, where this badge stands in the list of awards. */
async function atTheAward() {
  const { page } = await stage.enter('priya.raghunathan@promise.example.org');
  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Digital Promise' }).first().click();
  await page.getByRole('tab', { name: 'Awards' }).click();
  await page.getByLabel('Find by the earner’s name').fill('Nou Xiong');
  return page;
}

/** Waits until every form is told the same; a minute after the change at the latest. */
async function everyFormIsTold(verdict: string): Promise<void> {
  const changedAt = Date.now();
  for (const [, name, type] of files) {
    const timeout = 60_000 - (Date.now() - changedAt);
    await expect.poll(() => verifyFile(name, type, downloaded[name] as Buffer), { timeout, message: name }).toBe(verdict);
  }
}

describe('a badge suspended', () => {
  it('holds for nobody within a minute, in whatever form it was taken along, and holds again when that is lifted', async () => {
    const page = await atTheAward();
    await page.getByRole('button', { name: `Suspend “${title}” of Nou Xiong` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why').fill('A colleague asks whose class this was.');
    await dialog.getByRole('button', { name: 'Suspend it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await everyFormIsTold(verdicts.fails);
    await stranger.page.getByText('The issuer has suspended the badge for now.').waitFor();
    await stranger.inspect('verify-suspended');
    await page.getByRole('button', { name: `Lift suspension of “${title}” of Nou Xiong` }).click();
    await page.getByText('The badge of Nou Xiong stands again.').waitFor();
    await everyFormIsTold(verdicts.holds);
  });
});

describe('a badge revoked', () => {
  it('holds for nobody within a minute, in whatever form it was taken along', async () => {
    const page = await atTheAward();
    await page.getByRole('button', { name: `Revoke “${title}” of Nou Xiong` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why').fill('The recordings turned out to be of another class.');
    await dialog.getByRole('button', { name: 'Revoke for good' }).click();
    await dialog.waitFor({ state: 'detached' });
    await everyFormIsTold(verdicts.fails);
    await stranger.page
      .getByText(/revoked/i)
      .first()
      .waitFor();
    await stranger.inspect('verify-revoked');
  });
});

/**
 * A printed certificate as a phone sees it: the squares of its QR code are read out of the PDF, laid on a desk a little askew, out of
 * focus, and squeezed into a JPEG.
 */
async function photoOf(pdf: Buffer): Promise<Buffer> {
  const squares: string[] = [];
  for (const { index } of pdf.toString('latin1').matchAll(/stream\r?\n/g)) {
    const start = index + (pdf[index + 6] === 13 ? 8 : 7);
    let drawn: string;
    try {
      drawn = inflateSync(pdf.subarray(start, pdf.indexOf('endstream', start))).toString('latin1');
    } catch {
      continue; // not a compressed stream
    }
    for (const [, x, y, width, height] of drawn.matchAll(/(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re\b/g))
      squares.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`);
  }
  // US letter, in points
  const paper = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 612 792" width="1836" height="2376"><rect width="612" height="792" fill="#f6f3ea"/>${squares.join('')}</svg>`;
  return sharp(Buffer.from(paper)).rotate(7, { background: '#6b5a48' }).blur(1.5).jpeg({ quality: 60 }).toBuffer();
}
