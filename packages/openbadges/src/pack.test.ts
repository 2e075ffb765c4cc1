import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

it('packed, the library is plain JavaScript with types that stands alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'openbadges-pack-'));
  await run(process.execPath, [fileURLToPath(new URL('../pack.ts', import.meta.url)), folder]);
  await symlink(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1]?.replace("'@brevet/openbadges'", "'./src/index.js'") ?? '';
  await writeFile(join(folder, 'example.mjs'), example);
  const { stdout } = await run(process.execPath, ['--no-strip-types', 'example.mjs'], { cwd: folder });
  expect(stdout.split('\n')[0]).toBe('valid');
  const { exports, private: isPrivate, devDependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  expect([isPrivate, devDependencies]).toEqual([undefined, undefined]);
  for (const file of Object.values<string>(exports['.'])) expect(await readFile(join(folder, file), 'utf8')).toContain('createVerifier');
  await rm(folder, { recursive: true });
});
