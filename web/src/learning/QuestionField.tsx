import type { Answer, Question, SurveyGap } from '@brevet/survey-rules';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../ui/Checkbox.tsx';
import { CheckboxGroup } from '../ui/CheckboxGroup.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './learning.module.css';

export interface QuestionFieldProps {
  question: Question;
  answer: Answer | undefined;
  gap: SurveyGap['reason'] | undefined;
  /** Undefined takes the answer back. */
  onChange: (answer: Answer | undefined) => void;
}

const steps = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** One question, in the control its kind asks for. */
export function QuestionField({ question, answer, gap, onChange }: QuestionFieldProps) {
  const { t } = useTranslation('learning');
  const optional = question.required ? undefined : t('optional');
  const common = { id: question.id, hint: question.help, error: gap && t(`survey.gap.${gap}`), optional };
  const text = typeof answer === 'string' ? answer : '';
  const typed = (value: string) => onChange(value === '' ? undefined : value);
  switch (question.kind) {
    case 'single-choice':
      return (
        <RadioGroup
          {...common}
          legend={question.title}
          name={question.id}
          value={text}
          options={question.options.map(({ id, label }) => ({ value: id, label }))}
          onChange={onChange}
        />
      );
    case 'several': {
      const chosen = Array.isArray(answer) ? answer : [];
      const full = question.most !== undefined && chosen.length >= question.most;
      return (
        <CheckboxGroup {...common} legend={question.title}>
          {question.options.map(({ id, label }) => (
            <Checkbox
              key={id}
              label={label}
              checked={chosen.includes(id)}
              disabled={full && !chosen.includes(id)}
              onChange={(event) => {
                const next = question.options
                  .map((option) => option.id)
                  .filter((one) => (one === id ? event.target.checked : chosen.includes(one)));
                onChange(next.length ? next : undefined);
              }}
            />
          ))}
        </CheckboxGroup>
      );
    }
    case 'scale':
      return (
        <RadioGroup
          {...common}
          legend={question.title}
          name={question.id}
          inline
          value={typeof answer === 'number' ? String(answer) : ''}
          options={scaleOptions(question)}
          onChange={(value) => onChange(Number(value))}
        />
      );
    case 'matrix': {
      const given = typeof answer === 'object' && !Array.isArray(answer) ? answer : {};
      return (
        <fieldset id={question.id} className={styles.matrix} {...(gap && { 'aria-describedby': `${question.id}-gap` })}>
          <legend className={styles.legend}>
            {question.title} {optional && <span className={styles.small}>{optional}</span>}
          </legend>
          {question.help && <p className={styles.small}>{question.help}</p>}
          {gap && (
            <p id={`${question.id}-gap`} className={styles.gap}>
              {t(`survey.gap.${gap}`)}
            </p>
          )}
          {question.rows.map((row) => (
            <RadioGroup
              key={row.id}
              id={`${question.id}-${row.id}`}
              legend={row.label}
              name={`${question.id}-${row.id}`}
              inline
              value={given[row.id] === undefined ? '' : String(given[row.id])}
              options={scaleOptions(question)}
              onChange={(value) => onChange({ ...given, [row.id]: Number(value) })}
            />
          ))}
        </fieldset>
      );
    }
    case 'number':
      return (
        <TextField
          {...common}
          label={question.title}
          type="number"
          inputMode="decimal"
          step="any"
          width="short"
          min={question.min}
          max={question.max}
          after={question.unit}
          value={typeof answer === 'number' ? String(answer) : ''}
          onChange={(event) =>
            onChange(event.target.value === '' || !Number.isFinite(event.target.valueAsNumber) ? undefined : event.target.valueAsNumber)
          }
        />
      );
    case 'date':
      return (
        <TextField
          {...common}
          label={question.title}
          type="date"
          width="medium"
          value={text}
          onChange={(event) => typed(event.target.value)}
        />
      );
    case 'short-text':
      return <TextField {...common} label={question.title} maxLength={500} value={text} onChange={(event) => typed(event.target.value)} />;
    case 'long-text':
      return <TextArea {...common} label={question.title} maxLength={5000} value={text} onChange={(event) => typed(event.target.value)} />;
  }
}

/** The steps of a scale; the words at its ends stand with the first and the last. */
function scaleOptions({ from, to, low, high }: { from: number; to: number; low: string; high: string }) {
  return steps(from, to).map((step) => {
    const words = step === from ? low : step === to ? high : '';
    return { value: String(step), label: words ? `${step} ${words}` : String(step) };
  });
}
