import { describe, expect, it } from 'vitest';
import { startTranslations } from '../i18n/i18n.ts';
import type { Part, Requirement } from './answers.ts';
import { askedOf } from './catalog-query.ts';
import { amountOf, firstSentence, kindsOf, passes, ruleOf } from './words.ts';

const t = startTranslations().getFixedT('en', 'catalog');
const requirement = (given: Partial<Requirement>): Requirement => ({ id: 'a', title: 'A', kinds: ['text'], min: 1, max: 1, ...given });
const part = (passing: Part['passing'], criteria = 4): Part => ({
  id: 'p',
  kind: 'overview',
  title: 'P',
  instructions: 'I',
  requirements: [requirement({})],
  levels: ['developing', 'basic', 'proficient'].map((id) => ({ id, name: id })),
  criteria: Array.from({ length: criteria }, (_, index) => ({ id: `c${index}`, title: 'C', descriptors: {} })),
  passing,
});

describe('words of a definition', () => {
  it('says what is accepted and within which limits', () => {
    expect(kindsOf(t, requirement({ kinds: ['text', 'video'], maxWords: 300, maxMinutes: 5 }))).toBe(
      'Written text (up to 300 words) or video (up to 5 minutes)',
    );
    expect(kindsOf(t, requirement({ kinds: ['audio'], max: 2, maxMinutes: 5 }))).toBe('Audio recording (up to 5 minutes each)');
  });
  it('says how many', () => {
    expect(amountOf(t, requirement({}))).toBe('One item');
    expect(amountOf(t, requirement({ min: 2, max: 4, maxAgeMonths: 24 }))).toBe('2 to 4 items, made within the last 24 months');
    expect(amountOf(t, requirement({ min: 0, max: 2 }))).toBe('Optional: up to 2');
  });
  it('says the passing rule as a sentence', () => {
    expect(ruleOf(t, part({ level: 'proficient', criteria: 'all' }))).toBe(
      'This part passes when each of its 4 criteria is judged “proficient”.',
    );
    expect(ruleOf(t, part({ level: 'proficient', criteria: 3, floor: 'basic' }))).toBe(
      'This part passes when at least 3 of its 4 criteria are judged “proficient”. None may be below “basic”.',
    );
    expect(ruleOf(t, part({ level: 'basic', criteria: 3, floor: 'developing' }))).toBe(
      'This part passes when at least 3 of its 4 criteria are judged “basic” or higher.',
    );
    expect(ruleOf(t, part({ level: 'basic', criteria: 'all' }, 1))).toBe(
      'This part passes when its criterion is judged “basic” or higher.',
    );
  });
  it('lets a level pass that is at or above the one asked for', () => {
    const one = part({ level: 'basic', criteria: 'all' });
    expect(['developing', 'basic', 'proficient'].map((level) => passes(one, level))).toEqual([false, true, true]);
  });
  it('takes the first sentence of a marked-up text', () => {
    expect(firstSentence('It starts with **listening**: what moves them? Next you share.')).toBe(
      'It starts with listening: what moves them?',
    );
    expect(firstSentence('No full stop')).toBe('No full stop');
  });
});

describe('addresses of the catalog', () => {
  it('changes one thing and goes back to the first page', () => {
    const asked = askedOf('/catalog?q=grit&issuer=mtlc&cursor=abc&unknown=1');
    expect(asked.withFilter('topic', 'inquiry')).toBe('/catalog?q=grit&issuer=mtlc&topic=inquiry');
    expect(asked.withFilter('issuer', null)).toBe('/catalog?q=grit');
    expect(asked.withSort('hours')).toBe('/catalog?q=grit&issuer=mtlc&sort=hours');
    expect(asked.withCursor('next')).toBe('/catalog?q=grit&issuer=mtlc&cursor=next');
    expect(asked.unfiltered).toBe('/catalog?q=grit');
    expect(askedOf('/catalog').unfiltered).toBe('/catalog');
  });
});
