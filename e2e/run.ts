import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium } from './harness/chromium.ts';

/**
 * `./brevet test`: format and lint, types, house rules, unused code, then every test, the browser films among them.
 * Words given choose test files (`./brevet test portfolio`) and skip the checks. The last line is `N passed, N failed`.
 */

const root = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
let passed = 0;
let failed = 0;

/** Runs a program; its output is shown when it fails. */
function run(
  program: string,
  args: string[],
  options: { show: boolean; env?: NodeJS.ProcessEnv },
): Promise<{ status: number; output: string }> {
  return new Promise((settle) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...options.env }, stdio: options.show ? 'inherit' : 'pipe' });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.on('close', (status) => settle({ status: status ?? 1, output }));
  });
}

async function check(what: string, script: string): Promise<void> {
  const started = Date.now();
  process.stdout.write(`· ${what} … `);
  const { status, output } = await run('npm', ['run', '--silent', script], { show: false });
  console.log(status === 0 ? `holds (${Math.round((Date.now() - started) / 1000)} s)` : `does not hold\n${output}`);
  if (status === 0) passed += 1;
  else failed += 1;
}

if (words.length === 0) {
  await check('format and lint', 'lint');
  await check('types, server to screen', 'typecheck');
  await check('house rules', 'houserules');
  await check('nothing unused', 'unused');
}

const report = mkdtempSync(join(tmpdir(), 'brevet-report-'));
const file = join(report, 'vitest.json');
const env = { BREVET_CHROMIUM: await findChromium() };
const { status } = await run('npx', ['vitest', 'run', ...words, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], {
  show: true,
  env,
});
try {
  const result = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numFailedTestSuites: number;
  };
  passed += result.numPassedTests;
  // a test that did not run has not passed; a file that could not be loaded fails as one
  failed += result.numFailedTests + result.numPendingTests;
  if (status !== 0 && result.numFailedTests + result.numPendingTests === 0) failed += Math.max(1, result.numFailedTestSuites);
} catch (error) {
  console.error(`The tests left no report: ${(error as Error).message}`);
  failed += 1;
}
rmSync(report, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
