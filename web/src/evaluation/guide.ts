import type { ScoringCriterion, ScoringLevel } from '../ui/ScoringGuide.tsx';
import type { Evaluation, Part } from './types.ts';

/** A part's levels as they are read, best first, with which of them pass; the keys count them from the top. */
export function levelsOf(part: Part, withShortcuts = false): ScoringLevel[] {
  const passing = part.levels.findIndex(({ id }) => id === part.passing.level);
  return part.levels
    .map(({ id, name }, height) => ({ id, name, passes: height >= passing }))
    .reverse()
    .map((level, index) => (withShortcuts ? { ...level, shortcut: String(index + 1) } : level));
}

/** The criteria of a part that want a level: those that an earlier attempt met keep theirs. */
export const openCriteria = ({ carriedCriteria }: Pick<Evaluation, 'carriedCriteria'>, part: Part): Part['criteria'] =>
  part.criteria.filter(({ id }) => !carriedCriteria.some((met) => met.partId === part.id && met.criterionId === id));

/** Criteria as the scoring guide shows them; all of the part unless told. */
export function criteriaOf(part: Part, criteria: Part['criteria'] = part.criteria): ScoringCriterion[] {
  return criteria.map(({ id, title, descriptors }) => ({ id, name: title, levels: descriptors }));
}

/** The name of a level of a part. */
export const levelName = (part: Part, levelId: string | null | undefined): string | undefined =>
  part.levels.find(({ id }) => id === levelId)?.name;

/** The key of a criterion's field among the drafts. */
export const scoreKey = (partId: string, criterionId: string): string => `${partId}/${criterionId}`;
/** The key of the feedback on the whole; no part is named so, because local ids hold no such sign. */
export const overallKey = '*';
