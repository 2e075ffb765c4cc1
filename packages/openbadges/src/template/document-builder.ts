import { fillSkeleton, hasHole, type Skeleton } from './skeleton.ts';

/** Makes one value of a document from the texts in its holes. */
type Build = (texts: readonly string[]) => unknown;

/**
 * Builds documents of one shape from the texts in their holes. Parts without a hole are made once, frozen, and stand in every document:
 * an achievement, say, in the badges of all its earners.
 */
export class DocumentBuilder {
  readonly #build: Build;

  /** @param skeleton  of a document that was read safely: none of its keys reaches into JavaScript's prototypes */
  constructor(skeleton: Skeleton) {
    this.#build = toBuild(skeleton);
  }

  build(texts: readonly string[]): Record<string, unknown> {
    return this.#build(texts) as Record<string, unknown>;
  }
}

function toBuild(skeleton: Skeleton): Build {
  if (!hasHole(skeleton)) {
    const value = freeze(fillSkeleton(skeleton, []));
    return () => value;
  }
  switch (skeleton.kind) {
    case 'hole':
      return (texts) => texts[skeleton.hole];
    case 'list': {
      const members = skeleton.members.map(toBuild);
      return (texts) => members.map((build) => build(texts));
    }
    case 'object': {
      const { keys } = skeleton;
      const members = skeleton.members.map(toBuild);
      return (texts) => {
        const value: Record<string, unknown> = {};
        for (let index = 0; index < keys.length; index += 1) value[keys[index] as string] = (members[index] as Build)(texts);
        return value;
      };
    }
    case 'fixed':
      return () => skeleton.value;
  }
}

/** Freezes a value of JSON with everything in it. */
export function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}
