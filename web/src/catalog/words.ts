import type { TFunction } from 'i18next';
import type { Part, Requirement, Stack } from './answers.ts';

type Say = TFunction<'catalog'>;

/** A date as people say it; the same on the server and in every browser. */
export function dayOf(moment: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(moment));
}

/** What a difficulty of 1 to 3 asks for. */
export const difficultyWords = (t: Say, difficulty: number) =>
  t(`difficulty.${(difficulty === 1 ? 1 : difficulty === 2 ? 2 : 3) as 1 | 2 | 3}`);

/** What a requirement accepts, with its limits: "Written text (up to 300 words) or video (up to 5 minutes)". */
export function kindsOf(t: Say, { kinds, max, maxWords, maxMinutes }: Requirement): string {
  const each = max > 1 ? 'Each' : '';
  const accepted = kinds.map((kind) => {
    const name = t(`evidence.kinds.${kind}`);
    if (kind === 'text' && maxWords) return `${name} (${t(`evidence.words${each}`, { count: maxWords })})`;
    if ((kind === 'audio' || kind === 'video') && maxMinutes) return `${name} (${t(`evidence.minutes${each}`, { count: maxMinutes })})`;
    return name;
  });
  const list = new Intl.ListFormat('en-US', { type: 'disjunction' }).format(accepted);
  return list.charAt(0).toUpperCase() + list.slice(1);
}

/** How many, and how old they may be: "2 to 4 items, made within the last 24 months". */
export function amountOf(t: Say, { min, max, maxAgeMonths }: Requirement): string {
  const amount =
    min === 0 ? t('evidence.optional', { max }) : min === max ? t('evidence.exactly', { count: min }) : t('evidence.between', { min, max });
  return maxAgeMonths ? `${amount}, ${t('evidence.age', { count: maxAgeMonths })}` : amount;
}

/** The passing rule of a part as a sentence or two. */
export function ruleOf(t: Say, { passing, levels, criteria }: Part): string {
  const nameOf = (id: string) => `“${levels.find((level) => level.id === id)?.name ?? id}”`;
  const above = levels.at(-1)?.id !== passing.level;
  const least = passing.criteria === 'all' ? criteria.length : passing.criteria;
  const values = { level: nameOf(passing.level), criteria: criteria.length, least };
  const base = least < criteria.length ? 'some' : criteria.length === 1 ? 'only' : 'all';
  const rule = t(`microCredential.rule.${base}${above ? 'Above' : ''}`, values);
  const isFloorHigher = levels.findIndex((level) => level.id === passing.floor) > 0;
  return passing.floor && isFloorHigher && least < criteria.length
    ? `${rule} ${t('microCredential.rule.floor', { floor: nameOf(passing.floor) })}`
    : rule;
}

/** Whether a level lets a criterion pass. */
export function passes({ passing, levels }: Part, levelId: string): boolean {
  const place = (id: string) => levels.findIndex((level) => level.id === id);
  return place(levelId) >= place(passing.level);
}

/** A topic's id as words: "Student voice". */
export const topicWords = (topic: string) => topic.charAt(0).toUpperCase() + topic.slice(1).replaceAll('-', ' ');

/** What earns a stack's own badge. */
export function ruleOfStack(t: Say, { rule, members }: Stack): string {
  return rule.kind === 'all'
    ? t('stack.allRule', { count: members.length })
    : t('stack.countRule', { least: rule.count, count: members.length });
}

/** The beginning of a Markdown text as a plain sentence, for lists. */
export function firstSentence(text: string): string {
  const plain = text.replaceAll(/\*\*?|`|\[([^\]]+)\]\([^)]+\)/gu, '$1');
  return plain.match(/^[^\n]+?[.!?](?=\s|$)/u)?.[0] ?? plain.split('\n')[0] ?? '';
}
