import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeProblems } from './describe-problems.ts';
import { readProblems } from './read-problems.ts';

/** Writes what `/problems/{code}` and docs/problems.md tell, from the source: part of `npm run api`. */
const source = resolve(import.meta.dirname, '../..');
const { kinds } = readProblems(source);
writeFileSync(resolve(source, 'platform/http/problem-kinds.jsonl'), kinds.map((kind) => `${JSON.stringify(kind)}\n`).join(''));
writeFileSync(resolve(source, '../../docs/problems.md'), describeProblems(kinds));
