import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { followMail } from '../harness/inbox.ts';
import { demoPassword, type Scene, type Stage, setStage } from '../harness/stage.ts';

/** One's own data: names that do not slip through, pictures that are covered, evidence with its time, a copy, and erasure. */
let stage: Stage;
let earner: Scene;
const email = 'lars.mikkelsen@example.org';

beforeAll(async () => {
  stage = await setStage();
  earner = await stage.enter(email);
});
afterAll(() => stage.close());

const item = (title: string) => earner.page.getByRole('listitem').filter({ hasText: title }).first();

it('names of the class are kept for own eyes, and told while one writes', async () => {
  const { page } = earner;
  await page.goto('/evidence');
  await page.getByRole('link', { name: 'Names of your class' }).click();
  await page.getByLabel('Names, one a line').fill('Miller, Emma\nZoë Müller\n');
  await page.getByText('2 names', { exact: true }).waitFor();
  await earner.inspect('class-roster');
  await page.getByRole('button', { name: 'Keep these names' }).click();
  await page.getByText('2 names are kept.').waitFor();
  const [journey] = await stage.query<{ id: string }>(
    `select journey.id from journey join person on person.id = journey.earner_id where person.email = $1 and state = 'drafting' limit 1`,
    [email],
  );
  await page.goto(`/journeys/${journey?.id}`);
  const answer = page.locator('textarea').first();
  await answer.fill('EMMA asked zoe’s group why the ramp was too steep.');
  await page.getByText('Names of your class?').waitFor();
  await earner.inspect('names-found');
  await answer.press('Alt+KeyN');
  await expect.poll(() => answer.inputValue()).toBe('Student A asked Student B’s group why the ramp was too steep.');
  await page.getByText('Names of your class?').waitFor({ state: 'detached' });
});

it('parts of a picture are covered by pointer and keys; their pixels are gone', async () => {
  const { page } = earner;
  const red = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  const before = await addPicture('The ramp', red);
  await openCovering('The ramp');
  const canvas = page.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('There is no picture to draw on.');
  await page.mouse.move(box.x + 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.5, { steps: 4 });
  await page.mouse.up();
  await page.getByText('1 area', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Add an area' }).click();
  await page.getByText('2 areas').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.getByText('1 area', { exact: true }).waitFor();
  await earner.inspect('cover-parts');
  const { data, info } = await replaced('The ramp', before);
  const redAt = (x: number, y: number) => data[(Math.round(y * info.height) * info.width + Math.round(x * info.width)) * info.channels];
  expect([redAt(0.1, 0.2), redAt(0.2, 0.45), redAt(0.5, 0.5), redAt(0.9, 0.9)]).toEqual([0, 0, 255, 255]);
});

it('of a blurred part only a few mean colors are left: two pictures that differ in each of its pixels become the same there', async () => {
  const { page } = earner;
  const [width, height] = [400, 300];
  /** Stripes and checks of single pixels, or their negative: all detail, and the same mean everywhere. */
  const detailed = (turned: number) =>
    sharp(
      Buffer.from(
        Array.from({ length: width * height }, (_, at) => {
          const [x, y] = [at % width, Math.floor(at / width)];
          return (x + (y % 3 ? y : 0) + turned) % 2 ? [250, 40, 90] : [10, 200, 170];
        }).flat(),
      ),
      { raw: { width, height, channels: 3 } },
    )
      .png()
      .toBuffer();
  const blurred: { data: Buffer; info: { width: number; height: number; channels: number } }[] = [];
  for (const [title, turned] of [
    ['Faces', 0],
    ['Other faces', 1],
  ] as const) {
    const before = await addPicture(title, await detailed(turned));
    await openCovering(title);
    await page.getByRole('radio', { name: 'Blur' }).check();
    await page.getByRole('button', { name: 'Add an area' }).click();
    await page.getByText('1 area', { exact: true }).waitFor();
    if (!turned) await earner.inspect('blur-parts');
    blurred.push(await replaced(title, before));
  }
  const [one, other] = blurred;
  if (!one || !other) throw new Error('A picture is missing.');
  // where an area stands that is added by key
  const [left, top, right, bottom] = [width * 0.4, height * 0.4, width * 0.6, height * 0.6];
  const differing = { inside: 0, outside: 0 };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * one.info.channels;
      const isSame = one.data.subarray(at, at + 3).equals(other.data.subarray(at, at + 3));
      if (!isSame) differing[x >= left && x < right && y >= top && y < bottom ? 'inside' : 'outside'] += 1;
    }
  expect(differing).toEqual({ inside: 0, outside: width * height - (right - left) * (bottom - top) });
});

