import { gapOf, isEmpty, type SurveyGap } from './answers.ts';
import type { Answer, Answers, Question, ShowWhen, Survey, Test } from './survey.ts';

/** What is shown of a survey, in its order. */
export interface ShownSection {
  id: string;
  questions: Question[];
}

function holds(test: Test, answer: Answer | undefined): boolean {
  if (isEmpty(answer)) return false;
  switch (test.is) {
    case 'answered':
      return true;
    case 'one-of':
    case 'none-of': {
      const chosen = Array.isArray(answer) ? answer : [answer];
      return test.options.some((option) => chosen.includes(option)) === (test.is === 'one-of');
    }
    case 'at-least':
      return typeof answer === 'number' && answer >= test.value;
    case 'at-most':
      return typeof answer === 'number' && answer <= test.value;
  }
}

/**
 * What is shown, given these answers: one walk from the beginning. An answer to a question that is not shown counts as none, and so does
 * one that is no answer to its question, so a rule never hangs on what nobody can see.
 */
export function shownOf(survey: Survey, answers: Answers): ShownSection[] {
  const counted = new Map<string, Answer>();
  const passes = (rule: ShowWhen | undefined): boolean => {
    if (!rule) return true;
    const held = (test: Test) => holds(test, counted.get(test.question));
    return rule.match === 'all' ? rule.tests.every(held) : rule.tests.some(held);
  };
  const shown: ShownSection[] = [];
  for (const section of survey.sections) {
    if (!passes(section.showWhen)) continue;
    const questions: Question[] = [];
    for (const question of section.questions) {
      if (!passes(question.showWhen)) continue;
      questions.push(question);
      const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
      if (answer !== undefined && !isEmpty(answer) && gapOf({ ...question, required: false }, answer) === null)
        counted.set(question.id, answer);
    }
    if (questions.length) shown.push({ id: section.id, questions });
  }
  return shown;
}

/** What stands between these answers and their submission; empty when they can go. */
export function surveyGaps(survey: Survey, answers: Answers): SurveyGap[] {
  return shownOf(survey, answers).flatMap(({ questions }) =>
    questions.flatMap((question) => {
      const reason = gapOf(question, Object.hasOwn(answers, question.id) ? answers[question.id] : undefined);
      return reason ? [{ questionId: question.id, reason }] : [];
    }),
  );
}

/** The answers that count: those to questions that are shown. */
export function countedAnswers(survey: Survey, answers: Answers): Answers {
  const shown = shownOf(survey, answers).flatMap(({ questions }) => questions);
  return Object.fromEntries(
    shown.flatMap((question): [string, Answer][] => {
      const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
      return answer === undefined || isEmpty(answer) ? [] : [[question.id, answer]];
    }),
  );
}
