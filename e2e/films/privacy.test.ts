import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** Students' privacy, from the upload on: what hides in a file is gone, consent has its day, and looks are told. */
let stage: Stage;
let earner: Scene;

beforeAll(async () => {
  stage = await setStage();
  earner = await stage.enter('lars.mikkelsen@example.org');
});
afterAll(() => stage.close());

const item = (title: string) => earner.page.getByRole('listitem').filter({ hasText: title }).first();
/** The smallest picture, with a note of where it was taken. */
const aTellingPicture = () => {
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADAgH/eL9GtQAAAABJRU5ErkJggg==', 'base64');
  const body = Buffer.from('tEXtComment\0Room 12, Emma Miller');
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([picture.subarray(0, 33), chunk, picture.subarray(33)]);
};

it('a picture comes with a neutral title, and what hides in it is removed', async () => {
  const { page } = earner;
  await page.goto('/evidence');
  await page
    .locator('input[type=file]:not([capture])')
    .first()
    .setInputFiles({ name: 'Emma Miller reads.png', mimeType: 'image/png', buffer: aTellingPicture() });
  expect(await page.getByLabel('Title').inputValue()).toMatch(/^Image, /);
  await page.getByLabel('Title').fill('Reading corner');
  await page
    .getByRole('checkbox', { name: /Students can be recognized|Students/ })
    .first()
    .check();
  await page.getByLabel('How consent was given').selectOption('A form signed by each family');
  await page.getByLabel('Consent holds through').fill(`${new Date().getUTCFullYear() + 1}-06-30`);
  await page.getByRole('checkbox', { name: 'I hold the consent that my school asks for' }).check();
  await earner.inspect('privacy-consent');
  await page.getByRole('button', { name: /^Add/ }).first().click();
  await item('Reading corner').getByText('were removed from the file').waitFor();
  await item('Reading corner').getByText('Consent holds through').waitFor();
  const [file] = await stage.query<{ id: string }>("select id from file where name = 'Emma Miller reads.png'");
  const served = await page.request.get(`/api/v1/files/${file?.id}`);
  expect((await served.body()).toString('latin1')).not.toContain('Emma');
});

it('who looked at it is told, without names', async () => {
  const { page } = earner;
  const [mine] = await stage.query<{ id: string }>("select id from evidence_item where title = 'Reading corner'");
  const [looked] = await stage.query<{ id: string; organization: string }>(
    `select p.id, m.organization_id as organization from person p join membership m on m.person_id = p.id
      where 'evaluation-lead' = any (m.roles) limit 1`,
  );
  await stage.query(
    `insert into audit_entry (person_id, action, subject_type, subject_id, details)
      values ($1, 'evidence.viewed', 'evidence', $2, jsonb_build_object('role', 'evaluator', 'organizationId', $3::text))`,
    [looked?.id, mine?.id, looked?.organization],
  );
  await page.reload();
  await item('Reading corner').getByRole('button', { name: 'Looked at once by others' }).click();
  await page
    .getByRole('dialog')
    .getByText(/^An evaluator of /)
    .waitFor();
  await earner.inspect('privacy-views');
  await page.keyboard.press('Escape');
});

it('consent that ended is said, with the way to renew it', async () => {
  const { page } = earner;
  await stage.query("update evidence_item set consent_until = current_date - 3 where title = 'Reading corner'");
  await page.reload();
  await item('Reading corner')
    .getByText(/The consent ended on/)
    .waitFor();
  await earner.inspect('privacy-consent-ended');
  await item('Reading corner').getByRole('button', { name: 'Renew the consent' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Consent holds through').fill(`${new Date().getUTCFullYear() + 1}-06-30`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await item('Reading corner').getByText('Consent holds through').waitFor();
});

it('a lead removes an item, and its place says so', async () => {
  const [held] = await stage.query<{ id: string; email: string }>(
    `select evaluation.id, person.email from evaluation
      join submission on submission.id = evaluation.submission_id and jsonb_array_length(snapshot -> 'evidence') > 0
      join membership on membership.organization_id = evaluation.issuer_id and 'evaluation-lead' = any (membership.roles)
      join person on person.id = membership.person_id and person.id not in (evaluation.earner_id, coalesce(evaluation.evaluator_id, evaluation.earner_id))
      where evaluation.state = 'decided' limit 1`,
  );
  const lead = await stage.enter(held?.email ?? '');
  const { page } = lead;
  await page.goto(`/evaluations/${held?.id}`);
  await page
    .getByRole('button', { name: /^Remove for everybody/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Remove for everybody' }).click();
  await dialog.getByText('Say why, in a sentence.').waitFor();
  await lead.inspect('privacy-removal');
  // the pictures were taken in other widths, which lay the desk out anew
  await page.reload();
  await page
    .getByRole('button', { name: /^Remove for everybody/ })
    .first()
    .click();
  await dialog.getByLabel('Why you remove it').fill('A student is shown without consent.');
  await dialog.getByRole('button', { name: 'Remove for everybody' }).click();
  await page.getByText(/An item stood here/).waitFor();
  await page.getByText('A student is shown without consent.').waitFor();
  await lead.inspect('privacy-removed');
});