it('an issuer says how long evidence is kept, and educators read it where they upload', async () => {
  const [journey] = await stage.query<{ id: string; issuer: string; admin: string }>(
    `select journey.id, issuer.id as issuer, admin.email as admin from journey join person on person.id = journey.earner_id
      join micro_credential on micro_credential.id = journey.micro_credential_id join organization issuer on issuer.id = issuer_id
      join membership on membership.organization_id = issuer.id and 'issuer-admin' = any (membership.roles)
      join person admin on admin.id = membership.person_id
      where person.email = $1 and state = 'drafting' limit 1`,
    [email],
  );
  const admin = await stage.enter(journey?.admin ?? '');
  await admin.page.goto(`/organizations/${journey?.issuer}?view=evidence`);
  await admin.page.getByLabel(/^Evidence that shows students/).fill('180');
  await admin.page.getByLabel(/^All evidence/).fill('730');
  await admin.inspect('evidence-retention');
  await admin.page.getByRole('button', { name: 'Save' }).click();
  await admin.page.getByText('It holds from now on.').waitFor();
  const { page } = earner;
  await page.goto(`/journeys/${journey?.id}`);
  await page.getByText('Evidence that shows students is deleted 180 days after the decision.').first().waitFor();
});

it('an item shows through which day it is kept, and after that day what became of it', async () => {
  const teacher = await stage.enter('maria.lopez@houston.example.org');
  const [held] = await stage.query<{ id: string; title: string; issuer: string; name: string; admin: string }>(
    `select item.id, item.title, issuer.id as issuer, issuer.name, admin.email as admin
      from evidence_item item join person on person.id = item.earner_id join submission_evidence held on held.evidence_id = item.id
      join submission on submission.id = held.submission_id join decision on decision.submission_id = submission.id
      join journey on journey.id = submission.journey_id and journey.state = 'earned'
      join micro_credential on micro_credential.id = journey.micro_credential_id join organization issuer on issuer.id = issuer_id
      join membership on membership.organization_id = issuer.id and 'issuer-admin' = any (membership.roles) join person admin on admin.id = membership.person_id
      where person.email = $1 and not item.shows_students
        and not exists (select from submission_file shown where shown.file_id = item.file_id and shown.shared)
        and 1 = (select count(distinct submission_id) from submission_evidence where evidence_id = item.id)
        and not exists (select from journey_evidence placed join journey open on open.id = placed.journey_id
          where placed.evidence_id = item.id and open.state in ('drafting', 'submitted'))
      group by item.id, issuer.id, admin.email order by max(decision.decided_at) limit 1`,
    ['maria.lopez@houston.example.org'],
  );
  if (!held) throw new Error('The demo has no earned evidence.');
  const admin = await stage.enter(held.admin);
  const keepFor = async (days: number) => {
    await admin.page.goto(`/organizations/${held.issuer}?view=evidence`);
    await admin.page.getByLabel(/^Evidence that shows students/).fill(String(days));
    await admin.page.getByLabel(/^All evidence/).fill(String(days));
    await admin.page.getByRole('button', { name: 'Save' }).click();
    await admin.page.getByText('It holds from now on.').waitFor();
  };
  await keepFor(400);
  const { page } = teacher;
  await page.goto('/evidence');
  const own = page.getByRole('listitem').filter({ hasText: held.title }).first();
  await own.getByText(new RegExp(`^${held.name} keeps it through .*, then it is deleted`)).waitFor();
  await teacher.inspect('evidence-kept-through');
  // the decision was long ago, thirty days are over, and still nothing goes before its earner was told and two weeks have passed
  await keepFor(30);
  await stage.query(
    "alter table decision disable trigger user; update decision set decided_at = decided_at - interval '90 days'; alter table decision enable trigger user",
  );
  await runJob('let-evidence-go');
  await expect
    .poll(() => stage.query('select 1 from evidence_item where id = $1 and retention_reminded_at is not null', [held.id]), {
      timeout: 30_000,
    })
    .toHaveLength(1);
  await page.reload();
  await own.getByText(/keeps it through/).waitFor();
  await stage.query("update evidence_item set retention_reminded_at = now() - interval '16 days' where retention_reminded_at is not null");
  await runJob('let-evidence-go');
  await expect
    .poll(() => stage.query('select 1 from evidence_expiry where evidence_id = $1', [held.id]), { timeout: 30_000 })
    .toHaveLength(1);
  await page.reload();
  await page.getByText(/^Removed items/).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: held.title })
    .getByText(new RegExp(`^Kept through .* for ${held.name}, then deleted on .*\\. Your award keeps its proof\\.$`))
    .waitFor();
  await teacher.inspect('evidence-time-over');
});

