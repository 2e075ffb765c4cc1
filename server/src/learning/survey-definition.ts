import { z } from 'zod';
import { LocalId } from '../catalog/definition.ts';

/**
 * A survey: sections of questions, and rules as data that say which of them are shown. A rule looks only at questions that stand
 * before it, so what is shown can be told in one walk from the beginning, whatever was answered in which order.
 */

const Line = z.string().trim().min(1).max(400);

/** One look at an earlier answer. A question without an answer, or one that is not shown, holds no test. */
export const Test = z.discriminatedUnion('is', [
  z.object({ question: LocalId, is: z.literal('answered') }),
  z.object({ question: LocalId, is: z.literal('one-of'), options: z.array(LocalId).min(1).max(50) }),
  z.object({ question: LocalId, is: z.literal('none-of'), options: z.array(LocalId).min(1).max(50) }),
  z.object({ question: LocalId, is: z.literal('at-least'), value: z.number().min(-1e12).max(1e12) }),
  z.object({ question: LocalId, is: z.literal('at-most'), value: z.number().min(-1e12).max(1e12) }),
]);
export type Test = z.infer<typeof Test>;

/** Shown when all, or any, of the tests hold. */
export const ShowWhen = z.object({ match: z.enum(['all', 'any']), tests: z.array(Test).min(1).max(10) });
export type ShowWhen = z.infer<typeof ShowWhen>;

const Option = z.object({ id: LocalId, label: Line });
const question = {
  id: LocalId,
  title: Line,
  help: z.string().trim().max(1000).optional(),
  required: z.boolean(),
  showWhen: ShowWhen.optional(),
};
const steps = { from: z.int().min(0).max(1), to: z.int().min(2).max(10), low: z.string().trim().max(80), high: z.string().trim().max(80) };

/** One question; what may be answered follows from its kind. */
export const Question = z.discriminatedUnion('kind', [
  z.object({ ...question, kind: z.literal('single-choice'), options: z.array(Option).min(2).max(50) }),
  z.object({ ...question, kind: z.literal('several'), options: z.array(Option).min(2).max(50), most: z.int().min(1).max(50).optional() }),
  z.object({ ...question, kind: z.literal('scale'), ...steps }),
  z.object({ ...question, kind: z.literal('short-text') }),
  z.object({ ...question, kind: z.literal('long-text') }),
  z.object({
    ...question,
    kind: z.literal('number'),
    min: z.number().min(-1e12).max(1e12).optional(),
    max: z.number().min(-1e12).max(1e12).optional(),
    unit: z.string().trim().max(40).optional(),
  }),
  z.object({ ...question, kind: z.literal('date') }),
  /** The same scale asked about each of several things. */
  z.object({ ...question, kind: z.literal('matrix'), rows: z.array(Option).min(1).max(20), ...steps }),
]);
export type Question = z.infer<typeof Question>;

export const Section = z.object({
  id: LocalId,
  title: Line,
  /** Markdown. */
  text: z.string().trim().max(4000).optional(),
  showWhen: ShowWhen.optional(),
  questions: z.array(Question).min(1).max(50),
});
export type Section = z.infer<typeof Section>;

/** A published survey, whole. */
export const SurveyDefinition = z
  .object({
    title: Line,
    /** Markdown: what it is for, how long it takes, who sees the answers. */
    introduction: z.string().trim().min(1).max(4000),
    thanks: z.string().trim().max(2000).optional(),
    anonymous: z.boolean(),
    /** Whether one may change the answers until it closes; not where it is anonymous. */
    changeable: z.boolean(),
    sections: z.array(Section).min(1).max(30),
  })
  .superRefine((survey, context) => {
    const complain = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (survey.anonymous && survey.changeable) complain(['changeable'], 'anonymous answers cannot be changed: nobody knows whose they are');
    const known = new Map<string, Question>();
    const sections = new Set<string>();
    const check = (rule: ShowWhen | undefined, path: (string | number)[]) => {
      for (const [index, test] of (rule?.tests ?? []).entries()) {
        const at = [...path, 'showWhen', 'tests', index];
        const about = known.get(test.question);
        if (!about) complain(at, `looks at “${test.question}”, which is no question before it`);
        else if ('options' in test) {
          if (about.kind !== 'single-choice' && about.kind !== 'several') complain(at, 'only choices have options to look for');
          else {
            const options = about.options.map(({ id }) => id);
            if (test.options.some((option) => !options.includes(option))) complain(at, 'looks for an option the question does not have');
          }
        } else if ('value' in test && about.kind !== 'scale' && about.kind !== 'number')
          complain(at, 'only scales and numbers can be compared');
      }
    };
    for (const [s, section] of survey.sections.entries()) {
      if (sections.has(section.id)) complain(['sections', s, 'id'], 'section ids must differ');
      sections.add(section.id);
      check(section.showWhen, ['sections', s]);
      for (const [q, one] of section.questions.entries()) {
        const path = ['sections', s, 'questions', q];
        check(one.showWhen, path);
        if (known.has(one.id)) complain([...path, 'id'], 'question ids must differ');
        known.set(one.id, one);
        for (const list of ['options', 'rows'] as const) {
          const ids = list in one ? (one as unknown as Record<string, { id: string }[]>)[list]?.map(({ id }) => id) : undefined;
          if (ids && new Set(ids).size !== ids.length) complain([...path, list], 'ids must differ');
        }
        if (one.kind === 'number' && one.min !== undefined && one.max !== undefined && one.min > one.max)
          complain([...path, 'min'], 'must not exceed max');
      }
    }
  });
