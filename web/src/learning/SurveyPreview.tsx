import { type Answers, type Question, type ShowWhen, shownOf } from '@brevet/survey-rules';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Callout } from '../ui/Callout.tsx';
import { Section } from '../ui/Section.tsx';
import type { QuestionDraft } from './draft-parts.ts';
import styles from './learning.module.css';
import { QuestionField } from './QuestionField.tsx';
import type { SurveyDraft } from './queries.ts';

/** A draft to try out: its rules work, nothing is kept. */
export function SurveyPreview({ draft }: { draft: SurveyDraft }) {
  const { t } = useTranslation('learning');
  const [answers, setAnswers] = useState<Answers>({});
  if (!draft.sections.length) return <Callout title={t('authoring.previewEmpty')} />;
  const survey = {
    sections: draft.sections.map((section) => ({
      id: section.id,
      title: section.title,
      showWhen: ruleOf(section.showWhen),
      questions: section.questions.map(questionOf),
    })),
  };
  return (
    <>
      <Callout title={t('authoring.previewNote')} icon="eye" />
      {shownOf(survey, answers).map(({ id, questions }) => (
        <Section key={id} title={survey.sections.find((section) => section.id === id)?.title || t('authoring.untitled')}>
          <div className={styles.questions}>
            {questions.map((question) => (
              <QuestionField
                key={question.id}
                question={question}
                answer={answers[question.id]}
                gap={undefined}
                onChange={(value) => {
                  const { [question.id]: _, ...others } = answers;
                  setAnswers(value === undefined ? others : { ...others, [question.id]: value });
                }}
              />
            ))}
          </div>
        </Section>
      ))}
    </>
  );
}

function ruleOf(rule: QuestionDraft['showWhen']): ShowWhen | undefined {
  if (!rule?.tests.length) return undefined;
  return {
    match: rule.match,
    tests: rule.tests.map(({ question, is, options, value }) =>
      is === 'answered'
        ? { question, is }
        : is === 'one-of' || is === 'none-of'
          ? { question, is, options }
          : { question, is, value: value ?? 0 },
    ),
  };
}

function questionOf(draft: QuestionDraft): Question {
  const head = {
    id: draft.id,
    title: draft.title || '…',
    required: draft.required,
    ...(draft.help && { help: draft.help }),
    showWhen: ruleOf(draft.showWhen),
  };
  const scale = { from: 1, to: draft.to, low: draft.low, high: draft.high };
  switch (draft.kind) {
    case 'single-choice':
    case 'several':
      return { ...head, kind: draft.kind, options: draft.options };
    case 'scale':
      return { ...head, kind: draft.kind, ...scale };
    case 'matrix':
      return { ...head, kind: draft.kind, rows: draft.rows, ...scale };
    case 'number':
      return {
        ...head,
        kind: draft.kind,
        min: draft.min ?? undefined,
        max: draft.max ?? undefined,
        ...(draft.unit && { unit: draft.unit }),
      };
    default:
      return { ...head, kind: draft.kind };
  }
}
