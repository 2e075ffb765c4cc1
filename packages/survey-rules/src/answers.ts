import type { Answer, Question } from './survey.ts';

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
