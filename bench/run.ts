import { readdirSync } from 'node:fs';
import type { Bench } from './bench.ts';
import { showStep } from './progress.ts';

/**
 * `./brevet bench [name …] [--quick]`: runs the benches of this folder, one file each (`<name>.bench.ts`, exporting what `Bench` asks).
 * Figures go to standard output, one a line: `name value unit ratio reference`; progress goes to standard error.
 */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
  .sort();
const load = async (name: string) => (await import(`./${name}.bench.ts`)) as Bench;
const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith('-'));
const isQuick = words.includes('--quick');

const list = async () => {
  const lines = [];
  for (const name of names) lines.push(`  ${name.padEnd(12)} ${(await load(name)).about}`);
  return [...lines, '  --quick      a shorter run, for trying; its figures are rough'].join('\n');
};

if (words.some((word) => word === '--help' || word === '-h')) {
  console.log(`brevet bench [name …] [--quick] measures against references in the same run; without a name, all:\n${await list()}`);
  process.exit();
}
const unknown = words.find((word) => (word.startsWith('-') ? word !== '--quick' : !names.includes(word)));
if (unknown !== undefined) {
  console.error(`brevet bench: there is no ${unknown.startsWith('-') ? 'option' : 'bench'} '${unknown}'. There are:\n${await list()}`);
  process.exit(2);
}

console.log('name value unit ratio reference');
for (const name of wanted.length ? wanted : names) {
  const { about, run } = await load(name);
  console.error(`· ${name}: ${about}`);
  try {
    await run({ isQuick, step: showStep });
  } catch (error) {
    console.error(error);
    console.error(`brevet bench: ${name} did not come to an end.`);
    process.exitCode = 1;
  }
}
// idle connections of a load must not keep the command waiting
process.exit();
