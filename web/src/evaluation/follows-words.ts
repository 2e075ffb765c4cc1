import type { TFunction } from 'i18next';
import { levelName } from './guide.ts';
import type { Part, Standing } from './types.ts';

type Translate = TFunction<'evaluation'>;

/** What a part's levels lead to, in a sentence. */
export function standingInWords(part: Part, standing: Standing, t: Translate): string {
  const level = levelName(part, part.passing.level) ?? '';
  const { reached, needed, missing, belowFloor } = standing;
  const of = part.criteria.length;
  if (standing.standing === 'carried') return t('follows.carried');
  if (standing.standing === 'open') return t('follows.missing', { count: missing.length });
  if (standing.standing === 'passed') return t('follows.passed', { reached, of, level });
  const criteria = part.criteria.filter(({ id }) => belowFloor.includes(id)).map(({ title }) => `“${title}”`);
  const floor = criteria.length
    ? t('follows.floor', { floor: levelName(part, part.passing.floor) ?? '', criteria: criteria.join(', ') })
    : '';
  return reached >= needed
    ? `${t('follows.notYet')}: ${floor}`
    : [t('follows.below', { reached, of, level, needed }), floor].filter(Boolean).join('; ');
}

/** A part's passing rule, in a sentence. */
export function ruleInWords(part: Part, t: Translate): string {
  const { criteria, floor } = part.passing;
  const level = levelName(part, part.passing.level) ?? '';
  const of = part.criteria.length;
  const enough =
    criteria === 'all' || criteria === of ? t('follows.ruleAll', { level }) : t('follows.rule', { needed: criteria, of, level });
  return [enough, floor && t('follows.ruleFloor', { floor: levelName(part, floor) ?? '' })].filter(Boolean).join(', ');
}
