import { toDataset } from '../proof/canonicalize.ts';
import { CanonicalForm } from './canonical-form.ts';
import { DocumentBuilder } from './document-builder.ts';
import { JsonReader } from './json-reader.ts';
import { JsonWriter } from './json-writer.ts';
import { marker, mentionsMarkers, type Quad, readQuads } from './quads.ts';
import { type Acceptance, buildSkeleton, fillSkeleton, type Leaf, listLeaves, matchSkeleton, type Skeleton } from './skeleton.ts';

/** Which texts of a document may differ in documents of the same shape, and what may stand there instead. */
export type HoleChoice = (leaf: Leaf) => Acceptance | undefined;

/** What was worked out once for all documents of one shape. */
export interface Template {
  /** The canonical form of a document; nothing when it has another shape or needs the general path. */
  canonicalize(document: object): string | undefined;
  /** SHA-256 of the canonical form, and the document as JSON text; nothing as above. */
  hash(document: object): Hashed | undefined;
  /** The same from JSON text; nothing when it is not written as `JSON.stringify` writes it, too. */
  hashText(text: string): HashedText | undefined;
}

/** JSON text of known shape: the hash of the document's canonical form, and where the text goes on with proof or last brace. */
export interface HashedText {
  /** In hexadecimal digits. */
  hash: string;
  end: number;
  /** The document without its proof; parts that are the same in all documents of the shape are frozen. */
  toDocument(): Record<string, unknown>;
}

/** A document of known shape. */
export interface Hashed {
  /** In hexadecimal digits. */
  hash: string;
  /** The document without its proof as `JSON.stringify` writes it, up to the last brace. */
  toOpenJson(): string;
}

/**
 * Makes a template from the first document of a shape, by the general path. The template is used only if it gives this document
 * back byte by byte.
 *
 * Texts under `id` that are equal here must be equal in every document of the shape, since nodes with one id are one node; so must
 * texts that would otherwise be written twice for one subject and predicate.
 *
 * @param expected  the canonical form of the document, from the general path
 * @returns nothing when the shape needs the general path: contexts in place, named graphs (a signed credential inside), or texts
 *   that JSON-LD turns into something else
 */
export async function makeTemplate(document: object, expected: string, choose: HoleChoice): Promise<Template | undefined> {
  if (hasContextInPlace(document) || mentionsMarkers(document)) return undefined;
  const leaves = listLeaves(document, (leaf) => choose(leaf) !== undefined);
  let holes = numberHoles(leaves, (leaf, index) => (leaf.path.at(-1) === 'id' ? `id ${leaf.text}` : `leaf ${index}`));
  let read = await readMarked(document, leaves, holes, choose);
  if (!read) return undefined;
  const merged = mergeRepeated(read.quads, textsOf(leaves, holes), holes);
  if (merged) {
    holes = merged;
    read = await readMarked(document, leaves, holes, choose);
    if (!read) return undefined;
  }
  const { skeleton } = read;
  const form = new CanonicalForm(read.quads, read.blanks);
  const writer = new JsonWriter(skeleton);
  const reader = new JsonReader(skeleton);
  const builder = new DocumentBuilder(skeleton);
  const template: Template = {
    canonicalize(candidate) {
      const texts: string[] = [];
      return matchSkeleton(skeleton, candidate, texts) ? form.fill(texts) : undefined;
    },
    hash(candidate) {
      const texts: string[] = [];
      const hash = matchSkeleton(skeleton, candidate, texts) ? form.hash(texts) : undefined;
      return hash === undefined ? undefined : { hash, toOpenJson: () => writer.write(texts) };
    },
    hashText(text) {
      const read = reader.read(text);
      const hash = read && form.hash(read.texts);
      return read && hash !== undefined ? { hash, end: read.end, toDocument: () => builder.build(read.texts) } : undefined;
    },
  };
  return template.canonicalize(document) === expected ? template : undefined;
}

/** The hole of each leaf: leaves with the same key share one. */
function numberHoles(leaves: Leaf[], keyOf: (leaf: Leaf, index: number) => string): number[] {
  const numbers = new Map<string, number>();
  return leaves.map((leaf, index) => {
    const key = keyOf(leaf, index);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

function textsOf(leaves: Leaf[], holes: number[]): string[] {
  const texts: string[] = [];
  for (const [index, leaf] of leaves.entries()) texts[holes[index] as number] = leaf.text;
  return texts;
}

async function readMarked(
  document: object,
  leaves: Leaf[],
  holes: number[],
  choose: HoleChoice,
): Promise<{ skeleton: Skeleton; quads: Quad[]; blanks: number } | undefined> {
  let next = 0;
  const skeleton = buildSkeleton(document, (leaf) => {
    const accepts = choose(leaf);
    if (!accepts) return undefined;
    const hole = holes[next] as number;
    next += 1;
    return { hole, accepts };
  });
  const count = new Set(holes).size;
  const marked = fillSkeleton(
    skeleton,
    Array.from({ length: count }, (_, hole) => marker(hole)),
  ) as object;
  let dataset: unknown[];
  try {
    dataset = await toDataset(marked);
  } catch {
    return undefined;
  }
  const read = readQuads(dataset, count);
  return read && leaves.length === next ? { skeleton, ...read } : undefined;
}

/** Joins holes whose texts are equal and stand with one subject and predicate; nothing when there are none. */
function mergeRepeated(quads: Quad[], texts: string[], holes: number[]): number[] | undefined {
  const joined = new Map<number, number>();
  const rootOf = (hole: number): number => {
    const other = joined.get(hole);
    return other === undefined ? hole : rootOf(other);
  };
  const first = new Map<string, number>();
  for (const { subject, predicate, object } of quads) {
    if (object.kind !== 'iri' && object.kind !== 'literal') continue;
    const key = JSON.stringify([subject, predicate, { ...object, hole: texts[object.hole] }]);
    const [one, other] = [rootOf(first.get(key) ?? object.hole), rootOf(object.hole)];
    first.set(key, one);
    if (one !== other) joined.set(Math.max(one, other), Math.min(one, other));
  }
  if (joined.size === 0) return undefined;
  const dense = new Map<number, number>();
  return holes.map((hole) => {
    const root = rootOf(hole);
    const number = dense.get(root) ?? dense.size;
    dense.set(root, number);
    return number;
  });
}

function hasContextInPlace(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) =>
    key === '@context' ? [member].flat().some((entry) => typeof entry !== 'string') : hasContextInPlace(member),
  );
}