it('takes a copy of everything', async () => {
  const { page } = earner;
  await page.goto('/account');
  await page.getByRole('link', { name: 'See what you can do' }).click();
  await page.getByRole('button', { name: 'Make a copy of my data' }).click();
  const fetched = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  await earner.inspect('your-data');
  const archive = readFileSync(await (await fetched).path());
  expect(archive.subarray(0, 2).toString()).toBe('PK');
  expect(archive.includes('README.txt')).toBe(true);
});

it('asks for erasure with password and word, and keeps the account by the mailed link', async () => {
  const { page } = earner;
  await page.goto('/account/data');
  await page.getByRole('button', { name: 'Erase my account…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password').fill('not my password');
  await dialog.getByLabel('Type ERASE to confirm').fill('ERASE');
  await earner.inspect('erase-dialog');
  await dialog.getByRole('button', { name: 'Erase my account in a week' }).click();
  await dialog.getByText('That was not it').waitFor();
  await dialog.getByLabel('Your password').fill(demoPassword);
  await dialog.getByRole('button', { name: 'Erase my account in a week' }).click();
  await page.getByText(/^Your account will be erased on/).waitFor();
  await earner.inspect('erasure-waiting');
  await followMail(page, email, /will be erased/i, /\/erasure/);
  await page.getByRole('heading', { name: /^It will be erased on/ }).waitFor();
  await earner.inspect('erasure-link');
  await page.getByRole('button', { name: 'Keep my account' }).click();
  await page.getByRole('heading', { name: 'Your account stays' }).waitFor();
});

it('asks for erasure by a passkey instead, and takes it back on the page', async () => {
  const { page, context } = earner;
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  await page.goto('/account');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('Your passkey is ready.').waitFor();
  await page.goto('/account/data');
  await page.getByRole('button', { name: 'Erase my account…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Use a passkey instead' }).click();
  await dialog.getByLabel('Type ERASE to confirm').fill('ERASE');
  await dialog.getByRole('button', { name: 'Erase my account in a week' }).click();
  await page.getByText(/^Your account will be erased on/).waitFor();
  await page.getByRole('button', { name: 'Keep my account' }).click();
  await page.getByText('Your account stays. Nothing was erased.').waitFor();
});

it('once erased, the link shows the receipt', async () => {
  const { page } = earner;
  await page.goto('/account/data');
  await page.getByRole('button', { name: 'Erase my account…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password').fill(demoPassword);
  await dialog.getByLabel('Type ERASE to confirm').fill('ERASE');
  await dialog.getByRole('button', { name: 'Erase my account in a week' }).click();
  await page.getByText(/^Your account will be erased on/).waitFor();
  await followMail(page, email, /will be erased/i, /\/erasure/);
  await page.getByRole('heading', { name: /^It will be erased on/ }).waitFor();
  // the week is over
  await stage.query(`update erasure set due_at = now() - interval '1 minute' where state = 'waiting'`);
  await stage.query(`insert into jobs.job (name, data, policy, singleton_key) select 'erase-person', jsonb_build_object('erasureId', id), 'short', id::text
    from erasure where state = 'waiting'`);
  await expect
    .poll(async () => (await stage.query<{ state: string }>('select state from erasure order by id desc limit 1'))[0]?.state, {
      timeout: 90_000,
      interval: 500,
    })
    .toBe('done');
  await page.reload();
  await page.getByRole('heading', { name: /^It was erased on/ }).waitFor();
  await page.getByText('Files, with everything made of them').waitFor();
  await earner.inspect('erasure-receipt');
  const [gone] = await stage.query<{ count: string }>(`select count(*) from person where email = $1`, [email]);
  expect(Number(gone?.count)).toBe(0);
});

/** Has a job that runs each morning run now. */
const runJob = (name: string) => stage.query('insert into jobs.job (name) values ($1)', [name]);

interface Kept {
  id: string;
  key: string;
  bytes: Buffer;
}

/** The file of an item, and its bytes as they lie in the store. */
async function fileOf(title: string): Promise<Kept> {
  const [file] = await stage.query<{ id: string; key: string }>(
    'select file.id, storage_key as key from file join evidence_item on file_id = file.id where title = $1',
    [title],
  );
  if (!file) throw new Error(`There is no file of “${title}”.`);
  return { ...file, bytes: readFileSync(join(stage.dataFolder, 'files/uploads', file.key)) };
}

async function addPicture(title: string, bytes: Buffer): Promise<Kept> {
  const { page } = earner;
  await page.goto('/evidence');
  await page.locator('input[type=file]:not([capture])').first().setInputFiles({ name: 'class.png', mimeType: 'image/png', buffer: bytes });
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: /^Add/ }).first().click();
  await item(title).waitFor();
  return fileOf(title);
}

