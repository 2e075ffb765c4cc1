import type { Definition, SubmissionPart } from '../catalog/definition.ts';

/** The level an evaluator set for a criterion; null while none is set. */
export interface CriterionLevel {
  partId: string;
  criterionId: string;
  levelId: string | null;
}

/** A row of the scoring guide, by its place. */
export interface CriterionPlace {
  partId: string;
  criterionId: string;
}

/** How a part stands under its passing rule. */
export interface PartStanding {
  partId: string;
  /** `carried`: passed in an earlier attempt and not looked at again. `open`: criteria without a level. */
  standing: 'carried' | 'passed' | 'not-yet' | 'open';
  /** How many criteria stand at or above the passing level. */
  reached: number;
  /** How many have to. */
  needed: number;
  /** Criteria below the passing level. */
  below: string[];
  /** Criteria below the floor, each of which alone keeps the part from passing. */
  belowFloor: string[];
  /** Criteria without a level. */
  missing: string[];
}

export type Outcome = 'pass' | 'not-yet';

/** What follows from levels: an outcome, the criteria that still want a level, or scores that the scoring guide does not know. */
export type Verdict =
  | { kind: 'decided'; outcome: Outcome; parts: PartStanding[] }
  | { kind: 'incomplete'; missing: CriterionPlace[]; parts: PartStanding[] }
  | { kind: 'unknown'; scores: CriterionLevel[] };

/**
 * Decides a submission from the levels its evaluator set. Total: every input has an answer, none throws.
 *
 * A part passes when enough of its criteria stand at or above the level that its passing rule asks, and none stands below the rule's
 * floor; the submission passes when all parts do. Parts passed in an earlier attempt stay passed, whatever is said about them now.
 * A criterion that was met in an earlier attempt keeps the level it had then, whatever is said about it now.
 * Raising a level never turns a pass into "not yet", and the order of the scores says nothing.
 *
 * @param scores a level by criterion; later attempts leave out what is carried
 * @param carriedParts ids of the parts passed in an earlier attempt
 * @param carriedCriteria levels that criteria of other parts met in an earlier attempt; what the guide does not have counts for nothing
 * @returns `unknown` when a score names a part, criterion or level that the scoring guide does not have, or a criterion twice
 */
export function decide(
  definition: Pick<Definition, 'parts'>,
  scores: readonly CriterionLevel[],
  carriedParts: readonly string[],
  carriedCriteria: readonly CriterionLevel[] = [],
): Verdict {
  const met = carriedCriteria.filter(
    (score, index) => score.levelId !== null && isKnown(definition, score) && !carriedCriteria.slice(0, index).some(isSamePlace(score)),
  );
  const relevant = scores.filter((score) => !carriedParts.includes(score.partId) && !met.some(isSamePlace(score)));
  const unknown = relevant.filter((score, index) => !isKnown(definition, score) || relevant.slice(0, index).some(isSamePlace(score)));
  if (unknown.length) return { kind: 'unknown', scores: unknown };

  const parts = definition.parts.map((part) => (carriedParts.includes(part.id) ? carried(part) : weigh(part, [...relevant, ...met])));
  const missing = parts.flatMap(({ partId, missing }) => missing.map((criterionId) => ({ partId, criterionId })));
  if (missing.length) return { kind: 'incomplete', missing, parts };
  const outcome = parts.every(({ standing }) => standing !== 'not-yet') ? 'pass' : 'not-yet';
  return { kind: 'decided', outcome, parts };
}

/**
 * The criteria that a decision met in parts that did not pass: at or above the part's passing level. The next attempt carries them.
 *
 * @param scores every level of the decision
 * @param passedParts ids of parts that stand as a whole; theirs need no carrying
 */
export function metCriteria<Score extends CriterionLevel>(
  definition: Pick<Definition, 'parts'>,
  scores: readonly Score[],
  passedParts: readonly string[],
): Score[] {
  return scores.filter((score) => {
    const part = definition.parts.find(({ id }) => id === score.partId);
    if (!part || passedParts.includes(part.id) || !isKnown(definition, score)) return false;
    const height = (levelId: string | null) => part.levels.findIndex(({ id }) => id === levelId);
    return score.levelId !== null && height(score.levelId) >= height(part.passing.level);
  });
}

/** How many criteria of the part have to stand at or above its passing level. */
export function neededOf(part: Pick<SubmissionPart, 'criteria' | 'passing'>): number {
  return part.passing.criteria === 'all' ? part.criteria.length : part.passing.criteria;
}

function weigh(part: SubmissionPart, scores: readonly CriterionLevel[]): PartStanding {
  const height = (levelId: string) => part.levels.findIndex((level) => level.id === levelId);
  const passing = height(part.passing.level);
  const floor = part.passing.floor === undefined ? 0 : height(part.passing.floor);
  const below: string[] = [];
  const belowFloor: string[] = [];
  const missing: string[] = [];
  for (const { id } of part.criteria) {
    const levelId = scores.find(isSamePlace({ partId: part.id, criterionId: id }))?.levelId ?? null;
    if (levelId === null) {
      missing.push(id);
      continue;
    }
    if (height(levelId) < passing) below.push(id);
    if (height(levelId) < floor) belowFloor.push(id);
  }
  const reached = part.criteria.length - missing.length - below.length;
  const needed = neededOf(part);
  const passes = reached >= needed && belowFloor.length === 0;
  const standing = missing.length ? 'open' : passes ? 'passed' : 'not-yet';
  return { partId: part.id, standing, reached, needed, below, belowFloor, missing };
}

function carried(part: SubmissionPart): PartStanding {
  return { partId: part.id, standing: 'carried', reached: 0, needed: 0, below: [], belowFloor: [], missing: [] };
}

const isSamePlace = (one: CriterionPlace) => (other: CriterionPlace) =>
  one.partId === other.partId && one.criterionId === other.criterionId;

function isKnown({ parts }: Pick<Definition, 'parts'>, { partId, criterionId, levelId }: CriterionLevel): boolean {
  const part = parts.find(({ id }) => id === partId);
  if (!part?.criteria.some(({ id }) => id === criterionId)) return false;
  return levelId === null || part.levels.some(({ id }) => id === levelId);
}
