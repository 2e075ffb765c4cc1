import { hash } from 'node:crypto';
import { escapeLiteral, type Quad, type Term } from './quads.ts';

/** The quads of one subject with one predicate. */
interface Cluster {
  predicate: string;
  objects: Term[];
}

/** The quads of one subject, in order of predicates. */
interface Group {
  subject: Term;
  clusters: Cluster[];
  /** The finished lines, when nothing in them depends on holes or on the labels of blank nodes. */
  finished?: Uint8Array;
}

/** A blank node and the quads it stands in, for its first-degree hash. */
interface Blank {
  quads: Quad[];
  /** The hash, when no hole stands in those quads. */
  finished?: string;
}

/** Texts that stand as IRIs must be of these forms; others might be expanded or escaped by the general path. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what an IRI may not have
const PLAIN_IRI = /^(?:https?:\/\/|urn:|did:|mailto:|data:)[^\u0000-\u0020\u007f-\u00a0<>"{}|^`\\\s]+$/;

/**
 * Canonical N-Quads of all documents of one shape: worked out once by the general path, then filled in.
 *
 * Only what depends on the holes is worked out again: the lines of subjects that have holes, and the first-degree hashes of blank
 * nodes beside holes, which decide their labels. Whatever the general path would treat in another way is left to it: texts that
 * are no plain IRIs, nodes that become one, quads that become equal, blank nodes with equal hashes.
 *
 * @see RDF Dataset Canonicalization 1.0 §4.4 (steps 1 to 4), §4.6 Hash First Degree Quads
 */
export class CanonicalForm {
  readonly #blanks: Blank[];
  /** Groups whose subject is fixed, in canonical order. */
  readonly #fixed: { subject: string; group: Group }[];
  readonly #byHole: Group[];
  readonly #byBlank: (Group | undefined)[];
  readonly #iriHoles: number[];
  readonly #fixedSubjects: ReadonlySet<string>;
  #buffer = Buffer.allocUnsafe(32_768);

  constructor(quads: Quad[], blanks: number) {
    const groups = groupBySubject(quads);
    this.#blanks = Array.from({ length: blanks }, (_, blank) => describeBlank(quads, blank));
    this.#fixed = groups
      .flatMap((group) => (group.subject.kind === 'fixed' ? [{ subject: `${group.subject.text} `, group }] : []))
      .sort((a, b) => order(a.subject, b.subject));
    this.#fixedSubjects = new Set(this.#fixed.map(({ subject }) => subject));
    this.#byHole = groups.filter((group) => group.subject.kind === 'iri');
    this.#byBlank = Array.from({ length: blanks }, (_, blank) =>
      groups.find((group) => group.subject.kind === 'blank' && group.subject.blank === blank),
    );
    const terms = quads.flatMap((quad) => [quad.subject, quad.object]);
    this.#iriHoles = [...new Set(terms.flatMap((term) => (term.kind === 'iri' ? [term.hole] : [])))];
    for (const group of groups) if (isFixed(group)) group.finished = Buffer.from(write(group, [], []) as string);
  }

  /**
   * The canonical form for these texts.
   *
   * @param texts  one by hole
   * @returns bytes that are valid until the next call, or nothing when only the general path can tell
   */
  fill(texts: readonly string[]): Uint8Array | undefined {
    for (const hole of this.#iriHoles) if (!PLAIN_IRI.test(texts[hole] as string)) return undefined;
    const labels = this.#label(texts);
    if (!labels) return undefined;
    let offset = 0;
    const append = (group: Group): boolean => {
      const lines = group.finished ?? write(group, texts, labels);
      if (lines === undefined) return false;
      offset = this.#append(lines, offset);
      return true;
    };
    const variable = this.#byHole.map((group) => ({ subject: render(group.subject, texts, labels), group }));
    variable.sort((a, b) => order(a.subject, b.subject));
    let next = 0;
    for (const { subject, group } of this.#fixed) {
      while (next < variable.length && order((variable[next] as { subject: string }).subject, subject) < 0) {
        if (!append((variable[next] as { group: Group }).group)) return undefined;
        next += 1;
      }
      if (!append(group)) return undefined;
    }
    for (; next < variable.length; next += 1) if (!append((variable[next] as { group: Group }).group)) return undefined;
    for (let index = 0; index < variable.length; index += 1) {
      const { subject } = variable[index] as { subject: string };
      if (this.#fixedSubjects.has(subject) || variable[index + 1]?.subject === subject) return undefined;
    }
    const blankGroups = this.#byBlank.flatMap((group, blank) => (group ? [{ subject: labels[blank] as string, group }] : []));
    blankGroups.sort((a, b) => order(a.subject, b.subject));
    for (const { group } of blankGroups) if (!append(group)) return undefined;
    return this.#buffer.subarray(0, offset);
  }

  /** Labels of the blank nodes by number, with the space that follows them in a line; nothing when two hashes are equal. */
  #label(texts: readonly string[]): string[] | undefined {
    const hashes: { blank: number; digest: string }[] = [];
    for (let blank = 0; blank < this.#blanks.length; blank += 1) {
      const { finished, quads } = this.#blanks[blank] as Blank;
      hashes.push({ blank, digest: finished ?? firstDegreeHash(quads, blank, texts) });
    }
    hashes.sort((a, b) => order(a.digest, b.digest));
    const labels: string[] = [];
    for (const [position, { blank, digest }] of hashes.entries()) {
      if (hashes[position + 1]?.digest === digest) return undefined;
      labels[blank] = `_:c14n${position} `;
    }
    return labels;
  }

  #append(lines: Uint8Array | string, offset: number): number {
    const room = typeof lines === 'string' ? lines.length * 3 : lines.length;
    if (offset + room > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(2 * (offset + room));
      larger.set(this.#buffer.subarray(0, offset));
      this.#buffer = larger;
    }
    if (typeof lines === 'string') return offset + this.#buffer.write(lines, offset);
    this.#buffer.set(lines, offset);
    return offset + lines.length;
  }
}

