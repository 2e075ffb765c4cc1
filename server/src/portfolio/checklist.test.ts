import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidenceKind, EvidenceRequirement, SubmissionPart } from '../catalog/definition.ts';
import { type CheckedEvidence, missing } from './checklist.ts';
import { answerKey } from './snapshot.ts';
import { countWords } from './words.ts';

const kinds: EvidenceKind[] = ['text', 'link', 'image', 'document', 'audio', 'video'];
const requirement = fc
  .record({
    kinds: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1 }),
    min: fc.integer({ min: 0, max: 3 }),
    more: fc.integer({ min: 0, max: 3 }),
    maxWords: fc.option(fc.integer({ min: 10, max: 40 }), { nil: undefined }),
    maxMinutes: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  })
  .map(({ more, min, ...rest }) => ({ ...rest, min, max: Math.max(1, min + more), title: 'Asked' }));
const definition = fc.array(fc.array(requirement, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map((parts) => ({
  parts: parts.map((requirements, part) => ({
    id: `part-${part}`,
    requirements: requirements.map((each, index) => ({ ...each, id: `r-${index}` }) as EvidenceRequirement),
  })) as SubmissionPart[],
}));
const work = definition.chain((given) => {
  const places = given.parts.flatMap((part) => part.requirements.map((asked) => ({ partId: part.id, requirementId: asked.id })));
  return fc.record({
    given: fc.constant(given),
    texts: fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'word '), maxLength: 120 }), {
      minLength: places.length,
      maxLength: places.length,
    }),
    evidence: fc.array(
      fc.record({
        place: fc.constantFrom(...places),
        kind: fc.constantFrom(...kinds.filter((kind) => kind !== 'text')),
        durationSeconds: fc.option(fc.integer({ min: 0, max: 600 })),
      }),
      { maxLength: 8 },
    ),
    carried: fc.subarray(given.parts.map((part) => part.id)),
    places: fc.constant(places),
  });
});

const answersOf = (places: { partId: string; requirementId: string }[], texts: string[]) =>
  Object.fromEntries(places.map((place, index) => [answerKey(place.partId, place.requirementId), texts[index] ?? '']));
const itemsOf = (
  evidence: { place: { partId: string; requirementId: string }; kind: EvidenceKind; durationSeconds: number | null }[],
): CheckedEvidence[] => evidence.map(({ place, ...item }, index) => ({ id: `item-${index}`, ...place, ...item }));

describe('the checklist', () => {
  it('never asks anything of parts that passed', () =>
    fc.assert(
      fc.property(work, ({ given, places, texts, evidence, carried }) => {
        const gaps = missing(given, answersOf(places, texts), itemsOf(evidence), carried);
        expect(gaps.filter((gap) => carried.includes(gap.partId))).toEqual([]);
      }),
    ));

  it('is empty exactly when every count and limit holds', () =>
    fc.assert(
      fc.property(work, ({ given, places, texts, evidence, carried }) => {
        const answers = answersOf(places, texts);
        const items = itemsOf(evidence);
        const holds = given.parts
          .filter((part) => !carried.includes(part.id))
          .every((part) =>
            part.requirements.every((asked) => {
              const here = items.filter((item) => item.partId === part.id && item.requirementId === asked.id);
              const text = asked.kinds.includes('text') ? (answers[answerKey(part.id, asked.id)] ?? '') : '';
              const count = here.length + Number(text.trim() !== '');
              return (
                count >= asked.min &&
                count <= asked.max &&
                (!asked.maxWords || countWords(text) <= asked.maxWords) &&
                here.every((item) => asked.kinds.includes(item.kind)) &&
                here.every(
                  (item) =>
                    !asked.maxMinutes ||
                    !['audio', 'video'].includes(item.kind) ||
                    item.durationSeconds === null ||
                    item.durationSeconds <= asked.maxMinutes * 60 + 1,
                )
              );
            }),
          );
        expect(missing(given, answers, items, carried).length === 0).toBe(holds);
      }),
    ));

  it('does not depend on the order of the items', () =>
    fc.assert(
      fc.property(work, ({ given, places, texts, evidence, carried }) => {
        const answers = answersOf(places, texts);
        const lines = (items: CheckedEvidence[]) =>
          missing(given, answers, items, carried)
            .map((gap) => JSON.stringify(gap))
            .sort();
        const items = itemsOf(evidence);
        expect(lines(items.toReversed())).toEqual(lines(items));
      }),
    ));

  it('ignores what stands under requirements the version does not have', () =>
    fc.assert(
      fc.property(work, ({ given, places, texts, evidence, carried }) => {
        const answers = answersOf(places, texts);
        const items = itemsOf(evidence);
        const foreign: CheckedEvidence = { id: 'x', partId: 'gone', requirementId: 'gone', kind: 'image', durationSeconds: null };
        expect(missing(given, { ...answers, 'gone/gone': 'word' }, [...items, foreign], carried)).toEqual(
          missing(given, answers, items, carried),
        );
      }),
    ));

  it('is not misled by names that every object has', () => {
    const parts = [{ id: 'a', requirements: [{ id: 'b', kinds: ['text'], min: 1, max: 1, title: 'x' }] }] as unknown as SubmissionPart[];
    expect(missing({ parts }, Object.create({ 'a/b': 'inherited' }), [], [])).toHaveLength(1);
  });
});

describe('words', () => {
  it.each([
    ['', 0],
    ['  one\n two\tthree ', 3],
    ['well-being isn’t “easy” — 3rd graders', 5],
    ['-- … !', 0],
    ['課堂 works', 3],
  ])('in %j are counted as people do', (text, count) => expect(countWords(text)).toBe(count));

  it('of two texts add up', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(countWords(`${a} ${b}`)).toBe(countWords(a) + countWords(b));
      }),
    ));
});
