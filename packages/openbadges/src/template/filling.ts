import { Page } from './page.ts';
import { escapeLiteral, type Quad, type Term } from './quads.ts';

/** A term with a hole, written out for each document. */
type HoledTerm = Extract<Term, { kind: 'iri' | 'literal' }>;

const encoder = new TextEncoder();
const labelBytes: Uint8Array[] = [];

/** The label of the blank node at a place of the canonical order, with the space after it. */
function labelAt(position: number): Uint8Array {
  labelBytes[position] ??= encoder.encode(`_:c14n${position} `);
  return labelBytes[position];
}

/**
 * What stands in the holes of one document and how its blank nodes are labelled. Each term is encoded once, however often it stands
 * in a line. One filling serves all documents of a shape, one after the other.
 */
export class Filling {
  texts: readonly string[] = [];
  readonly #holed: HoledTerm[];
  readonly #indexOf = new Map<Term, number>();
  readonly #encoded: Uint8Array[] = [];
  readonly #scratch = new Page();
  /** Where each holed term ends on the scratch page. */
  readonly #ends: number[] = [];
  /** Places of blank nodes in the canonical order. */
  readonly #places: number[] = [];

  constructor(quads: readonly Quad[]) {
    const byName = new Map<string, number>();
    this.#holed = [];
    for (const term of quads.flatMap((quad) => [quad.subject, quad.object])) {
      if (term.kind !== 'iri' && term.kind !== 'literal') continue;
      const name = JSON.stringify(term);
      const index = byName.get(name) ?? this.#holed.push(term) - 1;
      byName.set(name, index);
      this.#indexOf.set(term, index);
    }
  }

  /** Takes the texts of a document; labels follow. */
  begin(texts: readonly string[]): void {
    this.texts = texts;
    const [page, ends] = [this.#scratch, this.#ends];
    let all = '';
    for (let index = 0; index < this.#holed.length; index += 1) {
      all += render(this.#holed[index] as HoledTerm, texts);
      ends[index] = all.length;
    }
    page.cut();
    page.addText(all);
    // Letters beyond ASCII take more than a byte, so that only the terms one by one show where each ends.
    if (page.length !== all.length) this.#encodeEach();
    const bytes = page.since(0);
    for (let index = 0, start = 0; index < ends.length; index += 1) {
      const end = ends[index] as number;
      this.#encoded[index] = bytes.subarray(start, end);
      start = end;
    }
  }

  #encodeEach(): void {
    const page = this.#scratch;
    page.cut();
    for (let index = 0; index < this.#holed.length; index += 1) {
      page.addText(render(this.#holed[index] as HoledTerm, this.texts));
      this.#ends[index] = page.length;
    }
  }

  place(blank: number, position: number): void {
    this.#places[blank] = position;
  }

  /** A short text that differs whenever the places of these blank nodes differ. */
  placesOf(blanks: readonly number[]): string {
    let places = '';
    for (const blank of blanks) places += String.fromCharCode(this.#places[blank] as number);
    return places;
  }

  /** Number of a term with a hole, for `holed`. */
  indexOf(term: Term): number {
    return this.#indexOf.get(term) as number;
  }

  /** A term with a hole, and the space after it. */
  holed(index: number): Uint8Array {
    return this.#encoded[index] as Uint8Array;
  }

  /** The label of a blank node, and the space after it. */
  label(blank: number): Uint8Array {
    return labelAt(this.#places[blank] as number);
  }

  /** A term that changes, and the space after it. */
  bytes(term: Term): Uint8Array {
    if (term.kind === 'blank') return this.label(term.blank);
    return term.kind === 'fixed' ? encoder.encode(render(term, [])) : this.holed(this.indexOf(term));
  }

  /** Any term as text, and the space after it. */
  text(term: Term): string {
    return term.kind === 'blank' ? `_:c14n${this.#places[term.blank]} ` : render(term, this.texts);
  }
}

/** A term that is no blank node, and the space after it. */
export function render(term: Exclude<Term, { kind: 'blank' }>, texts: readonly string[]): string {
  switch (term.kind) {
    case 'fixed':
      return `${term.text} `;
    case 'iri':
      return `<${texts[term.hole]}> `;
    case 'literal':
      return `"${escapeLiteral(texts[term.hole] as string)}${term.after} `;
  }
}

/** Order by UTF-16 code units, which the general path sorts by too. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is written at one place of a line: bytes that stand, or the number of a holed term or blank node. */
export type Ink = Uint8Array | { holed: number } | { blank: number };

/** Turns texts and terms into ink, with everything joined that does not change. */
export function toInk(parts: readonly (string | Term)[], filling: Filling): Ink[] {
  const ink: Ink[] = [];
  let standing = '';
  const settle = () => {
    if (standing !== '') ink.push(encoder.encode(standing));
    standing = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') standing += part;
    else if (part.kind === 'fixed') standing += render(part, []);
    else {
      settle();
      ink.push(part.kind === 'blank' ? { blank: part.blank } : { holed: filling.indexOf(part) });
    }
  }
  settle();
  return ink;
}

/** Writes ink on a page. */
export function write(ink: readonly Ink[], filling: Filling, page: Page): void {
  for (const drop of ink) {
    if (drop instanceof Uint8Array) page.add(drop);
    else page.add('blank' in drop ? filling.label(drop.blank) : filling.holed(drop.holed));
  }
}
