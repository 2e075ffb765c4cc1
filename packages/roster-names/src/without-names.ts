import type { Found } from './find-names.ts';

/** “Student A” to “Student Z”, then “Student AA”: always the same for the same place in the roster. */
export function pseudonym(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `Student ${letters}`;
}

/** The text with each name that was found replaced; a possessive stays. */
export function withoutNames(text: string, found: readonly Found[]): string {
  let after = '';
  let at = 0;
  for (const { index, start, end } of found) {
    after += text.slice(at, start) + pseudonym(index);
    at = end;
  }
  return after + text.slice(at);
}
