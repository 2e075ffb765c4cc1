import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** What an issuer keeps: awards found, revoked with a reason, and the keys they are signed with. */
let stage: Stage;
let administrator: Scene;
let lead: Scene;
let earner: Scene;
const title = 'Sound Decision-Making';

beforeAll(async () => {
  stage = await setStage();
  administrator = await stage.enter('renata.okafor@promise.example.org');
  lead = await stage.enter('priya.raghunathan@promise.example.org');
  earner = await stage.enter('nou.xiong@kettlemoraine.example.org');
});
afterAll(() => stage.close());

it('an earner hides a badge: nowhere for strangers; shown again, it stands where it stood', async () => {
  const { page } = earner;
  const stranger = await stage.enter();
  const [award] = await stage.query<{ id: string }>(
    'select a.id from award a join person p on p.id = a.earner_id where p.name = $1 and a.stack_id is null',
    ['Nou Xiong'],
  );
  const status = async () => (await stranger.context.request.get(`/badges/${award?.id}`)).status();
  await page.goto('/badges');
  await page.getByRole('heading', { name: title }).waitFor();
  await earner.inspect('my-badges');
  expect(await status()).toBe(200);
  const hide = async () => {
    await page.getByRole('button', { name: new RegExp(`^Share and more.*${title}`) }).click();
    await page.getByRole('menuitem', { name: 'Hide from everybody else' }).click();
    await hidden.waitFor();
  };
  const hidden = page.getByText('Only you see it', { exact: true });
  await hide();
  await page.getByRole('button', { name: 'Undo' }).click();
  await hidden.waitFor({ state: 'detached' });
  await hide();
  await expect.poll(status, { timeout: 20_000 }).toBe(404);
  await earner.inspect('my-badges-hidden');
  await page.getByRole('button', { name: 'Show it again' }).click();
  await hidden.waitFor({ state: 'detached' });
  await expect.poll(status, { timeout: 20_000 }).toBe(200);
});

it('an earner takes a badge along in every form, and shows a page of their own until they take it down', async () => {
  const { page, context } = earner;
  const [award] = await stage.query<{ id: string }>(
    'select a.id from award a join person p on p.id = a.earner_id where p.name = $1 and a.stack_id is null',
    ['Nou Xiong'],
  );
  await page.goto(`/badges/${award?.id}`);
  const forms = page.getByRole('list').filter({ has: page.getByRole('link', { name: 'Certificate (PDF)' }) });
  const files = await forms.getByRole('link').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
  for (const file of files.filter((path) => path.startsWith('/badges/'))) {
    const answer = await context.request.get(file);
    expect(answer.status(), file).toBe(200);
    if (file.endsWith('.pdf')) continue;
    const told = await context.request.post('/api/v1/verifications', { data: { file: (await answer.body()).toString('base64') } });
    const report = await told.json();
    expect(report.verdict, `${file}\n${JSON.stringify(report.checks)}`).toBe('valid');
  }
  await earner.inspect('badge-take-along');

  await page.goto('/badges');
  const address = page.getByLabel('Its address');
  await address.fill('nou-xiong');
  await page.getByRole('button', { name: 'Show my page' }).click();
  await page.getByText('Your page is public.', { exact: true }).waitFor();
  await earner.inspect('my-badges-with-page');
  const stranger = await stage.enter();
  await stranger.page.goto('/people/nou-xiong');
  await stranger.page.getByRole('heading', { name: 'Nou Xiong' }).waitFor();
  await stranger.page.getByRole('heading', { name: title }).waitFor();
  await stranger.inspect('profile');
  const status = async () => (await stranger.context.request.get('/people/nou-xiong')).status();
  const record = await context.request.get('/api/v1/account/transcript.json');
  const told = await context.request.post('/api/v1/verifications', { data: { text: await record.text() } });
  expect((await told.json()).verdict).toBe('valid');
  await page.getByRole('button', { name: 'Take it down' }).click();
  await page.getByText('Nobody sees such a page now.').waitFor();
  await expect.poll(status, { timeout: 20_000 }).toBe(404);
});

it('a lead finds an award by its earner, and has no business with keys', async () => {
  const { page } = lead;
  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Digital Promise' }).first().click();
  await page.getByRole('tab', { name: 'Awards' }).click();
  await page
    .getByRole('button', { name: /^Revoke “/ })
    .first()
    .waitFor();
  await lead.inspect('issued-awards');
  await page.getByLabel('Find by the earner’s name').fill('nobody at all');
  await page.getByText('Nobody by that name has earned a badge here').waitFor();
  await page.getByLabel('Find by the earner’s name').fill('xio');
  await page.getByRole('row').filter({ hasText: 'Nou Xiong' }).waitFor();
  expect(await page.getByRole('tab', { name: 'Signing keys' }).count()).toBe(0);
});