function groupBySubject(quads: Quad[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { subject, predicate, object } of quads) {
    const key = JSON.stringify(subject);
    const group = groups.get(key) ?? { subject, clusters: [] };
    groups.set(key, group);
    const cluster = group.clusters.find((candidate) => candidate.predicate === predicate);
    if (cluster) cluster.objects.push(object);
    else group.clusters.push({ predicate, objects: [object] });
  }
  for (const group of groups.values()) group.clusters.sort((a, b) => order(a.predicate, b.predicate));
  return [...groups.values()];
}

function isFixed(group: Group): boolean {
  return group.subject.kind === 'fixed' && group.clusters.every(({ objects }) => objects.every((object) => object.kind === 'fixed'));
}

/** The lines of a group; nothing when two of them are equal, which the general path would write once. */
function write(group: Group, texts: readonly string[], labels: readonly string[]): string | undefined {
  const subject = render(group.subject, texts, labels);
  let lines = '';
  for (const { predicate, objects } of group.clusters) {
    const start = `${subject}${predicate} `;
    if (objects.length === 1) {
      lines += `${start}${render(objects[0] as Term, texts, labels)}.\n`;
      continue;
    }
    const rendered = objects.map((object) => render(object, texts, labels)).sort(order);
    for (let index = 0; index < rendered.length; index += 1) {
      if (rendered[index] === rendered[index + 1]) return undefined;
      lines += `${start}${rendered[index]}.\n`;
    }
  }
  return lines;
}

/** A term and the space after it. */
function render(term: Term, texts: readonly string[], labels: readonly string[]): string {
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

function describeBlank(quads: Quad[], blank: number): Blank {
  const isIt = (term: Term) => term.kind === 'blank' && term.blank === blank;
  const touching = quads.filter((quad) => isIt(quad.subject) || isIt(quad.object));
  const hasHoles = touching.some(({ subject, object }) => [subject, object].some((term) => term.kind === 'iri' || term.kind === 'literal'));
  return hasHoles ? { quads: touching } : { quads: touching, finished: firstDegreeHash(touching, blank, []) };
}

function firstDegreeHash(quads: Quad[], blank: number, texts: readonly string[]): string {
  const name = (term: Term) => (term.kind === 'blank' ? (term.blank === blank ? '_:a ' : '_:z ') : render(term, texts, []));
  const lines = quads.map(({ subject, predicate, object }) => `${name(subject)}${predicate} ${name(object)}.\n`);
  return hash('sha256', lines.sort(order).join(''), 'hex');
}

/** Order by UTF-16 code units, which the general path sorts by too. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
