import { z } from 'zod';
import type { Question, ShowWhen, SurveyDefinition, Test } from './survey-definition.ts';

/** The most characters a text answer keeps. */
export const longestText = 5000;

/**
 * One answer, in the shape its question's kind asks for: an option's id, several ids, a number, a text, a date as `YYYY-MM-DD`,
 * a step by row.
 */
export const Answer = z.union([
  z.string().max(longestText),
  z.number().min(-1e12).max(1e12),
  z.array(z.string().max(64)).max(50),
  z.record(z.string().max(64), z.number().min(-1e12).max(1e12)),
]);
export type Answer = z.infer<typeof Answer>;

/** Answers by question id. */
export const Answers = z.record(z.string().max(64), Answer).refine((answers) => Object.keys(answers).length <= 500, 'are too many');
export type Answers = z.infer<typeof Answers>;

/** What is shown of a survey, in its order. */
export interface ShownSection {
  id: string;
  questions: Question[];
}

/** Why an answer does not do. */
export interface SurveyGap {
  questionId: string;
  reason: 'missing' | 'not-an-answer' | 'too-many' | 'out-of-range';
}

const calendarDate = /^\d{4}-\d\d-\d\d$/;
const isDate = (text: string) => {
  if (!calendarDate.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** Whether an answer says nothing. */
export function isEmpty(answer: Answer | undefined): boolean {
  if (answer === undefined) return true;
  if (typeof answer === 'string') return answer.trim() === '';
  if (Array.isArray(answer)) return answer.length === 0;
  return typeof answer === 'object' && Object.keys(answer).length === 0;
}

/** What is wrong with the answer to a question that is shown; null when nothing is. */
export function gapOf(question: Question, answer: Answer | undefined): SurveyGap['reason'] | null {
  if (isEmpty(answer)) return question.required ? 'missing' : null;
  const within = (value: unknown, from: number, to: number): SurveyGap['reason'] | null =>
    typeof value !== 'number' || !Number.isInteger(value) ? 'not-an-answer' : value < from || value > to ? 'out-of-range' : null;
  switch (question.kind) {
    case 'single-choice':
      return question.options.some(({ id }) => id === answer) ? null : 'not-an-answer';
    case 'several': {
      if (!Array.isArray(answer) || new Set(answer).size !== answer.length) return 'not-an-answer';
      if (answer.some((one) => !question.options.some(({ id }) => id === one))) return 'not-an-answer';
      return question.most !== undefined && answer.length > question.most ? 'too-many' : null;
    }
    case 'scale':
      return within(answer, question.from, question.to);
    case 'number':
      if (typeof answer !== 'number') return 'not-an-answer';
      return answer < (question.min ?? -Infinity) || answer > (question.max ?? Infinity) ? 'out-of-range' : null;
    case 'date':
      return typeof answer === 'string' && isDate(answer) ? null : 'not-an-answer';
    case 'matrix': {
      if (typeof answer !== 'object' || Array.isArray(answer)) return 'not-an-answer';
      const rows = question.rows.map(({ id }) => id);
      if (Object.keys(answer).some((row) => !rows.includes(row))) return 'not-an-answer';
      for (const value of Object.values(answer)) {
        const wrong = within(value, question.from, question.to);
        if (wrong) return wrong;
      }
      return question.required && rows.some((row) => !Object.hasOwn(answer, row)) ? 'missing' : null;
    }
    default:
      return typeof answer === 'string' ? null : 'not-an-answer';
  }
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
export function shownOf(survey: SurveyDefinition, answers: Answers): ShownSection[] {
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
export function surveyGaps(survey: SurveyDefinition, answers: Answers): SurveyGap[] {
  return shownOf(survey, answers).flatMap(({ questions }) =>
    questions.flatMap((question) => {
      const reason = gapOf(question, Object.hasOwn(answers, question.id) ? answers[question.id] : undefined);
      return reason ? [{ questionId: question.id, reason }] : [];
    }),
  );
}

/** The answers that count: those to questions that are shown. */
export function countedAnswers(survey: SurveyDefinition, answers: Answers): Answers {
  const shown = shownOf(survey, answers).flatMap(({ questions }) => questions);
  return Object.fromEntries(
    shown.flatMap((question): [string, Answer][] => {
      const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
      return answer === undefined || isEmpty(answer) ? [] : [[question.id, answer]];
    }),
  );
}
