import type { Answer, Answers } from './survey-answers.ts';
import type { Question, SurveyDefinition } from './survey-definition.ts';

/** Below this many people a figure of an anonymous survey is not shown: few people in a cell can be told apart. */
export const smallestCell = 5;

/** What was answered to one question, counted. */
export interface Tally {
  /** People who answered it. */
  answered: number;
  /** People by cell: option, step, or `row/step`. */
  cells: Record<string, number>;
  /** Of numbers: sum, least and greatest. */
  sum: number;
  least: number | null;
  greatest: number | null;
}
export type Tallies = Record<string, Tally>;

const nothing = (): Tally => ({ answered: 0, cells: {}, sum: 0, least: null, greatest: null });

/** The cells an answer stands in. */
function cellsOf(question: Question, answer: Answer): string[] {
  switch (question.kind) {
    case 'single-choice':
    case 'scale':
      return [String(answer)];
    case 'several':
      return Array.isArray(answer) ? answer : [];
    case 'matrix':
      return typeof answer === 'object' && !Array.isArray(answer) ? Object.entries(answer).map(([row, step]) => `${row}/${step}`) : [];
    default:
      return [];
  }
}

/** Adds responses to what was counted so far; in any order and any portions it comes to the same. */
export function tally(survey: SurveyDefinition, responses: readonly Answers[], before: Tallies = {}): Tallies {
  const counted: Tallies = structuredClone(before);
  for (const question of survey.sections.flatMap(({ questions }) => questions)) {
    const total = counted[question.id] ?? nothing();
    counted[question.id] = total;
    for (const answers of responses) {
      const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
      if (answer === undefined) continue;
      total.answered += 1;
      for (const cell of cellsOf(question, answer)) total.cells[cell] = (total.cells[cell] ?? 0) + 1;
      if (typeof answer !== 'number') continue;
      total.sum += answer;
      total.least = Math.min(total.least ?? answer, answer);
      total.greatest = Math.max(total.greatest ?? answer, answer);
    }
  }
  return counted;
}

/** One line of a distribution; `count` is null where it would tell too much. */
export interface ResultCell {
  id: string;
  label: string;
  count: number | null;
}
export interface QuestionResult {
  questionId: string;
  kind: Question['kind'];
  title: string;
  /** Null where so few answered that nothing is shown. */
  answered: number | null;
  cells: ResultCell[];
  /** Of a matrix: the distribution of each row. */
  rows: { id: string; label: string; cells: ResultCell[]; mean: number | null }[];
  mean: number | null;
  least: number | null;
  greatest: number | null;
}

/**
 * Hides counts that would tell one person from another: those of fewer than `smallestCell` people, and, where exactly one would be
 * hidden and could be worked out from the sum, the next smallest with it. A zero tells of nobody and stays.
 *
 * @param open nothing is hidden (a survey that is not anonymous)
 */
export function suppress(cells: readonly ResultCell[], open: boolean): ResultCell[] {
  if (open) return [...cells];
  const small = (cell: ResultCell) => cell.count !== null && cell.count > 0 && cell.count < smallestCell;
  const hidden = new Set(cells.filter(small));
  if (hidden.size === 1) {
    const [next] = cells
      .filter((cell) => !hidden.has(cell) && cell.count !== null && cell.count > 0)
      .sort((one, other) => (one.count ?? 0) - (other.count ?? 0));
    if (next) hidden.add(next);
  }
  return cells.map((cell) => (hidden.has(cell) ? { ...cell, count: null } : cell));
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Of a scale the mean is told, so either the whole distribution is shown or nothing of it: two hidden steps and a mean are an equation. */
function suppressSteps(cells: readonly ResultCell[], open: boolean): ResultCell[] {
  const hidden = suppress(cells, open).some(({ count }) => count === null);
  return hidden ? cells.map((cell) => ({ ...cell, count: null })) : [...cells];
}
const rounded = (value: number) => Math.round(value * 100) / 100;

/** The results of every question, in the survey's order, as its owner may see them. */
export function resultsOf(survey: SurveyDefinition, tallies: Tallies): QuestionResult[] {
  const open = !survey.anonymous;
  return survey.sections
    .flatMap(({ questions }) => questions)
    .map((question) => {
      const counted = tallies[question.id] ?? nothing();
      const head = { questionId: question.id, kind: question.kind, title: question.title };
      const blank = { ...head, cells: [], rows: [], mean: null, least: null, greatest: null };
      if (!open && counted.answered > 0 && counted.answered < smallestCell) return { ...blank, answered: null };
      const count = (id: string) => counted.cells[id] ?? 0;
      const mean = counted.answered ? rounded(counted.sum / counted.answered) : null;
      switch (question.kind) {
        case 'single-choice':
        case 'several': {
          const cells = question.options.map(({ id, label }) => ({ id, label, count: count(id) }));
          return { ...blank, answered: counted.answered, cells: suppress(cells, open) };
        }
        case 'scale': {
          const cells = range(question.from, question.to).map((step) => ({
            id: String(step),
            label: String(step),
            count: count(String(step)),
          }));
          return { ...blank, answered: counted.answered, cells: suppressSteps(cells, open), mean };
        }
        case 'matrix': {
          const rows = question.rows.map(({ id, label }) => {
            const steps = range(question.from, question.to);
            const cells = steps.map((step) => ({ id: String(step), label: String(step), count: count(`${id}/${step}`) }));
            const people = cells.reduce((sum, cell) => sum + cell.count, 0);
            const sum = steps.reduce((total, step) => total + step * count(`${id}/${step}`), 0);
            const told = people > 0 && (open || people >= smallestCell);
            return { id, label, cells: suppressSteps(cells, open), mean: told ? rounded(sum / people) : null };
          });
          return { ...blank, answered: counted.answered, rows };
        }
        case 'number':
          // the least and the greatest are single people's answers
          return {
            ...blank,
            answered: counted.answered,
            mean,
            least: open ? counted.least : null,
            greatest: open ? counted.greatest : null,
          };
        default:
          return { ...blank, answered: counted.answered };
      }
    });
}
