// Scripts written without spaces: there each character counts. The server counts the same way when submitting.
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** Counts words as people do: what stands between spaces and holds a letter or digit. */
export function countWords(text: string): number {
  let count = 0;
  for (const [piece] of text.matchAll(word)) if (letterOrDigit.test(piece)) count += 1;
  return count;
}
