import { escapeLiteral, type Quad, type Term } from './quads.ts';

/** Several objects of one subject and predicate, whose order depends on holes or labels. */
interface Several {
  kind: 'several';
  predicate: string;
  objects: Term[];
}

type Part = string | Term | Several;

/** What stands in holes and for blank nodes; labels have the space after them. */
export interface Filling {
  texts: readonly string[];
  labels: readonly string[];
}

const nothing: Filling = { texts: [], labels: [] };

/** The canonical lines of one subject, with everything joined that does not change. */
export class Lines {
  readonly subject: Term;
  readonly #parts: Part[] = [];
  /** Blank nodes whose labels stand in the lines. */
  readonly #blanks: number[];
  readonly #hasHoles: boolean;
  /** Finished lines by the labels in them, when nothing else in them changes. */
  readonly #finished = new Map<string, Uint8Array>();

  /** @param quads  all quads of the subject */
  constructor(quads: readonly Quad[]) {
    const terms = quads.flatMap((quad) => [quad.subject, quad.object]);
    this.subject = (quads[0] as Quad).subject;
    this.#blanks = [...new Set(terms.flatMap((term) => (term.kind === 'blank' ? [term.blank] : [])))];
    this.#hasHoles = terms.some((term) => term.kind === 'iri' || term.kind === 'literal');
    const predicates = [...new Set(quads.map((quad) => quad.predicate))].sort();
    for (const predicate of predicates)
      this.#addCluster(
        predicate,
        quads.flatMap((quad) => (quad.predicate === predicate ? [quad.object] : [])),
      );
  }

  #addCluster(predicate: string, objects: Term[]): void {
    if (objects.length > 1 && objects.some((object) => object.kind !== 'fixed')) {
      this.#parts.push({ kind: 'several', predicate, objects });
      return;
    }
    for (const object of objects.sort((a, b) => order(render(a, nothing), render(b, nothing)))) {
      this.#add(this.subject);
      this.#add(`${predicate} `);
      this.#add(object);
      this.#add('.\n');
    }
  }

  #add(part: string | Term): void {
    const text = typeof part === 'string' ? part : part.kind === 'fixed' ? render(part, nothing) : undefined;
    const last = this.#parts.at(-1);
    if (text === undefined) this.#parts.push(part);
    else if (typeof last === 'string') this.#parts[this.#parts.length - 1] = last + text;
    else this.#parts.push(text);
  }

  /** The lines; nothing when two of them are equal, which the general path would write once. */
  write(filling: Filling): Uint8Array | string | undefined {
    if (this.#hasHoles) return this.#write(filling);
    let labels = '';
    for (const blank of this.#blanks) labels += filling.labels[blank];
    const known = this.#finished.get(labels);
    if (known) return known;
    const made = this.#write(filling);
    if (made === undefined) return undefined;
    if (this.#finished.size >= MAX_FINISHED) this.#finished.clear();
    const bytes = Buffer.from(made);
    this.#finished.set(labels, bytes);
    return bytes;
  }

  #write(filling: Filling): string | undefined {
    const subject = render(this.subject, filling);
    let lines = '';
    for (const part of this.#parts) {
      if (typeof part === 'string') lines += part;
      else if (part === this.subject) lines += subject;
      else if (part.kind !== 'several') lines += render(part, filling);
      else {
        const objects = part.objects.map((object) => render(object, filling)).sort();
        for (let index = 0; index < objects.length; index += 1) {
          if (objects[index] === objects[index + 1]) return undefined;
          lines += `${subject}${part.predicate} ${objects[index]}.\n`;
        }
      }
    }
    return lines;
  }
}

/** How many label assignments of one subject are kept finished. */
const MAX_FINISHED = 256;

/** A term and the space after it. */
export function render(term: Term, { texts, labels }: Filling): string {
  switch (term.kind) {
    case 'fixed':
      return `${term.text} `;
    case 'iri':
      return `<${texts[term.hole]}> `;
    case 'literal':
      return `"${escapeLiteral(texts[term.hole] as string)}${term.after} `;
    case 'blank':
      return labels[term.blank] as string;
  }
}

/** Order by UTF-16 code units, which the general path sorts by too. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
