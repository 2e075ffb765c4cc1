/** A run of words that both texts have, or only the old, or only the new one. */
export interface Piece {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Longer texts are compared by whole lines: comparing words grows with the square of their number. */
const mostWords = 3000;

/**
 * What changed between two texts, word by word, by their longest common sequence. Joined together, `same` and `gone` give the old text,
 * `same` and `new` the new one.
 */
export function wordDiff(before: string, after: string): Piece[] {
  const words = (text: string) => text.match(/\s+|[^\s]+/gu) ?? [];
  const lines = (text: string) => text.match(/[^\n]*\n|[^\n]+/gu) ?? [];
  const isLong = words(before).length > mostWords || words(after).length > mostWords;
  const [old, young] = isLong ? [lines(before), lines(after)] : [words(before), words(after)];
  const from = commonStart(old, young);
  const end = commonStart(old.slice(from).reverse(), young.slice(from).reverse());
  const middle = longestCommon(old.slice(from, old.length - end), young.slice(from, young.length - end));
  return merged([
    ...old.slice(0, from).map((text): Piece => ({ kind: 'same', text })),
    ...middle,
    ...old.slice(old.length - end).map((text): Piece => ({ kind: 'same', text })),
  ]);
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

function longestCommon(old: readonly string[], young: readonly string[]): Piece[] {
  const width = young.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = young.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i] === young[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      pieces.push({ kind: 'same', text: old[i] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= young.length || (i < old.length && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))) {
      pieces.push({ kind: 'gone', text: old[i] ?? '' });
      i += 1;
    } else {
      pieces.push({ kind: 'new', text: young[j] ?? '' });
      j += 1;
    }
  }
  return pieces;
}

function merged(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}
