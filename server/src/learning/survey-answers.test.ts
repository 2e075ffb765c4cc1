import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySurvey, aSurveyDefinition } from '../testing/learning.ts';
import { type Answer, type Answers, countedAnswers, shownOf, surveyGaps } from './survey-answers.ts';
import { draftOfSurvey, type Question, SurveyDefinition, surveyOfDraft } from './survey-definition.ts';

/** An answer that does for a question. */
const answerTo = (question: Question): fc.Arbitrary<Answer> => {
  switch (question.kind) {
    case 'single-choice':
      return fc.constantFrom(...question.options.map(({ id }) => id));
    case 'several':
      return fc.subarray(
        question.options.map(({ id }) => id),
        { minLength: 1 },
      );
    case 'scale':
      return fc.integer({ min: question.from, max: question.to });
    case 'number':
      return fc.integer({ min: -10, max: 10 });
    case 'date':
      return fc.constant('2026-02-28');
    case 'matrix':
      return fc.record(Object.fromEntries(question.rows.map(({ id }) => [id, fc.integer({ min: question.from, max: question.to })])));
    default:
      return fc.constant('A sentence.');
  }
};
/** Anything at all, at questions known and unknown. */
const anyAnswers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.oneof(
    fc.integer({ min: 0, max: 13 }).map((index) => `q${index}`),
    fc.constantFrom('toString', 'constructor', 'x'),
  ),
  fc.oneof(
    fc.string(),
    fc.constantFrom('a', 'b', 'c', '2026-02-28'),
    fc.integer({ min: -3, max: 8 }),
    fc.subarray(['a', 'b', 'c', 'z']),
    fc.dictionary(fc.constantFrom('a', 'b', 'z'), fc.integer({ min: 0, max: 7 })),
  ),
);
const questionsOf = (survey: SurveyDefinition) => survey.sections.flatMap(({ questions }) => questions);

describe('the rules of a survey', () => {
  it('say of any answers what is shown', () => {
    fc.assert(
      fc.property(anySurvey, anyAnswers, (survey, answers) => {
        const shown = shownOf(survey, answers).flatMap(({ questions }) => questions.map(({ id }) => id));
        const known = questionsOf(survey).map(({ id }) => id);
        expect(known.filter((id) => shown.includes(id))).toEqual(shown);
        expect(() => surveyGaps(survey, answers)).not.toThrow();
      }),
    );
  });

  it('lead nobody into a dead end: who answers what is asked can send', () => {
    fc.assert(
      fc.property(anySurvey, anyAnswers, fc.gen(), (survey, given, draw) => {
        const answers = { ...given };
        for (let round = 0; round <= questionsOf(survey).length; round += 1) {
          const [gap] = surveyGaps(survey, answers);
          if (!gap) return;
          const question = questionsOf(survey).find(({ id }) => id === gap.questionId);
          if (!question) throw new Error('a gap without a question');
          answers[question.id] = draw(answerTo, question);
        }
        expect(surveyGaps(survey, answers)).toEqual([]);
      }),
    );
  });

  it('do not hang on the order of the answers or of the tests', () => {
    fc.assert(
      fc.property(anySurvey, anyAnswers, (survey, answers) => {
        const backwards = Object.fromEntries(Object.entries(answers).reverse());
        const turned: SurveyDefinition = {
          ...survey,
          sections: survey.sections.map((section) => ({
            ...section,
            questions: section.questions.map((question) => ({
              ...question,
              ...(question.showWhen ? { showWhen: { ...question.showWhen, tests: [...question.showWhen.tests].reverse() } } : {}),
            })),
          })),
        };
        const ids = (of: SurveyDefinition, by: Answers) => shownOf(of, by).flatMap(({ questions }) => questions.map(({ id }) => id));
        expect(ids(survey, backwards)).toEqual(ids(survey, answers));
        expect(ids(turned, answers)).toEqual(ids(survey, answers));
      }),
    );
  });

  it('count the same once what is hidden is left out', () => {
    fc.assert(
      fc.property(anySurvey, anyAnswers, (survey, answers) => {
        const counted = countedAnswers(survey, answers);
        expect(countedAnswers(survey, counted)).toEqual(counted);
        expect(shownOf(survey, counted)).toEqual(shownOf(survey, answers));
      }),
    );
  });

  it('survive being written as a draft', () => {
    fc.assert(
      fc.property(anySurvey, (survey) => {
        expect(SurveyDefinition.parse(surveyOfDraft(draftOfSurvey(survey)))).toEqual(survey);
      }),
    );
  });

  it('may not look ahead, nor for options that are not there', () => {
    const survey = aSurveyDefinition();
    const looking = (showWhen: unknown) =>
      SurveyDefinition.safeParse({
        ...survey,
        sections: survey.sections.map((section) => ({
          ...section,
          questions: section.questions.map((question, index) => (index === 0 ? { ...question, showWhen } : question)),
        })),
      }).success;
    expect(looking({ match: 'all', tests: [{ question: 'worth', is: 'answered' }] })).toBe(false);
    expect(looking({ match: 'all', tests: [{ question: 'formal', is: 'answered' }] })).toBe(false);
    expect(looking(undefined)).toBe(true);
  });
});
