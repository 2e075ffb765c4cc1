import { existsSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aSoundRecording } from '../harness/recordings.ts';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** A file on its way while the server goes down and comes back. */
let stage: Stage;
let earner: Scene;
/** Bytes of the file. */
const size = 400_000_000;

beforeAll(async () => {
  stage = await setStage();
  earner = await stage.enter('lars.mikkelsen@example.org');
});
afterAll(() => stage.close());

it('an upload interrupted by a killed server goes on where it stopped', async () => {
  const { page } = earner;
  const [journey] = await stage.query<{ id: string }>(
    "select j.id from journey j join person p on p.id = j.earner_id where p.email like 'lars.mikkelsen@%'",
  );
  /** From where each piece was sent. */
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH' && request.url().includes('/uploads/')) offsets.push(Number(request.headers()['upload-offset']));
  });
  await page.goto(`/journeys/${journey?.id}`);
  const section = page.getByRole('region', { name: /^How you returned results/ });
  await section.waitFor();
  const file = join(stage.dataFolder, 'lesson.wav');
  // silence of many hours, so that it is on its way long enough to be cut off
  writeFileSync(file, aSoundRecording(0));
  truncateSync(file, size);
  await section.locator('input[type=file]').first().setInputFiles(file);
  const arrived = async () => {
    const [upload] = await stage.query<{ id: string }>("select id from upload where name = 'lesson.wav'");
    const object = join(stage.dataFolder, 'files/uploads', upload?.id ?? 'none');
    return existsSync(object) ? statSync(object).size : 0;
  };
  await expect.poll(arrived, { timeout: 60_000, interval: 20 }).toBeGreaterThan(1_000_000);
  const [had, sent] = [await arrived(), offsets.length];
  await stage.restart('kill');
  await section.getByText('Uploaded', { exact: true }).waitFor({ timeout: 120_000 });
  expect(offsets.at(0)).toBe(0);
  expect(had).toBeLessThan(size);
  expect(offsets[sent]).toBeGreaterThanOrEqual(had);
  await section.getByLabel('Title').fill('The lesson, whole');
  await section.getByRole('button', { name: 'Add', exact: true }).click();
  await section.getByRole('list').getByText('The lesson, whole', { exact: true }).waitFor();
  const [stored] = await stage.query<{ size: string }>("select size from file where name = 'lesson.wav'");
  expect(Number(stored?.size)).toBe(size);
});
