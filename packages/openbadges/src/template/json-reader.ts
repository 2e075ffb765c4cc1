import { JsonWriter } from './json-writer.ts';
import type { Acceptance, Skeleton } from './skeleton.ts';

/** The texts of a document of known shape, and where in its JSON text the document ends but for its proof and last brace. */
export interface ReadTexts {
  texts: string[];
  end: number;
}

/**
 * Reads the holes of a document of known shape straight from its JSON text, as long as everything else stands there letter by letter as
 * `JSON.stringify` writes it. Texts with escapes are left to whoever reads JSON.
 */
export class JsonReader {
  readonly #parts: readonly (string | number)[];
  readonly #accepts: Acceptance[] = [];

  constructor(skeleton: Skeleton) {
    this.#parts = new JsonWriter(skeleton).parts;
    this.#collect(skeleton);
  }

  read(text: string): ReadTexts | undefined {
    const texts: string[] = [];
    let position = 0;
    for (const part of this.#parts) {
      if (typeof part === 'string') {
        // equality of whole texts goes word by word, `startsWith` letter by letter
        const next = position + part.length;
        if (text.slice(position, next) !== part) return undefined;
        position = next;
        continue;
      }
      const end = text.indexOf('"', position);
      if (end < 0) return undefined;
      const found = text.slice(position, end);
      const known = texts[part];
      if (known === undefined ? MUST_BE_ESCAPED.test(found) || !this.#accepts[part]?.(found) : known !== found) return undefined;
      texts[part] = found;
      position = end;
    }
    return { texts, end: position };
  }

  #collect(skeleton: Skeleton): void {
    if (skeleton.kind === 'hole') this.#accepts[skeleton.hole] ??= skeleton.accepts;
    else if (skeleton.kind !== 'fixed') for (const member of skeleton.members) this.#collect(member);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON text may not have
const MUST_BE_ESCAPED = /[\\\u0000-\u001f]/;
