/**
 * Makes `dist/`: the library as plain JavaScript with types, ready for `npm publish dist`. Inside this repository it runs from source.
 *
 *   node pack.ts [folder]
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const here = import.meta.dirname;
const folder = resolve(process.argv[2] ?? join(here, 'dist'));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '..', 'bin', 'tsc');
execFileSync(process.execPath, [compiler, '-p', join(here, 'tsconfig.pack.json'), '--outDir', join(folder, 'src')], { stdio: 'inherit' });
cpSync(join(here, 'contexts'), join(folder, 'contexts'), { recursive: true });
for (const file of ['README.md', 'LICENSE']) copyFileSync(join(here, file === 'LICENSE' ? '../../LICENSE' : file), join(folder, file));

const { devDependencies: _, scripts: __, private: ___, ...manifest } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const exports = { '.': { types: './src/index.d.ts', default: './src/index.js' } };
writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...manifest, exports, sideEffects: false }, null, 2)}\n`);
