import { Transform } from 'node:stream';
import type { ByteSource } from '../../platform/zip/zip-directory.ts';

/** Bytes written over what stands at a place, so that nothing behind them moves. */
export interface Blank {
  /** From the beginning of the file. */
  start: number;
  bytes: Buffer;
}

/** Nothing at all, over `length` bytes. */
export const zeros = (start: number, length: number): Blank => ({ start, bytes: Buffer.alloc(length) });

/**
 * Writes blanks over a stream that begins at the file's first byte.
 *
 * @param blanks in any order, not over each other
 */
export function blanked(blanks: readonly Blank[]): Transform {
  const ordered = blanks.filter(({ bytes }) => bytes.length > 0).sort((one, other) => one.start - other.start);
  let next = 0;
  let at = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      const end = at + piece.length;
      let changed: Buffer | null = null;
      for (let index = next; index < ordered.length; index += 1) {
        const { start, bytes } = ordered[index] as Blank;
        if (start >= end) break;
        changed ??= Buffer.from(piece);
        bytes.copy(changed, Math.max(0, start - at), Math.max(0, at - start));
        if (start + bytes.length <= end) next = index + 1;
      }
      at = end;
      done(null, changed ?? piece);
    },
  });
}

const window = 256 * 1024;

/** A source read in large pieces: walking a recording asks for many small ones beside each other. */
export function inPieces(source: ByteSource): ByteSource {
  let held: Buffer = Buffer.alloc(0);
  let from = 0;
  return {
    size: source.size,
    async read(start, length) {
      if (start < from || start + length > from + held.length) {
        held = await source.read(start, Math.max(length, window));
        from = start;
      }
      return held.subarray(start - from, start - from + length);
    },
  };
}
