import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** Kettle Moraine brings a roster with a wrong row, puts it right, applies and undoes it; records an HR number; finds a coach and a gap. */
let stage: Stage;
let admin: Scene;
let at: string;

const demo = resolve(import.meta.dirname, '../../demo/rosters/kettle-moraine');
const file = (name: string, change: (text: string) => string = (text) => text) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(change(readFileSync(join(demo, name), 'utf8'))),
});
/** Without the rows of somebody. */
const without = (who: string) => (text: string) =>
  text
    .split('\n')
    .filter((line) => !line.includes(who))
    .join('\n');
const places = (name: string) =>
  stage.query<{ name: string }>(
    `select o.name from membership m join organization o on o.id = m.organization_id join person p on p.id = m.person_id
     where p.name = $1 and o.parent_id is not null order by 1`,
    [name],
  );

beforeAll(async () => {
  stage = await setStage();
  const [district] = await stage.query<{ id: string }>("select id from organization where slug = 'kettle-moraine'");
  at = `/organizations/${district?.id}`;
});
afterAll(() => stage.close());

it('an administrator sends a roster with a wrong row, and is told where it is', async () => {
  admin = await stage.enter('ingrid.halvorsen@kettlemoraine.example.org');
  const { page } = admin;
  await page.goto(`${at}/payroll`);
  await page.getByRole('link', { name: 'Rosters' }).click();
  await page.getByRole('heading', { level: 1, name: 'Rosters' }).waitFor();
  await page.getByText('without an account here yet').waitFor();
  await page.getByRole('button', { name: 'Invite them by e-mail' }).click();
  await page.getByText('Invitations are on their way.', { exact: false }).waitFor();
  await page
    .locator('input[type=file]')
    .setInputFiles([file('orgs.csv'), file('users.csv', (text) => text.replace('song.yang@', 'song.yang at ')), file('roles.csv')]);
  await page.getByRole('radio', { name: 'everything there is' }).waitFor();
  await admin.inspect('rosters');
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('heading', { name: '1 thing is wrong' }).waitFor();
  await page.getByRole('row', { name: /users\.csv 9 email is no e-mail address/ }).waitFor();
  await admin.inspect('roster-wrong');
  expect(await page.getByRole('button', { name: 'Apply all of it' }).count()).toBe(0);
});

it('puts it right, and sees every change before it is made', async () => {
  const { page } = admin;
  await page.getByRole('link', { name: 'Send the files again' }).click();
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  await page
    .locator('input[type=file]')
    .setInputFiles([
      file('orgs.csv', (text) => text.replace('Two Lakes Middle School', 'Two Lakes School')),
      file('users.csv', (text) => without('benito')(text).replace('Marchetti', 'Marchetti-Boyd')),
      file('roles.csv', without('km-1622')),
    ]);
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Apply all of it' }).waitFor();
  await page.getByText('Marchetti → Marchetti-Boyd').waitFor();
  await page.getByText('Two Lakes Middle School → Two Lakes School').waitFor();
  await admin.inspect('roster-changes');
  await page.getByRole('button', { name: 'People, Left: 1' }).click();
  await page.getByRole('rowheader', { name: /Benito Reyes/ }).waitFor();
  await expect.poll(() => page.getByText('Marchetti → Marchetti-Boyd').count()).toBe(0);
  expect(await places('Benito Reyes')).toEqual([{ name: 'Two Lakes Middle School' }]);
});

it('applies it, and undoes it', async () => {
  const { page } = admin;
  await page.getByRole('button', { name: 'Apply all of it' }).click();
  await page.getByText(/^Applied .* by Ingrid Halvorsen/).waitFor();
  expect(await places('Benito Reyes')).toEqual([]);
  expect(await places('Song Yang')).toEqual([{ name: 'Two Lakes School' }]);
  await admin.inspect('roster-applied');
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
  await page.getByText(/^Undone .* by Ingrid Halvorsen/).waitFor();
  expect(await places('Benito Reyes')).toEqual([{ name: 'Two Lakes Middle School' }]);
});

it('keeps the people of a school that the roster founded', async () => {
  const { page } = admin;
  await page.goto(at);
  await page.getByRole('tab', { name: /Schools/ }).click();
  await admin.inspect('district-schools');
  await page.getByRole('link', { name: 'Prairie Ridge Elementary' }).click();
  await page.getByRole('heading', { level: 1, name: 'Prairie Ridge Elementary' }).waitFor();
  await page.getByRole('button', { name: 'Change roles of Greta Baumann' }).waitFor();
  await admin.inspect('school');
});

