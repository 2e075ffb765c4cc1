import { hash } from 'node:crypto';
import { type Filling, type Ink, order, toInk, write } from './filling.ts';
import type { Quad, Term } from './quads.ts';

/** A line of the first-degree hash; blank nodes in it already have their names. */
interface Line {
  subject: Term | string;
  predicate: string;
  object: Term | string;
}

/** How many hashes of one blank node are kept. Levels of a rubric are few; a node with more different texts is hashed each time. */
const MAX_KNOWN = 64;

/**
 * The first-degree hash of a blank node: over all lines in which it stands, in order, with itself as `_:a` and others as `_:z`.
 *
 * @see RDF Dataset Canonicalization 1.0 §4.6 Hash First Degree Quads
 */
export class BlankNode {
  readonly #lines: Line[];
  /** The lines one after the other, when holes cannot change their order. */
  readonly #joined: Ink[] | undefined;
  readonly #finished: string | undefined;
  /** The hole of the node's lines, when it is the only one. */
  readonly #onlyHole: number | undefined;
  /** Hashes by the text in that hole, until there turn out to be too many. */
  #known: Map<string, string> | undefined = new Map();

  constructor(quads: readonly Quad[], blank: number, filling: Filling) {
    const isIt = (term: Term) => term.kind === 'blank' && term.blank === blank;
    const name = (term: Term): Term | string => {
      if (term.kind === 'blank') return isIt(term) ? '_:a ' : '_:z ';
      return term.kind === 'fixed' ? `${term.text} ` : term;
    };
    this.#lines = quads.flatMap((quad) =>
      isIt(quad.subject) || isIt(quad.object)
        ? [{ subject: name(quad.subject), predicate: `${quad.predicate} `, object: name(quad.object) }]
        : [],
    );
    const places = this.#lines.map(placeOf);
    if (new Set(places).size === places.length) {
      const sorted = this.#lines.toSorted((a, b) => order(placeOf(a), placeOf(b)));
      this.#joined = toInk(
        sorted.flatMap((line) => [line.subject, line.predicate, line.object, '.\n']),
        filling,
      );
    }
    const holes = new Set(this.#lines.flatMap(({ subject, object }) => [subject, object].flatMap(holeOf)));
    this.#onlyHole = holes.size === 1 ? [...holes][0] : undefined;
    const isClosed = this.#lines.every(({ subject, object }) => typeof subject === 'string' && typeof object === 'string');
    if (isClosed) this.#finished = this.hash(filling);
  }

  /** The hash in hexadecimal. */
  hash(filling: Filling): string {
    if (this.#finished !== undefined) return this.#finished;
    if (this.#onlyHole === undefined || !this.#known) return this.#hash(filling);
    const text = filling.texts[this.#onlyHole] as string;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const made = this.#hash(filling);
    if (this.#known.size < MAX_KNOWN) this.#known.set(text, made);
    else this.#known = undefined;
    return made;
  }

  #hash(filling: Filling): string {
    return hash('sha256', this.#joined ? write(this.#joined, filling) : this.#sorted(filling), 'hex');
  }

  #sorted(filling: Filling): string {
    const text = (part: Term | string) => (typeof part === 'string' ? part : filling.text(part));
    return this.#lines
      .map(({ subject, predicate, object }) => `${text(subject)}${predicate}${text(object)}.\n`)
      .sort()
      .join('');
  }
}

function holeOf(term: Term | string): number[] {
  return typeof term === 'object' && (term.kind === 'iri' || term.kind === 'literal') ? [term.hole] : [];
}

/**
 * What decides the order of a line whatever stands in its holes: lines in which the node is an object begin with an IRI (`<`) or another
 * blank node (`_:z`), those in which it is the subject with `_:a` and their predicate. Two lines in one place could change order.
 */
function placeOf({ subject, predicate }: Line): string {
  if (typeof subject !== 'string' || subject.startsWith('<')) return '<';
  return subject === '_:a ' ? subject + predicate : subject;
}
