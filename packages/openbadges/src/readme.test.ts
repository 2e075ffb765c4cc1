import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url);

it('the example in the README runs and ends with a valid badge', async () => {
  const readme = await readFile(new URL('README.md', root), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '--eval', example], { cwd: root });
  expect(stdout.split('\n')[0]).toBe('valid');
});
