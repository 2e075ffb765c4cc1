import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Chance, chance } from '../e2e/harness/chance.ts';
import type { Definition } from '../server/src/catalog/definition.ts';

/**
 * Definitions that read like the demo's: their words follow each other as in its texts (a chain of word pairs), and names that stand in few
 * definitions (schools, methods, places) are mixed in by Zipf's law, as they are in a catalog that grows.
 */

const demoFolder = resolve(import.meta.dirname, '../demo/micro-credentials');

/** The demo's micro-credentials, as the pattern of generated ones. */
export function demoDefinitions(): { slug: string; definition: Definition }[] {
  return readdirSync(demoFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(resolve(demoFolder, file), 'utf8')) as { slug: string; definition: Definition });
}

const syllables = 'ba ke lo mi nu ra se ti vo wen dar gil hol jan kor lin mar nel pos qui rod sam tor ul ven wil yar zed bri cla'.split(
  ' ',
);
const rareNames = 60_000;

/** The n-th rare name, always the same. */
function rareName(place: number): string {
  const name = chance(place * 7919 + 17);
  const parts = 2 + name.below(2);
  return Array.from({ length: parts }, () => name.pick(syllables)).join('');
}

/** Makes texts by chance. */
export interface Texts {
  title(): string;
  sentence(words: number): string;
  /** A word of the texts, common ones more often. */
  word(): string;
}

export function texts(from: { definition: Definition }[], by: Chance): Texts {
  const after = new Map<string, string[]>();
  const titleWords: string[] = [];
  for (const { definition } of from) {
    titleWords.push(...definition.title.split(' ').filter((word) => word.length > 3));
    const read = [
      definition.competency,
      definition.keyMethod.description,
      ...definition.methodComponents.map(({ description }) => description),
    ];
    for (const text of read) {
      const words = text.split(/\s+/);
      for (const [index, word] of words.entries()) {
        const next = words[index + 1];
        if (!next) continue;
        const known = after.get(word);
        if (known) known.push(next);
        else after.set(word, [next]);
      }
    }
  }
  const starts = [...after.keys()];
  const titles = [...new Set(titleWords)];
  const sentence = (count: number) => {
    const words = [by.pick(starts)];
    while (words.length < count) {
      if (by.next() < 0.04) words.push(rareName(by.zipf(rareNames)));
      words.push(by.pick(after.get(words.at(-1) ?? '') ?? starts));
    }
    const text = words.join(' ').replace(/[,;:.]+$/, '');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  return {
    sentence,
    word: () => by.pick(after.get(by.pick(starts)) ?? starts),
    title() {
      const words = Array.from({ length: 2 + by.below(3) }, () => by.pick(titles));
      if (by.next() < 0.5)
        words.push(
          'with',
          rareName(by.zipf(rareNames)).replace(/^./, (first) => first.toUpperCase()),
        );
      return words.join(' ');
    },
  };
}
