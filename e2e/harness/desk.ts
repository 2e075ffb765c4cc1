import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Scene, Stage } from './stage.ts';

interface Read {
  carriedParts: string[];
  definition: { parts: { id: string; levels: { name: string }[]; criteria: { id: string }[] }[] };
}

/**
 * Takes what is next and scores it by keyboard alone: `n`, then a digit and `j` for each criterion, `o` for the words to the whole.
 *
 * @param words said to the whole
 * @param lowest ids of the parts that get their lowest level; all others get their highest
 * @returns the evaluation's id, ready to decide
 */
export async function scoreNext({ page, context }: Scene, stage: Stage, words: string, lowest: readonly string[]): Promise<string> {
  await page.goto('/desk');
  await page.getByText('waits for an expert').waitFor();
  await page.keyboard.press('n');
  await page.waitForURL(/\/evaluations\//);
  await page.getByRole('radio').first().waitFor();
  const evaluationId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { definition, carriedParts } = (await (await context.request.get(`/api/v1/evaluations/${evaluationId}`)).json()) as Read;
  const open = definition.parts.filter(({ id }) => !carriedParts.includes(id));
  // digits count from the best level, as the guide stands on screen
  const places = open.flatMap((part) => part.criteria.map(() => (lowest.includes(part.id) ? String(part.levels.length) : '1')));
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

/** Decides by the keys that ask and confirm. */
export async function decideByKeys({ page }: Scene, outcome: 'pass' | 'not yet'): Promise<void> {
  await page.getByRole('button', { name: `Decide: ${outcome}` }).waitFor({ timeout: 30_000 });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: `Decided: ${outcome}` }).waitFor();
}

/** Presses a key and waits until the page has drawn what follows. */
async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}
