import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../harness/stage.ts';

/** What a stranger's browser may load to see a public page, in bytes after gzip. */
const budget = 150_000;

describe('public pages', () => {
  let stage: Stage;
  let badge: string;
  beforeAll(async () => {
    stage = await setStage();
    const [award] = (await stage.query('select id from award limit 1')) as { id: string }[];
    if (!award) throw new Error('The demo has no badge.');
    badge = `/badges/${award.id}`;
  });
  afterAll(() => stage.close());

  /** The scripts a page fetches until nothing is under way, with their sizes after gzip. */
  async function scriptsOf(path: string): Promise<{ url: string; bytes: number }[]> {
    const context = await stage.browser.newContext({ baseURL: stage.server.url });
    const page = await context.newPage();
    const fetched: Promise<{ url: string; bytes: number }>[] = [];
    page.on('response', (response) => {
      if (!/javascript/.test(response.headers()['content-type'] ?? '')) return;
      fetched.push(response.body().then((body) => ({ url: response.url(), bytes: gzipSync(body).length })));
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    const scripts = await Promise.all(fetched);
    await context.close();
    return scripts;
  }

  it('load at most 150 kB of scripts: home and badge', async () => {
    for (const path of ['/', badge]) {
      const scripts = await scriptsOf(path);
      const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
      console.log(`· ${path === '/' ? 'home' : 'badge'}: ${scripts.length} scripts, ${Math.round(total / 1000)} kB gzipped`);
      expect(scripts.length).toBeGreaterThan(0);
      expect(total, JSON.stringify(scripts, null, 1)).toBeLessThanOrEqual(budget);
    }
  });

  it('are complete where scripts are off', async () => {
    const context = await stage.browser.newContext({ baseURL: stage.server.url, javaScriptEnabled: false });
    const page: Page = await context.newPage();
    const heading = () => page.getByRole('heading', { level: 1 }).innerText();

    await page.goto('/');
    expect(await page.locator('a[href^="/micro-credentials/"]').count()).toBeGreaterThan(3);

    await page.goto('/catalog');
    await page.locator('main input[type="search"], main input[name="q"]').first().fill('memroy');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=memroy/);
    const found = page.getByRole('link', { name: /working memory/i }).first();
    const path = (await found.getAttribute('href')) ?? '';
    await found.click();
    await page.waitForURL(`**${path}`);
    expect(await heading()).toMatch(/working memory/i);
    const [version] = (await stage.query(
      `select v.definition from micro_credential m join micro_credential_version v on v.id = m.current_version_id where m.slug = $1`,
      [path.split('/').at(-1) ?? ''],
    )) as { definition: { parts: { criteria: { title: string }[] }[] } }[];
    const guide = await page.locator('main').innerText();
    for (const part of version?.definition.parts ?? []) for (const { title } of part.criteria) expect(guide).toContain(title.slice(0, 30));

    await page.goto('/stacks');
    await page.locator('main a[href^="/stacks/"]').first().click();
    expect(await page.locator('main a[href^="/micro-credentials/"]').count()).toBeGreaterThanOrEqual(5);

    await page.goto('/issuers');
    await page.locator('main a[href^="/issuers/"]').first().click();
    expect(await page.locator('main a[href^="/micro-credentials/"]').count()).toBeGreaterThan(0);

    await page.goto(badge);
    const title = await heading();
    expect(title.length).toBeGreaterThan(3);
    await page.goto('/verify');
    await page.locator('[name="badge"]').fill(`${stage.server.url}${badge}`);
    await page.locator('main form button[type="submit"]').click();
    await page.waitForLoadState();
    const verified = await page.locator('main').innerText();
    expect(verified).toContain(title);
    expect(verified).toContain('This badge holds');
    await context.close();
  });
});
