import { createHash, type Hash } from 'node:crypto';
import { BlankNode } from './blank-node.ts';
import { Filling, flat, order } from './filling.ts';
import { Lines } from './lines.ts';
import type { Quad } from './quads.ts';

/** Texts that stand as IRIs must be of these forms; others might be expanded or escaped by the general path. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what an IRI may not have
const PLAIN_IRI = /^(?:https?:\/\/|urn:|did:|mailto:|data:)[^\u0000-\u0020\u007f-\u00a0<>"{}|^`\\\s]+$/;

interface Placed {
  /** With the space after it, so that order of subjects is order of lines. */
  subject: string;
  lines: Lines;
}

/** The lines before the first that can change, and the state of SHA-256 after them. */
interface Opening {
  text: string;
  state: Hash;
}

/** How many openings of one shape are kept: they differ in the labels of blank nodes. */
const MAX_OPENINGS = 256;

/**
 * Canonical N-Quads of all documents of one shape: worked out once by the general path, then filled in.
 *
 * Only what depends on the holes is worked out again: the lines of subjects that have holes, and the first-degree hashes of blank
 * nodes beside holes, which decide their labels. Whatever the general path would treat in another way is left to it: texts that
 * are no plain IRIs, nodes that become one, quads that become equal, blank nodes with equal hashes.
 *
 * @see RDF Dataset Canonicalization 1.0 §4.4 (steps 1 to 4)
 */
export class CanonicalForm {
  readonly #blankNodes: BlankNode[];
  /** Subjects that are fixed, in canonical order. */
  readonly #fixed: Placed[];
  /** How many of the first fixed subjects have no hole in their lines. */
  readonly #openable: number;
  /** Blank nodes whose labels stand in the lines of so many first fixed subjects. */
  readonly #blanksOfFirst: number[][];
  readonly #byHole: Lines[];
  /** Lines by the blank node that is their subject. */
  readonly #byBlank: (Lines | undefined)[];
  readonly #iriHoles: number[];
  readonly #openings = new Map<string, Opening>();
  readonly #filling: Filling;

  constructor(quads: readonly Quad[], blanks: number) {
    const filling = new Filling(quads);
    this.#filling = filling;
    const groups = [...Map.groupBy(quads, (quad) => JSON.stringify(quad.subject)).values()].map((group) => new Lines(group, filling));
    this.#blankNodes = Array.from({ length: blanks }, (_, blank) => new BlankNode(quads, blank, filling));
    this.#fixed = groups.flatMap((lines) => (lines.subject.kind === 'fixed' ? [{ subject: `${lines.subject.text} `, lines }] : []));
    this.#fixed.sort((a, b) => order(a.subject, b.subject));
    const holed = this.#fixed.findIndex(({ lines }) => lines.hasHoles);
    this.#openable = holed < 0 ? this.#fixed.length : holed;
    this.#blanksOfFirst = [[]];
    for (const { lines } of this.#fixed) this.#blanksOfFirst.push([...(this.#blanksOfFirst.at(-1) as number[]), ...lines.blanks]);
    this.#byHole = groups.filter((lines) => lines.subject.kind === 'iri');
    this.#byBlank = Array.from({ length: blanks }, (_, blank) =>
      groups.find((lines) => lines.subject.kind === 'blank' && lines.subject.blank === blank),
    );
    const terms = quads.flatMap((quad) => [quad.subject, quad.object]);
    this.#iriHoles = [...new Set(terms.flatMap((term) => (term.kind === 'iri' ? [term.hole] : [])))];
  }

  /**
   * The canonical form for these texts.
   *
   * @param texts  one by hole
   * @returns nothing when only the general path can tell
   */
  fill(texts: readonly string[]): string | undefined {
    const composed = this.#compose(texts);
    return composed && composed.opening.text + composed.rest;
  }

