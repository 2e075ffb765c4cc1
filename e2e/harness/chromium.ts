import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds a Chromium for the browser films: `BREVET_CHROMIUM`, the system's, else installed by apt where that is allowed,
 * else Playwright's own download.
 *
 * @returns path of the executable
 * @throws when there is none and none can be had; says what to do
 */
export async function findChromium(): Promise<string> {
  const named = process.env.BREVET_CHROMIUM;
  if (named) return named;
  const here = () => places.find((place) => existsSync(place));
  const found = here();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('· installing Chromium by apt (a minute or two, once)');
    spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = here();
    if (installed) return installed;
  }
  const { chromium } = await import('playwright-core');
  if (!existsSync(chromium.executablePath())) {
    console.log("· bringing Playwright's Chromium");
    spawnSync('npx', ['playwright-core', 'install', '--with-deps', 'chromium'], { stdio: 'inherit' });
  }
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error('The browser films need Chromium. Install it (apt install chromium) or name one with BREVET_CHROMIUM.');
}
