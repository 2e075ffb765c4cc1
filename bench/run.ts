import { readdirSync } from 'node:fs';

/** `./brevet bench [name]`: runs the benches of this folder (`*.bench.ts`); each prints one line a figure. */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
  .sort();
const [wanted] = process.argv.slice(2);
if (wanted && !names.includes(wanted)) {
  console.error(`There is no bench '${wanted}'. There are: ${names.join(', ')}.`);
  process.exit(2);
}
console.log('name value unit ratio reference');
for (const name of wanted ? [wanted] : names) {
  console.error(`· ${name}`);
  const bench = (await import(`./${name}.bench.ts`)) as { run(): Promise<void> };
  await bench.run();
}
