import type { Definition } from '../../catalog/definition.ts';
import type { CriterionLevel } from '../scoring.ts';

/** How close levels come to those that experts agreed on. */
export interface Closeness {
  /** Criteria with the very level that was agreed. */
  exact: number;
  /** Criteria within one level of it. */
  adjacent: number;
  criteria: number;
  /** Mean distance in levels: above 0 the evaluator gave more than was agreed, below 0 less. */
  lean: number;
}

/**
 * Compares an evaluator's levels with an anchor's. Total: criteria without a level on either side are left out.
 *
 * @param agreed the anchor's levels
 */
export function compareWithAnchor(
  definition: Pick<Definition, 'parts'>,
  agreed: readonly CriterionLevel[],
  given: readonly CriterionLevel[],
): Closeness {
  const distances = definition.parts.flatMap((part) =>
    part.criteria.flatMap(({ id }) => {
      const height = (levels: readonly CriterionLevel[]) => {
        const level = levels.find(({ partId, criterionId }) => partId === part.id && criterionId === id);
        return level ? part.levels.findIndex((one) => one.id === level.levelId) : -1;
      };
      const [from, to] = [height(agreed), height(given)];
      return from < 0 || to < 0 ? [] : [to - from];
    }),
  );
  const criteria = distances.length;
  return {
    exact: distances.filter((distance) => distance === 0).length,
    adjacent: distances.filter((distance) => Math.abs(distance) <= 1).length,
    criteria,
    lean: criteria ? distances.reduce((sum, distance) => sum + distance, 0) / criteria : 0,
  };
}

/** Whether the anchors scored so far make an evaluator ready: enough exact levels over all of them, in percent. */
export function isCalibrated(results: readonly Pick<Closeness, 'exact' | 'criteria'>[], threshold: number): boolean {
  const criteria = results.reduce((sum, result) => sum + result.criteria, 0);
  const exact = results.reduce((sum, result) => sum + result.exact, 0);
  return criteria > 0 && exact * 100 >= threshold * criteria;
}
