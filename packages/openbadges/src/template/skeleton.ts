/**
 * The shape of a JSON document: what is fixed, and where texts may differ from one document to the next (holes).
 */
export type Skeleton =
  | { kind: 'object'; keys: string[]; members: Skeleton[]; same?: Same }
  | { kind: 'list'; members: Skeleton[]; same?: Same }
  | { kind: 'fixed'; value: unknown }
  | { kind: 'hole'; hole: number; accepts: Acceptance };

/** Frozen values that were found to match a part without holes: they need not be looked through again. */
type Same = WeakSet<object>;

/** Whether a text may stand in a hole. */
export type Acceptance = (text: string) => boolean;

/** Keys and list positions from the root. */
export type Path = readonly (string | number)[];

/** A text of a document that may become a hole. */
export interface Leaf {
  path: Path;
  text: string;
}

/** The member of a document that is never part of its shape: proofs are not signed. */
const IGNORED = 'proof';

/** Lists the texts that may differ, in the order in which `buildSkeleton` numbers them. */
export function listLeaves(document: object, mayDiffer: (leaf: Leaf) => boolean): Leaf[] {
  const leaves: Leaf[] = [];
  visit(document, [], (leaf) => {
    if (mayDiffer(leaf)) leaves.push(leaf);
  });
  return leaves;
}

function visit(value: unknown, path: Path, onText: (leaf: Leaf) => void): void {
  if (typeof value === 'string') onText({ path, text: value });
  else if (Array.isArray(value)) for (const [position, member] of value.entries()) visit(member, [...path, position], onText);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) if (path.length > 0 || key !== IGNORED) visit(member, [...path, key], onText);
  }
}

/**
 * Builds the shape of a document.
 *
 * @param holeOf  the hole of a text, or nothing when the text is fixed; called in document order
 */
export function buildSkeleton(
  document: object,
  holeOf: (leaf: Leaf) => { hole: number; accepts: Acceptance } | undefined,
  path: Path = [],
): Skeleton {
  const build = (value: unknown, at: Path): Skeleton => {
    if (typeof value === 'string') {
      const hole = holeOf({ path: at, text: value });
      return hole ? { kind: 'hole', ...hole } : { kind: 'fixed', value };
    }
    if (typeof value !== 'object' || value === null) return { kind: 'fixed', value };
    return buildSkeleton(value, holeOf, at);
  };
  if (Array.isArray(document)) {
    return still({ kind: 'list', members: document.map((member, position) => build(member, [...path, position])) });
  }
  const entries = Object.entries(document).filter(([key]) => path.length > 0 || key !== IGNORED);
  return still({
    kind: 'object',
    keys: entries.map(([key]) => key),
    members: entries.map(([key, member]) => build(member, [...path, key])),
  });
}

/** Gives a part without holes its memory; the parts of it need none then. */
function still(part: Extract<Skeleton, { members: Skeleton[] }>): Skeleton {
  if (part.members.some(hasHole)) return part;
  for (const member of part.members) if ('same' in member) delete member.same;
  return { ...part, same: new WeakSet() };
}

/** Whether some text of a part may differ. */
export function hasHole(skeleton: Skeleton): boolean {
  return skeleton.kind === 'hole' || (skeleton.kind !== 'fixed' && skeleton.members.some(hasHole));
}

/** The document with each hole holding the text that belongs to it. */
export function fillSkeleton(skeleton: Skeleton, texts: readonly string[]): unknown {
  switch (skeleton.kind) {
    case 'fixed':
      return skeleton.value;
    case 'hole':
      return texts[skeleton.hole];
    case 'list':
      return skeleton.members.map((member) => fillSkeleton(member, texts));
    case 'object':
      return Object.fromEntries(skeleton.keys.map((key, index) => [key, fillSkeleton(skeleton.members[index] as Skeleton, texts)]));
  }
}

/**
 * Reads the texts of a document of this shape.
 *
 * @param texts  filled in by hole; empty at the start
 * @returns false as soon as the document turns out to have another shape
 */
export function matchSkeleton(skeleton: Skeleton, document: object, texts: (string | undefined)[]): boolean {
  return skeleton.kind === 'object' && matchObject(skeleton.keys, skeleton.members, document, texts, IGNORED);
}

function match(skeleton: Skeleton, value: unknown, texts: (string | undefined)[]): boolean {
  switch (skeleton.kind) {
    case 'fixed':
      return skeleton.value === value;
    case 'hole': {
      if (typeof value !== 'string') return false;
      const known = texts[skeleton.hole];
      if (known !== undefined) return known === value;
      if (!skeleton.accepts(value)) return false;
      texts[skeleton.hole] = value;
      return true;
    }
    case 'list':
      return Array.isArray(value) && (isKnown(skeleton, value) || (matchList(skeleton.members, value, texts) && note(skeleton, value)));
    case 'object':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
      return isKnown(skeleton, value) || (matchObject(skeleton.keys, skeleton.members, value, texts, undefined) && note(skeleton, value));
  }
}

function isKnown({ same }: { same?: Same }, value: object): boolean {
  return same?.has(value) ?? false;
}

/** Keeps a matching value in mind when it can change no more. */
function note({ same }: { same?: Same }, value: object): true {
  if (same && isFrozenThroughout(value)) same.add(value);
  return true;
}

function isFrozenThroughout(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenThroughout);
}

function matchList(members: Skeleton[], value: unknown[], texts: (string | undefined)[]): boolean {
  if (value.length !== members.length) return false;
  for (let index = 0; index < members.length; index += 1) if (!match(members[index] as Skeleton, value[index], texts)) return false;
  return true;
}

function matchObject(
  keys: string[],
  members: Skeleton[],
  value: object,
  texts: (string | undefined)[],
  ignored: string | undefined,
): boolean {
  let index = 0;
  // Not Object.keys, which makes a list each time. An inherited name has no place in the shape, so it cannot match either.
  for (const key in value) {
    if (key === ignored) continue;
    if (key !== keys[index] || !match(members[index] as Skeleton, (value as Record<string, unknown>)[key], texts)) return false;
    index += 1;
  }
  return index === keys.length;
}
