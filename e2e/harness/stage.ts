import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type pg from 'pg';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { withClient } from './client.ts';
import { loadedDemo } from './demo.ts';
import type { Line } from './line.ts';
import { type RunningServer, startServer } from './server.ts';

/** A stage for one film: Brevet with the demo, on a copy of its own, and a browser. */
export interface Stage {
  server: RunningServer;
  browser: Browser;
  databaseUrl: string;
  dataFolder: string;
  /** A window for one person, signed in when an e-mail address of the demo is given. */
  enter(email?: string, options?: { phone?: boolean; line?: Line }): Promise<Scene>;
  /** Asks the database, for asserting what screens cannot show. */
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
  /** Restarts the server on the same address and data. */
  restart(how: 'stop' | 'kill'): Promise<void>;
  close(): Promise<void>;
}

/** One person's window. */
export interface Scene {
  page: Page;
  context: BrowserContext;
  /** axe in light and dark, no sideways scroll at 320 px; what it finds fails the test, which goes on. Keeps pictures when `BREVET_PICTURES` names a folder. */
  inspect(name: string): Promise<void>;
}

/** Every demo account's password. */
export const demoPassword = 'chalk-and-board';

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const everyTag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const colorRules = ['color-contrast', 'link-in-text-block'];

/**
 * Sets a stage.
 *
 * @param env further configuration of the server
 */
export async function setStage(env: Record<string, string> = {}): Promise<Stage> {
  const demo = await loadedDemo();
  const postgres = inject('postgresUrl');
  const maintenance = postgres.replace(/[^/]+$/, 'postgres');
  const name = `film_${randomBytes(6).toString('hex')}`;
  await withClient(maintenance, (client) => client.query(`create database ${name} template ${demo.database}`));
  const databaseUrl = postgres.replace(/[^/]+$/, name);
  const dataFolder = mkdtempSync(join(tmpdir(), 'brevet-film-'));
  for (const part of ['files', 'secret']) {
    const source = join(demo.folder, part);
    if (existsSync(source)) cpSync(source, join(dataFolder, part), { recursive: true });
  }
  const configuration = {
    DATABASE_URL: databaseUrl,
    BREVET_DATA: dataFolder,
    BREVET_DEMO: 'true',
    PORT: String(demo.port),
    BREVET_URL: demo.url,
    ...env,
  };
  let server = await startServer(configuration);
  const browser = await chromium.launch({ executablePath: inject('chromium'), args: launchArguments });
  const contexts: BrowserContext[] = [];

  const stage: Stage = {
    get server() {
      return server;
    },
    browser,
    databaseUrl,
    dataFolder,
    async enter(email, options = {}) {
      const viewport = options.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
      const context = await browser.newContext({
        viewport,
        baseURL: server.url,
        reducedMotion: 'reduce',
        acceptDownloads: true,
        ...(options.line && { proxy: { server: options.line.address } }),
      });
      // a busy machine may take long over a page; what never comes still ends the test
      context.setDefaultTimeout(90_000);
      contexts.push(context);
      const page = await context.newPage();
      const failures: string[] = [];
      page.on('pageerror', (error) => failures.push(error.message));
      if (email) {
        const answer = await context.request.post('/api/auth/sign-in/email', { data: { email, password: demoPassword } });
        expect(answer.status(), `sign-in of ${email}`).toBe(200);
      }
      return {
        page,
        context,
        async inspect(name) {
          await inspect(page, name);
          expect.soft(failures, `errors in the page at ${name}`).toEqual([]);
        },
      };
    },
    query: (sql, values = []) => withClient(databaseUrl, async (client) => (await client.query(sql, values)).rows),
    async restart(how) {
      await server[how]();
      server = await startServer(configuration);
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      await server.stop();
      await withClient(maintenance, (client) => client.query(`drop database ${name} with (force)`));
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
  return stage;
}

async function inspect(page: Page, name: string): Promise<void> {
  const pictures = process.env.BREVET_PICTURES;
  const { width, height } = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.evaluate(() => document.fonts.ready);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // the new colors are painted before they are measured: Chromium leaves some inherited ones as they were until the next frame
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const axe = new AxeBuilder({ page });
    // between the two nothing differs but colors: the second time only the rules that look at them are asked
    const { violations } = await (colorScheme === 'light' ? axe.withTags(everyTag) : axe.withRules(colorRules)).analyze();
    const told = violations.map(
      (violation) =>
        `${violation.id}: ${violation.help}\n${violation.nodes.map((node) => `  ${node.html.slice(0, 200)}\n  ${node.failureSummary ?? ''}`).join('\n')}`,
    );
    expect.soft(told, `axe at ${name}, ${colorScheme}`).toEqual([]);
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      for (const size of [390, 1440]) {
        await page.setViewportSize({ width: size, height: 900 });
        await page.screenshot({ path: resolve(pictures, `${name}-${size}-${colorScheme}.png`), fullPage: true });
      }
      await page.setViewportSize({ width, height });
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 320, height: 800 });
  // the page may still be laying itself out for the new size
  await page
    .waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth, null, { timeout: 5000 })
    .catch(() => undefined);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(sideways, `${name} scrolls sideways at 320 px by`).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width, height });
}