it('Human Resources record an HR number; nobody has it twice', async () => {
  const hr = await stage.enter('latoya.greer@kettlemoraine.example.org');
  const { page } = hr;
  await page.goto(`${at}/employment`);
  await page.getByLabel('Find').fill('ruth');
  await page.getByRole('link', { name: 'Ruth Lindgren' }).waitFor();
  await hr.inspect('employment');
  await page.getByRole('link', { name: 'Ruth Lindgren' }).click();
  await page.getByRole('heading', { level: 1, name: 'Employment of Ruth Lindgren' }).waitFor();
  await page.getByLabel('HR number').fill('KM-1659');
  await page.getByRole('button', { name: 'Record' }).click();
  await page.getByText('is Hanna Virtanen’s').waitFor();
  await page.getByLabel('HR number').fill('KM-2000');
  await page.getByRole('button', { name: 'Record' }).click();
  await page.getByText('It is on record. The ledger follows.').waitFor();
  await page.getByRole('cell', { name: /HR number KM-2000/ }).waitFor();
  await hr.inspect('employment-of');
});

it('a teacher decides to be found, on a phone', async () => {
  const teacher = await stage.enter('katarzyna.nowak@kettlemoraine.example.org', { phone: true });
  const { page } = teacher;
  await page.goto('/badges');
  await page.getByRole('link', { name: 'Who may find me' }).click();
  await page.getByRole('checkbox', { name: 'I may be found by name' }).check();
  await page.getByRole('checkbox', { name: 'Coach colleagues' }).check();
  await page.getByLabel('A word to them').fill('Wednesdays, or by the coffee machine.');
  await teacher.inspect('found');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('It is saved, and holds at once.').waitFor();
});

it('a reviewer finds her as a coach, and writes without learning her address', async () => {
  const reviewer = await stage.enter('paul.wisniewski@kettlemoraine.example.org');
  const { page } = reviewer;
  await page.goto('/home');
  await page.getByRole('link', { name: 'Talent', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Talent map' }).waitFor();
  await page.getByLabel('About').selectOption({ label: 'Collaboration' });
  await page.getByRole('columnheader', { name: 'Active Listening' }).waitFor();
  await reviewer.inspect('talent-map');
  expect(await page.getByRole('link', { name: 'Endorsements' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Kind Critiquing' }).click();
  await page.getByRole('heading', { level: 2, name: 'Katarzyna Nowak' }).waitFor();
  await page.getByText('Wednesdays, or by the coffee machine.').waitFor();
  await reviewer.inspect('talent-people');
  const main = await page.getByRole('main').innerText();
  expect(main).not.toMatch(/katarzyna\.nowak@|Benito|not yet|attempt|score/i);
  await page.getByRole('button', { name: 'Write to Katarzyna Nowak' }).click();
  await page.getByLabel('Your message').fill('Would you show the new colleagues how you critique?');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('The message is on its way to Katarzyna Nowak.').waitFor();
});

it('an administrator sets a priority and sees the gap of each school', async () => {
  const { page } = admin;
  await page.goto(`${at}/talent?view=gaps`);
  await page.getByRole('heading', { name: 'Active Listening' }).waitFor();
  await page.getByText('40%, 2 of 5; 1 to go').waitFor();
  await admin.inspect('talent-gaps');
  await page.getByRole('button', { name: 'Set priorities' }).click();
  await page.getByLabel('Aim, in percent').first().fill('90');
  await page.getByLabel('Add a stack or topic').selectOption({ label: 'Mindset' });
  await admin.inspect('talent-priorities');
  await page.getByRole('button', { name: 'Save priorities' }).click();
  await page.getByText('40%, 2 of 5; 3 to go').waitFor();
  await page.getByRole('heading', { name: 'Mindset' }).waitFor();
});

it('Baltimore sees who holds its endorsement, and who lacks one award', async () => {
  const hr = await stage.enter('shanice.drummond@baltimore.example.org');
  const { page } = hr;
  await page.goto('/claims');
  await page.getByRole('link', { name: 'Talent', exact: true }).click();
  await page.getByRole('link', { name: 'Endorsements' }).click();
  await page.getByText(/It asks for 3 of these 4: /).waitFor();
  await page.getByRole('row', { name: /Keisha Marlowe Loch Raven Grove/ }).waitFor();
  await page.getByLabel('Who', { exact: true }).selectOption({ label: 'Lack one' });
  await page
    .getByRole('row', { name: /Quincy Hargrove Back River High School 2/ })
    .getByText(/Productive Teamwork/)
    .waitFor();
  await hr.inspect('talent-endorsements');
});