async function openCovering(title: string): Promise<void> {
  const { page } = earner;
  await page.getByRole('button', { name: `More for “${title}”` }).click();
  await page.getByRole('menuitem', { name: 'Cover parts of it' }).click();
}

/** Puts what is hidden now in the picture's place; the one before is in the store no more, by its key or by its bytes. */
async function replaced(title: string, before: Kept): Promise<{ data: Buffer; info: { width: number; height: number; channels: number } }> {
  const { page } = earner;
  await page.getByRole('button', { name: 'Replace the picture' }).click();
  await page.getByText('The picture is replaced').last().waitFor();
  await expect.poll(async () => (await fileOf(title)).id).not.toBe(before.id);
  const after = await fileOf(title);
  expect((await page.request.get(`/api/v1/files/${before.id}`)).status()).toBe(404);
  await expect
    .poll(() => stored().some(({ name, bytes }) => name === before.key || bytes.equals(before.bytes)), { timeout: 30_000 })
    .toBe(false);
  const served = await (await page.request.get(`/api/v1/files/${after.id}`)).body();
  expect(served.equals(after.bytes)).toBe(true);
  return sharp(served).raw().toBuffer({ resolveWithObject: true });
}

/** Everything in the store, uploads that are under way with it. */
function stored(): { name: string; bytes: Buffer }[] {
  const root = join(stage.dataFolder, 'files');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => ({ name, bytes: readFileSync(join(parentPath, name)) }));
}
