/** A word of a text: letters and digits of any script, with what joins them inside a name (O’Neil). */
export interface Word {
  /** As it is compared: without marks over and under letters, without case. */
  plain: string;
  /** Where it stands, in UTF-16 units. */
  start: number;
  end: number;
}

const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
/** Letters that no decomposition turns into what people type instead of them. */
const plainLetters: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i' };

/** A word as it is compared: “Zoë”, “ZOE” and “zoe” are one. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßøłđðþæœı]/g, (letter) => plainLetters[letter] ?? letter)
    .replaceAll('’', "'");

/** The words of a text in their order. A possessive ending is none of the word: “Emma’s” is “Emma”. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(word)].map(({ 0: found, index }) => {
    const own = found.replace(/['’][sS]$/u, '');
    return { plain: plain(own), start: index, end: index + own.length };
  });
}
