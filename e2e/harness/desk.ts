import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Scene, Stage } from './stage.ts';

interface Read {
  carriedParts: string[];
  carriedCriteria: { partId: string; criterionId: string }[];
  definition: { parts: { id: string; levels: { name: string }[]; criteria: { id: string }[] }[] };
}

/**
 * Takes what is next and scores it by keyboard alone.
 *
 * @param words said to the whole
 * @param lowest ids of the parts that get their lowest level; all others get their highest
 * @returns the evaluation's id, ready to decide
 */
export async function scoreNext(scene: Scene, stage: Stage, words: string, lowest: readonly string[]): Promise<string> {
  const { page } = scene;
  await page.goto('/desk');
  await page.getByText(/waits? for an expert/).waitFor();
  await page.keyboard.press('n');
  return scoreHere(scene, stage, words, (part) => (lowest.includes(part.id) ? part.levels.length : 1));
}

/**
 * Takes a submission out of the queue by its title and scores it by keyboard alone.
 *
 * @param below place of the level, counted from the best (1), by `part/criterion`; all others get their highest
 * @returns the evaluation's id, ready to decide
 */
export async function scoreOne(
  scene: Scene,
  stage: Stage,
  title: string,
  words: string,
  below: Readonly<Record<string, number>>,
): Promise<string> {
  const { page } = scene;
  await page.goto('/desk');
  await page.getByRole('table', { name: 'Waiting' }).getByRole('row', { name: title }).getByRole('button', { name: 'Take' }).click();
  return scoreHere(scene, stage, words, (part, criterionId) => below[`${part.id}/${criterionId}`] ?? 1);
}

/**
 * Opens the anchor that comes before scoring a micro-credential, and scores it by keyboard alone.
 *
 * @param below as for `scoreOne`
 */
export async function calibrateOn(
  scene: Scene,
  stage: Stage,
  title: string,
  words: string,
  below: Readonly<Record<string, number>>,
): Promise<string> {
  const { page } = scene;
  await page.goto('/desk');
  await page.getByRole('table', { name: 'Before you score' }).getByRole('row', { name: title }).getByRole('button').click();
  return scoreHere(scene, stage, words, (part, criterionId) => below[`${part.id}/${criterionId}`] ?? 1);
}

/** On the desk of an evaluation: a digit and `j` for each criterion that takes a level, `o` for the words to the whole. */
async function scoreHere(
  { page, context }: Scene,
  stage: Stage,
  words: string,
  levelOf: (part: Read['definition']['parts'][number], criterionId: string) => number,
): Promise<string> {
  await page.waitForURL(/\/evaluations\//);
  await page.getByRole('radio').first().waitFor();
  const evaluationId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const answer = await context.request.get(`/api/v1/evaluations/${evaluationId}`);
  const { definition, carriedParts, carriedCriteria } = (await answer.json()) as Read;
  const isMet = (partId: string, criterionId: string) =>
    carriedCriteria.some((met) => met.partId === partId && met.criterionId === criterionId);
  const open = definition.parts.filter(({ id }) => !carriedParts.includes(id));
  // digits count from the best level, as the guide stands on screen
  const places = open.flatMap((part) => part.criteria.filter(({ id }) => !isMet(part.id, id)).map(({ id }) => String(levelOf(part, id))));
  for (const [index, level] of places.entries()) {
    if (index > 0) await press(page, 'j');
    await press(page, level);
  }
  await press(page, 'o');
  await page.keyboard.type(words);
  await page.keyboard.press('Escape');
  await expect
    .poll(
      async () =>
        (
          await stage.query(
            `select 1 from score where evaluation_id = $1 and level_id is not null
             union all select 1 from evaluation where id = $1 and feedback = $2`,
            [evaluationId, words],
          )
        ).length,
      { timeout: 20_000 },
    )
    .toBe(places.length + 1);
  return evaluationId;
}

/** Decides by the keys that ask and confirm; of a planned reading that others follow, it says that the reading is decided. */
export async function decideByKeys({ page }: Scene, outcome: 'pass' | 'not yet', told = `Decided: ${outcome}`): Promise<void> {
  await page.getByRole('button', { name: `Decide: ${outcome}` }).waitFor({ timeout: 30_000 });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: told }).waitFor();
}

/** Presses a key and waits until the page has drawn what follows. */
async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}