export type SurveyDefinition = z.infer<typeof SurveyDefinition>;

const typed = (most: number) => z.string().max(most);
const typedNumber = z.number().min(-1e12).max(1e12).nullable();
const DraftRule = z
  .object({
    match: z.enum(['all', 'any']),
    tests: z
      .array(
        z.object({
          question: typed(64),
          is: z.enum(['answered', 'one-of', 'none-of', 'at-least', 'at-most']),
          options: z.array(typed(64)).max(50),
          value: typedNumber,
        }),
      )
      .max(10),
  })
  .nullable();
const DraftOption = z.object({ id: LocalId, label: typed(500) });

/** A survey as it is being typed. */
export const SurveyDraft = z.object({
  title: typed(500),
  introduction: typed(5000),
  thanks: typed(2500),
  anonymous: z.boolean(),
  changeable: z.boolean(),
  sections: z
    .array(
      z.object({
        id: LocalId,
        title: typed(500),
        text: typed(5000),
        showWhen: DraftRule,
        questions: z
          .array(
            z.object({
              id: LocalId,
              kind: z.enum(['single-choice', 'several', 'scale', 'short-text', 'long-text', 'number', 'date', 'matrix']),
              title: typed(500),
              help: typed(1500),
              required: z.boolean(),
              showWhen: DraftRule,
              options: z.array(DraftOption).max(50),
              rows: z.array(DraftOption).max(20),
              to: z.int().min(2).max(10),
              low: typed(100),
              high: typed(100),
              min: typedNumber,
              max: typedNumber,
              unit: typed(60),
            }),
          )
          .max(50),
      }),
    )
    .max(30),
});
export type SurveyDraft = z.infer<typeof SurveyDraft>;
type RuleDraft = SurveyDraft['sections'][number]['showWhen'];

const told = (text: string) => (text.trim() ? text : undefined);
const ruleOfDraft = (rule: RuleDraft) =>
  rule?.tests.length
    ? {
        match: rule.match,
        tests: rule.tests.map(({ question: about, is, options, value }) =>
          is === 'answered'
            ? { question: about, is }
            : is === 'one-of' || is === 'none-of'
              ? { question: about, is, options }
              : { question: about, is, value },
        ),
      }
    : undefined;

/** What a draft would be published as; still unchecked. */
export function surveyOfDraft(draft: SurveyDraft): unknown {
  return {
    title: draft.title,
    introduction: draft.introduction,
    thanks: told(draft.thanks),
    anonymous: draft.anonymous,
    changeable: draft.changeable && !draft.anonymous,
    sections: draft.sections.map((section) => ({
      id: section.id,
      title: section.title,
      text: told(section.text),
      showWhen: ruleOfDraft(section.showWhen),
      questions: section.questions.map((one) => {
        const head = {
          id: one.id,
          kind: one.kind,
          title: one.title,
          help: told(one.help),
          required: one.required,
          showWhen: ruleOfDraft(one.showWhen),
        };
        const scale = { from: 1, to: one.to, low: one.low, high: one.high };
        switch (one.kind) {
          case 'single-choice':
          case 'several':
            return { ...head, options: one.options };
          case 'scale':
            return { ...head, ...scale };
          case 'matrix':
            return { ...head, rows: one.rows, ...scale };
          case 'number':
            return { ...head, min: one.min ?? undefined, max: one.max ?? undefined, unit: told(one.unit) };
          default:
            return head;
        }
      }),
    })),
  };
}

const draftOfRule = (rule: ShowWhen | undefined): RuleDraft =>
  rule
    ? {
        match: rule.match,
        tests: rule.tests.map((test) => ({
          question: test.question,
          is: test.is,
          options: 'options' in test ? test.options : [],
          value: 'value' in test ? test.value : null,
        })),
      }
    : null;

/** A draft that would be published as this definition. */
export function draftOfSurvey(survey: SurveyDefinition): SurveyDraft {
  return {
    title: survey.title,
    introduction: survey.introduction,
    thanks: survey.thanks ?? '',
    anonymous: survey.anonymous,
    changeable: survey.changeable,
    sections: survey.sections.map((section) => ({
      id: section.id,
      title: section.title,
      text: section.text ?? '',
      showWhen: draftOfRule(section.showWhen),
      questions: section.questions.map((one) => ({
        id: one.id,
        kind: one.kind,
        title: one.title,
        help: one.help ?? '',
        required: one.required,
        showWhen: draftOfRule(one.showWhen),
        options: 'options' in one ? one.options : [],
        rows: 'rows' in one ? one.rows : [],
        to: 'to' in one ? one.to : 5,
        low: 'low' in one ? one.low : '',
        high: 'high' in one ? one.high : '',
        min: one.kind === 'number' ? (one.min ?? null) : null,
        max: one.kind === 'number' ? (one.max ?? null) : null,
        unit: one.kind === 'number' ? (one.unit ?? '') : '',
      })),
    })),
  };
}

/** The draft of a survey that has only its name. */
export const emptySurvey = (title: string): SurveyDraft => ({
  title,
  introduction: '',
  thanks: '',
  anonymous: false,
  changeable: true,
  sections: [],
});
