import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Piece, wordDiff } from './word-diff.ts';

const joined = (pieces: Piece[], ...kinds: Piece['kind'][]) =>
  pieces
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('');

describe('what changed between two attempts', () => {
  it('is shown word by word', () => {
    expect(wordDiff('I asked two students.', 'I asked every student twice.')).toEqual([
      { kind: 'same', text: 'I asked ' },
      { kind: 'gone', text: 'two' },
      { kind: 'new', text: 'every' },
      { kind: 'same', text: ' ' },
      { kind: 'gone', text: 'students.' },
      { kind: 'new', text: 'student twice.' },
    ]);
  });

  it('gives back both texts whole', () => {
    const text = fc
      .array(fc.constantFrom('we', 'asked', 'listened', ' ', '\n', 'again.'), { maxLength: 40 })
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = wordDiff(before, after);
        expect(joined(pieces, 'same', 'gone')).toBe(before);
        expect(joined(pieces, 'same', 'new')).toBe(after);
      }),
    );
  });

  it('of the same text is nothing, and of a very long one is found, too', () => {
    expect(wordDiff('as it was', 'as it was')).toEqual([{ kind: 'same', text: 'as it was' }]);
    const long = Array.from({ length: 3000 }, (_, line) => `line ${line}`).join('\n');
    const pieces = wordDiff(long, long.replace('line 1500', 'line one thousand five hundred'));
    expect(joined(pieces, 'gone')).toBe('line 1500\n');
  });
});
