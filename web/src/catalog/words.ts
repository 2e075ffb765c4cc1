import type { TFunction } from 'i18next';
import type { Part, Requirement } from './answers.ts';

type Say = TFunction<'catalog'>;

/** A date as people say it; the same on the server and in every browser. */
export function dayOf(moment: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(moment));
}

/** What a difficulty of 1 to 3 asks for. */
export const difficultyWords = (t: Say, difficulty: number) =>
  t(`difficulty.${(difficulty === 1 ? 1 : difficulty === 2 ? 2 : 3) as 1 | 2 | 3}`);

/** What a requirement accepts: "Video or audio recording". */
export function kindsOf(t: Say, requirement: Requirement): string {
  const kinds = requirement.kinds.map((kind) => t(`evidence.kinds.${kind}`));
  const list = new Intl.ListFormat('en-US', { type: 'disjunction' }).format(kinds);
  return list.charAt(0).toUpperCase() + list.slice(1);
}

/** How many and how long: "2 to 4 items, up to 6 minutes each". */
export function limitsOf(t: Say, { min, max, maxWords, maxMinutes, maxAgeMonths }: Requirement): string {
  const several = max > 1;
  return [
    min === 0 ? t('evidence.optional', { max }) : min === max ? t('evidence.exactly', { count: min }) : t('evidence.between', { min, max }),
    maxWords && t(several ? 'evidence.wordsEach' : 'evidence.words', { count: maxWords }),
    maxMinutes && t(several ? 'evidence.minutesEach' : 'evidence.minutes', { count: maxMinutes }),
    maxAgeMonths && t('evidence.age', { count: maxAgeMonths }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** The passing rule of a part as a sentence or two. */
export function ruleOf(t: Say, { passing, levels, criteria }: Part): string {
  const nameOf = (id: string) => `“${levels.find((level) => level.id === id)?.name ?? id}”`;
  const above = levels.at(-1)?.id !== passing.level;
  const least = passing.criteria === 'all' ? criteria.length : passing.criteria;
  const values = { level: nameOf(passing.level), criteria: criteria.length, least };
  const base = least < criteria.length ? 'some' : criteria.length === 1 ? 'only' : 'all';
  const rule = t(`microCredential.rule.${base}${above ? 'Above' : ''}`, values);
  return passing.floor && least < criteria.length ? `${rule} ${t('microCredential.rule.floor', { floor: nameOf(passing.floor) })}` : rule;
}

/** Whether a level lets a criterion pass. */
export function passes({ passing, levels }: Part, levelId: string): boolean {
  const place = (id: string) => levels.findIndex((level) => level.id === id);
  return place(levelId) >= place(passing.level);
}

/** A topic's id as words: "student voice". */
export const topicWords = (topic: string) => topic.replaceAll('-', ' ');
