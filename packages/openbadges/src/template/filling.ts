import { escapeLiteral, type Quad, type Term } from './quads.ts';

/** A term with a hole, written out for each document. */
type HoledTerm = Extract<Term, { kind: 'iri' | 'literal' }>;

/** Labels of blank nodes by their place in the canonical order, with the space after them. */
const labels: string[] = [];

function labelAt(position: number): string {
  labels[position] ??= `_:c14n${position} `;
  return labels[position];
}

/**
 * What stands in the holes of one document and how its blank nodes are labelled. Each term is written out once, however often it stands
 * in a line. One filling serves all documents of a shape, one after the other.
 */
export class Filling {
  texts: readonly string[] = [];
  readonly #holed: HoledTerm[];
  readonly #indexOf = new Map<Term, number>();
  readonly #written: string[] = [];
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
    for (let index = 0; index < this.#holed.length; index += 1) this.#written[index] = render(this.#holed[index] as HoledTerm, texts);
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
  holed(index: number): string {
    return this.#written[index] as string;
  }

  /** The label of a blank node, and the space after it. */
  label(blank: number): string {
    return labelAt(this.#places[blank] as number);
  }

  /** Any term, and the space after it. */
  text(term: Term): string {
    if (term.kind === 'blank') return this.label(term.blank);
    return term.kind === 'fixed' ? render(term, []) : this.holed(this.indexOf(term));
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

/** What is written at one place of a line: text that stands, the number of a holed term, or -1 less the number of a blank node. */
export type Ink = string | number;

/** Turns texts and terms into ink, with everything joined that does not change. */
export function toInk(parts: readonly (string | Term)[], filling: Filling): Ink[] {
  const ink: Ink[] = [];
  let standing = '';
  const settle = () => {
    if (standing !== '') ink.push(flat(standing));
    standing = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') standing += part;
    else if (part.kind === 'fixed') standing += render(part, []);
    else {
      settle();
      ink.push(part.kind === 'blank' ? -1 - part.blank : filling.indexOf(part));
    }
  }
  settle();
  return ink;
}

/** The text that ink makes. */
export function write(ink: readonly Ink[], filling: Filling): string {
  let text = '';
  for (let index = 0; index < ink.length; index += 1) {
    const drop = ink[index] as Ink;
    if (typeof drop === 'string') text += drop;
    else text += drop < 0 ? filling.label(-1 - drop) : filling.holed(drop);
  }
  return text;
}

/** The same text in one piece: what is joined of many pieces would be gathered anew each time that it is used. */
export function flat(text: string): string {
  return Buffer.from(text).toString();
}
