import { plain, type Word, wordsOf } from './words.ts';

/** A name of the roster that stands in a text. */
export interface Found {
  /** Which name of the roster. */
  index: number;
  /** Where it stands, in UTF-16 units; what stands there may be a part of the name, or initials. */
  start: number;
  end: number;
}

/** Looks for the names of one roster. Made once, used for each text. */
export type Finder = (text: string) => Found[];

/** A way in which a name may be written: words, or initials that must be followed by a full stop. */
interface Pattern {
  index: number;
  words: { plain: string; isInitial: boolean }[];
}

/** First names that are words, too: they count only where they are written with a capital inside of a sentence. */
const everyday = new Set(
  'angel april art august autumn bill chance chase chip crystal daisy dawn dean drew earnest faith frank gene grace grant guy hazel heather holly hope hunter iris ivy jack jade jasmine jasper jay joy june justice lance lily mark mason may melody miles nick olive page pat pearl penny pierce poppy ray reed rich robin rose ruby rusty sandy sky sterling sue summer sunny trinity victor violet wade ward will young'.split(
    ' ',
  ),
);

/** Little words within names; none of them is a name by itself. */
const particles = new Set('al bin da de del della den der di dos du el la le mac van von zu y'.split(' '));

/**
 * Makes a finder for the names of a roster.
 *
 * A name is found whole, by its first or last name alone, as “Emma M.”, “E. Miller” or “E. M.”; with or without diacritics, in any case,
 * as a word of its own, also with a possessive. Where several fit, the longest wins. A warning rather than a proof: it finds more than is
 * meant, and not what is misspelled or a nickname.
 *
 * @param names as the earner wrote them: “Emma Miller”, or a single name
 */
export function nameFinder(names: readonly string[]): Finder {
  const byFirst = new Map<string, Pattern[]>();
  for (const pattern of names.flatMap(patternsOf)) {
    const key = pattern.words[0]?.plain ?? '';
    byFirst.set(key, [...(byFirst.get(key) ?? []), pattern]);
  }
  for (const patterns of byFirst.values()) patterns.sort(longestFirst);
  return (text) => {
    const words = wordsOf(text);
    const found: Found[] = [];
    for (let at = 0; at < words.length; ) {
      const pattern = byFirst.get(words[at]?.plain ?? '')?.find((candidate) => fits(candidate, words, at, text));
      const last = pattern && words[at + pattern.words.length - 1];
      if (pattern && last) {
        const isInitial = pattern.words.at(-1)?.isInitial;
        found.push({ index: pattern.index, start: (words[at] as Word).start, end: last.end + (isInitial ? 1 : 0) });
        at += pattern.words.length;
      } else at += 1;
    }
    return found;
  };
}

const letters = ({ words }: Pattern) => words.reduce((sum, word) => sum + word.plain.length, 0);
const longestFirst = (one: Pattern, other: Pattern) =>
  other.words.length - one.words.length || letters(other) - letters(one) || one.index - other.index;

function patternsOf(name: string, index: number): Pattern[] {
  const words = wordsOf(name).map((word) => word.plain);
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return [];
  const whole = (text: string) => ({ plain: text, isInitial: false });
  const initial = (text: string) => ({ plain: [...text][0] ?? '', isInitial: true });
  const ways = [words.map(whole)];
  for (const one of words) if ([...one].length > 1 && !particles.has(one)) ways.push([whole(one)]);
  if (words.length > 1) {
    ways.push(
      [first, last].map(whole),
      [last, first].map(whole),
      [whole(first), initial(last)],
      [initial(first), whole(last)],
      [initial(first), initial(last)],
    );
  }
  return ways.map((way) => ({ index, words: way }));
}

function fits({ words: asked }: Pattern, words: readonly Word[], at: number, text: string): boolean {
  const found = words.slice(at, at + asked.length);
  if (found.length < asked.length) return false;
  const follows = asked.every(({ plain: wanted, isInitial }, place) => {
    const { plain: there, end } = found[place] as Word;
    if (there !== wanted || (isInitial && text[end] !== '.')) return false;
    const next = found[place + 1];
    // words of one name have little between them: a space, a comma, a hyphen, the stop of an initial
    return !next || /^(?:[\s.]{1,3}|,\s?|-)$/.test(text.slice(end, next.start));
  });
  const [only] = found;
  return follows && (found.length > 1 || !only || !everyday.has(only.plain) || isCapitalInside(only, text));
}

/** Whether a word is written with a capital although no sentence begins with it. */
function isCapitalInside({ start, end }: Word, text: string): boolean {
  const written = text.slice(start, end);
  const isCapital = written[0] !== written[0]?.toLowerCase();
  return isCapital && /[\p{L}\p{N},;]["“”'’()\s]*$/u.test(text.slice(Math.max(0, start - 5), start));
}

/** Whether two names are the same to the finder. */
export const sameName = (one: string, other: string): boolean => plain(one) === plain(other);
