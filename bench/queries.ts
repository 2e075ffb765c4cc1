import type { Chance } from '../e2e/harness/chance.ts';
import type { GeneratedCatalog } from './generated-catalog.ts';

/** What people ask a catalog, by words, half-typed, with a typing error, filtered, browsing, paging on. */
export interface Asking {
  /**
   * The address of the next question.
   *
   * @param following a cursor that the last answer gave: a third of those who got one turn the page
   */
  next(following: string | null): string;
}

const path = '/api/v1/micro-credentials';

let serial = 0;

/**
 * One person who asks.
 *
 * @param catalog what is asked for is there, mostly
 * @param isNew each address differs from every other, so that none is answered from what is kept
 */
export function asking(catalog: GeneratedCatalog, by: Chance, isNew: boolean): Asking {
  let last = path;
  const wordsOf = () => {
    // the words people look for are those of titles and topics; earlier definitions are looked for more often
    const { definition } = catalog.published[by.zipf(catalog.published.length)] ?? {};
    const words = `${definition?.title} ${by.next() < 0.3 ? definition?.competency : ''}`
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 3);
    return Array.from({ length: 1 + by.below(3) }, () => by.pick(words).toLowerCase());
  };
  const byWords = () => ({ q: wordsOf().join(' ') });
  // of fifteen questions; each kind stands as often as it is asked
  const kinds: (() => Record<string, string>)[] = [
    byWords,
    byWords,
    byWords,
    byWords,
    byWords,
    byWords,
    () => ({ q: halfTyped(wordsOf(), by) }),
    () => ({ q: mistyped(wordsOf(), by) }),
    () => ({ q: mistyped(wordsOf(), by) }),
    () => ({ q: wordsOf()[0] ?? '', topic: by.pick(catalog.topics) }),
    () => ({ q: wordsOf()[0] ?? '', topic: by.pick(catalog.topics) }),
    () => ({ topic: catalog.topics[by.zipf(catalog.topics.length)] ?? '', difficulty: String(1 + by.below(3)) }),
    () => ({ issuer: catalog.issuers[by.zipf(catalog.issuers.length)]?.slug ?? '', sort: 'newest' }),
    () => ({ stack: catalog.stacks[by.zipf(catalog.stacks.length)] ?? '' }),
    () => ({ sort: by.pick(['title', 'newest', 'hours']) }),
  ];
  return {
    next(following) {
      serial += 1;
      // a word that the search does not know makes an address new and changes nothing else
      const mark = isNew ? `&asked=${serial}` : '';
      if (following && by.next() < 1 / 3) return `${last}&cursor=${encodeURIComponent(following)}${mark}`;
      last = `${path}?${new URLSearchParams(by.pick(kinds)())}`;
      return last + mark;
    },
  };
}

/** The last word is still being typed. */
function halfTyped(words: string[], by: Chance): string {
  const [last = '', ...rest] = words.reverse();
  return [...rest, last.slice(0, 3 + by.below(3))].join(' ');
}

/** One letter lost, doubled, or two turned around. */
function mistyped(words: string[], by: Chance): string {
  const [first = '', ...rest] = words;
  const at = 1 + by.below(Math.max(1, first.length - 2));
  const [before, letter, after] = [first.slice(0, at), first.charAt(at), first.slice(at + 1)];
  const wrong = by.pick([before + after, before + letter + letter + after, before + after.charAt(0) + letter + after.slice(1)]);
  return [wrong, ...rest].join(' ');
}
