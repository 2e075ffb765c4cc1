/** A survey as far as its rules look at it; the server's schema checks that a definition is one. */

/** One look at an earlier answer. A question without an answer, or one that is not shown, holds no test. */
export type Test =
  | { question: string; is: 'answered' }
  | { question: string; is: 'one-of' | 'none-of'; options: string[] }
  | { question: string; is: 'at-least' | 'at-most'; value: number };

/** Shown when all, or any, of the tests hold. */
export interface ShowWhen {
  match: 'all' | 'any';
  tests: Test[];
}

interface Head {
  id: string;
  title: string;
  help?: string | undefined;
  required: boolean;
  showWhen?: ShowWhen | undefined;
}
interface Option {
  id: string;
  label: string;
}
interface Steps {
  from: number;
  to: number;
  low: string;
  high: string;
}

/** One question; what may be answered follows from its kind. */
export type Question = Head &
  (
    | { kind: 'single-choice'; options: Option[] }
    | { kind: 'several'; options: Option[]; most?: number | undefined }
    | ({ kind: 'scale' } & Steps)
    | { kind: 'short-text' }
    | { kind: 'long-text' }
    | { kind: 'number'; min?: number | undefined; max?: number | undefined; unit?: string | undefined }
    | { kind: 'date' }
    | ({ kind: 'matrix'; rows: Option[] } & Steps)
  );

export interface Section {
  id: string;
  title: string;
  text?: string | undefined;
  showWhen?: ShowWhen | undefined;
  questions: Question[];
}
export interface Survey {
  sections: Section[];
}

/** An option's id, several ids, a number, a text, a date as `YYYY-MM-DD`, a step by row. */
export type Answer = string | number | string[] | Record<string, number>;
/** Answers by question id. */
export type Answers = Record<string, Answer>;
