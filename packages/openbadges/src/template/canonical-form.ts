import { BlankNode } from './blank-node.ts';
import { type Filling, Lines, order, render } from './lines.ts';
import type { Quad } from './quads.ts';

/** Texts that stand as IRIs must be of these forms; others might be expanded or escaped by the general path. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what an IRI may not have
const PLAIN_IRI = /^(?:https?:\/\/|urn:|did:|mailto:|data:)[^\u0000-\u0020\u007f-\u00a0<>"{}|^`\\\s]+$/;

interface Placed {
  /** With the space after it, so that order of subjects is order of lines. */
  subject: string;
  lines: Lines;
}

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
  readonly #byHole: Lines[];
  /** Lines by the blank node that is their subject. */
  readonly #byBlank: (Lines | undefined)[];
  readonly #iriHoles: number[];
  #buffer = Buffer.allocUnsafe(32_768);

  constructor(quads: readonly Quad[], blanks: number) {
    const groups = [...Map.groupBy(quads, (quad) => JSON.stringify(quad.subject)).values()].map((group) => new Lines(group));
    this.#blankNodes = Array.from({ length: blanks }, (_, blank) => new BlankNode(quads, blank));
    this.#fixed = groups.flatMap((lines) => (lines.subject.kind === 'fixed' ? [{ subject: `${lines.subject.text} `, lines }] : []));
    this.#fixed.sort((a, b) => order(a.subject, b.subject));
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
   * @returns bytes that are valid until the next call, or nothing when only the general path can tell
   */
  fill(texts: readonly string[]): Uint8Array | undefined {
    for (const hole of this.#iriHoles) if (!PLAIN_IRI.test(texts[hole] as string)) return undefined;
    const labels: string[] = [];
    const filling = { texts, labels };
    const blankOrder = this.#orderBlanks(filling);
    if (!blankOrder) return undefined;
    for (const [position, blank] of blankOrder.entries()) labels[blank] = `_:c14n${position} `;

    const variable = this.#byHole.map((lines) => ({ subject: render(lines.subject, filling), lines }));
    variable.sort((a, b) => order(a.subject, b.subject));
    let offset = 0;
    let next = 0;
    let previous = '';
    for (let index = 0; index < this.#fixed.length + variable.length; index += 1) {
      const fixed = this.#fixed[index - next];
      const other = variable[next];
      const takesOther = fixed === undefined || (other !== undefined && order(other.subject, fixed.subject) <= 0);
      const { subject, lines } = (takesOther ? other : fixed) as Placed;
      if (takesOther) next += 1;
      if (subject === previous) return undefined;
      previous = subject;
      const end = this.#append(lines, filling, offset);
      if (end === undefined) return undefined;
      offset = end;
    }
    for (const blank of inOrderOfLabels(blankOrder)) {
      const lines = this.#byBlank[blank];
      const end = lines ? this.#append(lines, filling, offset) : offset;
      if (end === undefined) return undefined;
      offset = end;
    }
    return this.#buffer.subarray(0, offset);
  }

  /** Blank nodes by their hashes; nothing when two hashes are equal, which only the general path can tell apart. */
  #orderBlanks(filling: Filling): number[] | undefined {
    const hashes = this.#blankNodes.map((node) => node.hash(filling));
    const blanks = [...hashes.keys()].sort((a, b) => order(hashes[a] as string, hashes[b] as string));
    for (let index = 1; index < blanks.length; index += 1) {
      if (hashes[blanks[index] as number] === hashes[blanks[index - 1] as number]) return undefined;
    }
    return blanks;
  }

  #append(lines: Lines, filling: Filling, offset: number): number | undefined {
    const written = lines.write(filling);
    if (written === undefined) return undefined;
    const room = typeof written === 'string' ? written.length * 3 : written.length;
    if (offset + room > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(2 * (offset + room));
      larger.set(this.#buffer.subarray(0, offset));
      this.#buffer = larger;
    }
    if (typeof written === 'string') return offset + this.#buffer.write(written, offset);
    this.#buffer.set(written, offset);
    return offset + written.length;
  }
}

/** Labels are numbered by hash but sorted as text: c14n10 stands before c14n2. */
function inOrderOfLabels(blankOrder: number[]): number[] {
  if (blankOrder.length <= 10) return blankOrder;
  return [...blankOrder.keys()].sort((a, b) => order(`${a} `, `${b} `)).map((position) => blankOrder[position] as number);
}