it('an administrator replaces the signing key; the badge signed before still holds', async () => {
  const { page } = administrator;
  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Digital Promise' }).first().click();
  await page.getByRole('tab', { name: 'Signing keys' }).click();
  await page.getByText('Signs now').waitFor();
  await administrator.inspect('keys');
  await page.getByRole('button', { name: 'Replace the current key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await administrator.inspect('keys-replace');
  await dialog.getByRole('button', { name: 'Replace it' }).click();
  await page.getByText(/^Retired /).waitFor();
  const [award] = await stage.query<{ id: string }>(
    'select a.id from award a join person p on p.id = a.earner_id where p.name = $1 and a.stack_id is null',
    ['Nou Xiong'],
  );
  const verified = await administrator.context.request.get(`/api/v1/badges/${award?.id}/verification`);
  expect(await verified.json()).toMatchObject({ verdict: 'valid' });
});

it('an administrator chooses what badges to come can tell verifiers elsewhere', async () => {
  const { page } = administrator;
  await page.getByLabel('That they are suspended').check();
  await page.getByText('Badges signed from now on follow this.').waitFor();
  await administrator.inspect('badge-status');
  await page.getByLabel('That they were revoked').check();
});

it('an administrator suspends an award for now; its earner reads why, its page says so and not why', async () => {
  const { page } = administrator;
  await page.getByRole('tab', { name: 'Awards' }).click();
  await page.getByLabel('Find by the earner’s name').fill('Nou Xiong');
  await page.getByRole('button', { name: `Suspend “${title}” of Nou Xiong` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Verifiers elsewhere will not notice', { exact: false }).waitFor();
  await dialog.getByLabel('Why').fill('A colleague asks whose class this was.');
  await administrator.inspect('suspend');
  await dialog.getByRole('button', { name: 'Suspend it' }).click();
  await page
    .getByText(/^Suspended /)
    .first()
    .waitFor();
  await administrator.inspect('issued-awards-suspended');
  await earner.page.goto('/badges');
  await earner.page.getByText('A colleague asks whose class this was.', { exact: false }).waitFor();
  await earner.inspect('my-badges-suspended');
  await earner.page.getByRole('link', { name: title }).click();
  await earner.page.getByText('This badge is suspended for now').waitFor();
  expect(await earner.page.getByRole('link', { name: 'Add to LinkedIn' }).count()).toBe(0);
  expect(await earner.page.getByRole('main').innerText()).not.toContain('whose class');
  await earner.inspect('badge-suspended');
});

it('the suspension is lifted with one press, and the badge stands as before', async () => {
  const { page } = administrator;
  await page.getByRole('button', { name: `Lift suspension of “${title}” of Nou Xiong` }).click();
  await page.getByText('The badge of Nou Xiong stands again.').waitFor();
  await page.getByRole('button', { name: `Suspend “${title}” of Nou Xiong` }).waitFor();
  await earner.page.reload();
  await earner.page.getByRole('link', { name: 'Add to LinkedIn' }).waitFor();
});

it('an administrator revokes an award with a reason, knowing that it cannot be undone', async () => {
  const { page } = administrator;
  await page.getByRole('button', { name: `Revoke “${title}” of Nou Xiong` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('This cannot be undone.', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Revoke for good' }).click();
  await dialog.getByText('Say why, so that the earner can understand it.').waitFor();
  await administrator.inspect('revoke');
  await dialog.getByLabel('Why').fill('The recordings turned out to be of another class.');
  await dialog.getByRole('button', { name: 'Revoke for good' }).click();
  await page
    .getByText(/^Revoked /)
    .first()
    .waitFor();
  await administrator.inspect('issued-awards-revoked');
});

it('the earner reads why; the badge’s page says that it was revoked, and not why', async () => {
  const { page } = earner;
  await page.goto('/badges');
  await page.getByText('The recordings turned out to be of another class.').waitFor();
  await earner.inspect('my-badges-revoked');
  await page.getByRole('link', { name: title }).click();
  await page.getByText('This badge was revoked').waitFor();
  expect(await page.getByRole('link', { name: 'Add to LinkedIn' }).count()).toBe(0);
  expect(await page.getByRole('main').innerText()).not.toContain('of another class');
  await earner.inspect('badge-revoked');
});