  /** SHA-256 of what `fill` returns in hexadecimal digits, without hashing the opening again. */
  hash(texts: readonly string[]): string | undefined {
    const composed = this.#compose(texts);
    return composed?.opening.state.copy().update(composed.rest).digest('hex');
  }

  #compose(texts: readonly string[]): { opening: Opening; rest: string } | undefined {
    for (const hole of this.#iriHoles) if (!PLAIN_IRI.test(texts[hole] as string)) return undefined;
    const filling = this.#filling;
    filling.begin(texts);
    const blankOrder = this.#orderBlanks(filling);
    if (!blankOrder) return undefined;
    for (let position = 0; position < blankOrder.length; position += 1) filling.place(blankOrder[position] as number, position);

    const variable: Placed[] = [];
    for (const lines of this.#byHole) variable.push({ subject: filling.text(lines.subject), lines });
    variable.sort((a, b) => order(a.subject, b.subject));
    const first = variable[0];
    let next = 0;
    while (next < this.#openable && (!first || order((this.#fixed[next] as Placed).subject, first.subject) < 0)) next += 1;
    const opening = this.#open(next);
    if (!opening) return undefined;

    let rest = '';
    let previous = '';
    for (const { subject, lines } of variable) {
      for (; next < this.#fixed.length; next += 1) {
        const fixed = this.#fixed[next] as Placed;
        const place = order(fixed.subject, subject);
        if (place > 0) break;
        const written = place === 0 ? undefined : fixed.lines.write(filling);
        if (written === undefined) return undefined;
        rest += written;
      }
      const written = subject === previous ? undefined : lines.write(filling);
      if (written === undefined) return undefined;
      rest += written;
      previous = subject;
    }
    for (; next < this.#fixed.length; next += 1) {
      const written = (this.#fixed[next] as Placed).lines.write(filling);
      if (written === undefined) return undefined;
      rest += written;
    }
    for (const blank of inOrderOfLabels(blankOrder)) {
      const lines = this.#byBlank[blank];
      const written = lines ? lines.write(filling) : '';
      if (written === undefined) return undefined;
      rest += written;
    }
    return { opening, rest };
  }

  /** The lines of so many first fixed subjects. */
  #open(count: number): Opening | undefined {
    const filling = this.#filling;
    const about = String.fromCharCode(count) + filling.placesOf(this.#blanksOfFirst[count] as number[]);
    const known = this.#openings.get(about);
    if (known) return known;
    let text = '';
    for (let index = 0; index < count; index += 1) {
      const written = (this.#fixed[index] as Placed).lines.write(filling);
      if (written === undefined) return undefined;
      text += written;
    }
    const opening = { text: flat(text), state: createHash('sha256').update(text) };
    if (this.#openings.size >= MAX_OPENINGS) this.#openings.clear();
    this.#openings.set(about, opening);
    return opening;
  }

  /** Blank nodes by their hashes; nothing when two hashes are equal, which only the general path can tell apart. */
  #orderBlanks(filling: Filling): number[] | undefined {
    const hashes: string[] = [];
    const blanks: number[] = [];
    for (let blank = 0; blank < this.#blankNodes.length; blank += 1) {
      const own = (this.#blankNodes[blank] as BlankNode).hash(filling);
      hashes.push(own);
      let position = blank;
      for (; position > 0; position -= 1) {
        const other = hashes[blanks[position - 1] as number] as string;
        if (other === own) return undefined;
        if (other < own) break;
        blanks[position] = blanks[position - 1] as number;
      }
      blanks[position] = blank;
    }
    return blanks;
  }
}

/** Labels are numbered by hash but sorted as text: c14n10 stands before c14n2. */
function inOrderOfLabels(blankOrder: number[]): number[] {
  if (blankOrder.length <= 10) return blankOrder;
  return [...blankOrder.keys()].sort((a, b) => order(`${a} `, `${b} `)).map((position) => blankOrder[position] as number);
}
