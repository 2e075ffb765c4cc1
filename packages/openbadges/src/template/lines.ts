import { type Filling, flat, type Ink, order, render, toInk, write } from './filling.ts';
import type { Quad, Term } from './quads.ts';

/** Several objects of one subject and predicate, whose order depends on holes or labels. */
interface Several {
  /** Subject and predicate. */
  start: Ink[];
  objects: Term[];
}

/** How many label assignments of one subject are kept finished. */
const MAX_FINISHED = 256;

/** The canonical lines of one subject, with everything joined that does not change. */
export class Lines {
  readonly subject: Term;
  /** Blank nodes whose labels stand in the lines. */
  readonly blanks: readonly number[];
  readonly hasHoles: boolean;
  readonly #parts: (Ink[] | Several)[];
  /** Finished lines by the places of their blank nodes, when nothing else in them changes. */
  readonly #finished = new Map<string, string>();

  /** @param quads  all quads of the subject */
  constructor(quads: readonly Quad[], filling: Filling) {
    const terms = quads.flatMap((quad) => [quad.subject, quad.object]);
    this.subject = (quads[0] as Quad).subject;
    this.blanks = [...new Set(terms.flatMap((term) => (term.kind === 'blank' ? [term.blank] : [])))];
    this.hasHoles = terms.some((term) => term.kind === 'iri' || term.kind === 'literal');
    const parts: (string | Term | Several)[] = [];
    for (const predicate of [...new Set(quads.map((quad) => quad.predicate))].sort()) {
      const objects = quads.flatMap((quad) => (quad.predicate === predicate ? [quad.object] : []));
      if (objects.length > 1 && objects.some((object) => object.kind !== 'fixed'))
        parts.push({ start: toInk([this.subject, `${predicate} `], filling), objects });
      else parts.push(...settled(objects).flatMap((object) => [this.subject, `${predicate} `, object, '.\n']));
    }
    this.#parts = inStretches(parts, filling);
  }

  /** The lines one after the other; nothing when two of them are equal, which the general path would write once. */
  write(filling: Filling): string | undefined {
    if (this.hasHoles) return this.#write(filling);
    const places = filling.placesOf(this.blanks);
    const known = this.#finished.get(places);
    if (known !== undefined) return known;
    const made = this.#write(filling);
    if (made === undefined) return undefined;
    if (this.#finished.size >= MAX_FINISHED) this.#finished.clear();
    this.#finished.set(places, flat(made));
    return made;
  }

  #write(filling: Filling): string | undefined {
    let text = '';
    for (const part of this.#parts) {
      const written = Array.isArray(part) ? write(part, filling) : writeSeveral(part, filling);
      if (written === undefined) return undefined;
      text += written;
    }
    return text;
  }
}

function writeSeveral({ start, objects }: Several, filling: Filling): string | undefined {
  const beginning = write(start, filling);
  const sorted: string[] = [];
  for (let index = 0; index < objects.length; index += 1) {
    const object = filling.text(objects[index] as Term);
    let place = index;
    for (; place > 0; place -= 1) {
      const other = sorted[place - 1] as string;
      if (other === object) return undefined;
      if (other < object) break;
      sorted[place] = other;
    }
    sorted[place] = object;
  }
  let text = '';
  for (const object of sorted) text += `${beginning}${object}.\n`;
  return text;
}

/** Objects in order; of several, all are fixed. */
function settled(objects: Term[]): Term[] {
  const text = (term: Term) => (term.kind === 'fixed' ? render(term, []) : '');
  return objects.sort((a, b) => order(text(a), text(b)));
}

function inStretches(parts: readonly (string | Term | Several)[], filling: Filling): (Ink[] | Several)[] {
  const stretches: (Ink[] | Several)[] = [];
  let open: (string | Term)[] = [];
  const close = () => {
    if (open.length > 0) stretches.push(toInk(open, filling));
    open = [];
  };
  for (const part of parts) {
    if (typeof part === 'string' || 'kind' in part) open.push(part);
    else {
      close();
      stretches.push(part);
    }
  }
  close();
  return stretches;
}
