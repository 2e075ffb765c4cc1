import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword, type Scene, type Stage, setStage } from '../harness/stage.ts';

/** A leader forms a group and invites by link; a colleague joins; the board shows what is shared, and nothing else. */
let stage: Stage;
let leader: Scene;
let link: string;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

it('a leader forms a group around micro-credentials', async () => {
  leader = await stage.enter('greta.baumann@kettlemoraine.example.org');
  const { page } = leader;
  await page.goto('/groups');
  await page.getByRole('link', { name: 'Deeper Learning cohort' }).waitFor();
  await leader.inspect('groups');
  await page.getByRole('link', { name: 'Form a group' }).click();
  await page.getByLabel('Name').fill('Tuesday trio');
  await page.getByLabel('What for').fill('Exit tickets until winter.');
  await page.getByRole('combobox', { name: /Add a micro-credential/ }).fill('exit tickets');
  await page.getByRole('option', { name: /Using Exit Tickets Effectively/ }).click();
  await page.getByRole('button', { name: 'Take out: Using Exit Tickets Effectively' }).waitFor();
  await leader.inspect('new-group');
  await page.getByRole('button', { name: 'Form the group' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tuesday trio' }).waitFor();
});

it('invites by link, and tells the group something', async () => {
  const { page } = leader;
  await page.getByRole('button', { name: 'Make a link' }).click();
  const shown = page.getByRole('link', { name: /\/groups\/join\// });
  await shown.waitFor();
  link = new URL((await shown.getAttribute('href')) ?? '').pathname;
  await page.getByLabel('Tell the group something').fill('We meet on Tuesday at four.');
  await page.getByRole('button', { name: 'Announce' }).click();
  await page.getByText('We meet on Tuesday at four.').first().waitFor();
});

it('who holds the link sees what it is to, signs in and joins with a choice of what to share', async () => {
  const guest = await stage.enter(undefined, { phone: true });
  const { page } = guest;
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: 'Tuesday trio' }).waitFor();
  await guest.inspect('join-group');
  await page.getByRole('link', { name: 'Sign in and join' }).click();
  await page.getByLabel('E-mail address').fill('nou.xiong@kettlemoraine.example.org');
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).first().click();
  await page.getByLabel('The group may see how far I am').check();
  await page.getByRole('button', { name: 'Join the group' }).click();
  await page.getByText('We meet on Tuesday at four.').waitFor({ timeout: 20_000 });
  // starts the micro-credential the group is about
  const [credential] = await stage.query<{ id: string }>("select id from micro_credential where slug = 'using-exit-tickets-effectively'");
  expect((await page.request.post('/api/v1/journeys', { data: { microCredentialId: credential?.id } })).ok()).toBe(true);
  await page.reload();
  await page.getByText('Working on it', { exact: true }).waitFor();
  await guest.inspect('group-on-phone');
});

it('the board shows state of who shares it, and follows a change of mind', async () => {
  const { page } = leader;
  await page.reload();
  const row = page.getByRole('row', { name: /Nou Xiong/ });
  await row.getByText('Working on it').waitFor();
  await leader.inspect('group');
  await stage.query("update group_member set shares_progress = false where person_id = (select id from person where name = 'Nou Xiong')");
  await page.reload();
  await row.getByText('Keeps it private').waitFor();
  expect(await row.getByText('Working on it').count()).toBe(0);
});

it('a link that is ended lets nobody in any more', async () => {
  const { page } = leader;
  await page.getByRole('button', { name: /End it/ }).click();
  await page.getByText('None is open.').waitFor();
  const late = await stage.enter('elizabeth.skye@kettlemoraine.example.org');
  await late.page.goto(link);
  await late.page.getByText('This invitation no longer works').waitFor();
});

it('a member says of an item that the group made it together', async () => {
  const { page, context } = leader;
  const added = await context.request.post('/api/v1/evidence', {
    data: { title: 'Our discussion protocol', source: { kind: 'link', url: 'https://work.example.org/protocols/ours' } },
  });
  expect(added.status()).toBe(201);
  await page.goto('/evidence');
  await page.getByRole('button', { name: 'More for “Our discussion protocol”' }).click();
  await page.getByRole('menuitem', { name: 'Rename or describe' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit this item' });
  await dialog.getByLabel('Made together with').selectOption({ index: 1 });
  const group = await dialog
    .getByLabel('Made together with')
    .evaluate((chosen: HTMLSelectElement) => chosen.selectedOptions[0]?.text ?? '');
  await leader.inspect('made-together');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Made together with ${group}`).waitFor();
});

it('a coach sees the board of the group that she accompanies', async () => {
  const coach = await stage.enter('aaliyah.sterling@baltimore.example.org');
  const { page } = coach;
  await page.goto('/groups');
  await page.getByRole('link', { name: 'Thursday PLC' }).click();
  await page
    .getByRole('row', { name: /Tyler Nakagawa/ })
    .getByText('Keeps it private')
    .waitFor();
  expect(await page.getByText(/not yet/i).count()).toBe(0);
  await coach.inspect('plc');
});
