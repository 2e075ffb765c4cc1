import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { CheckboxGroup } from '../ui/CheckboxGroup.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { QuestionDraft } from './draft-parts.ts';
import styles from './learning.module.css';

type Rule = NonNullable<QuestionDraft['showWhen']>;
type Test = Rule['tests'][number];

export interface RuleEditorProps {
  rule: Rule | null;
  earlier: QuestionDraft[];
  onChange: (rule: Rule | null) => void;
}

const comparisons = (about: QuestionDraft | undefined): readonly Test['is'][] =>
  about?.kind === 'single-choice' || about?.kind === 'several'
    ? ['one-of', 'none-of', 'answered']
    : about?.kind === 'scale' || about?.kind === 'number'
      ? ['at-least', 'at-most', 'answered']
      : ['answered'];

/** When a section or question is shown: after certain answers to questions before it. */
export function RuleEditor({ rule, earlier, onChange }: RuleEditorProps) {
  const { t } = useTranslation('learning');
  const [first] = earlier;
  const begin = (about: QuestionDraft): Test => ({ question: about.id, is: comparisons(about)[0] ?? 'answered', options: [], value: null });
  if (!rule)
    return (
      <p className={styles.small}>
        {t('asking.ruleAlways')}.{' '}
        {first ? (
          <Button
            size="small"
            variant="quiet"
            icon="filter"
            onClick={() => onChange({ match: 'all', tests: [begin(earlier.at(-1) ?? first)] })}
          >
            {t('asking.ruleAdd')}
          </Button>
        ) : (
          t('asking.noEarlier')
        )}
      </p>
    );
  const setTest = (index: number, part: Partial<Test>) =>
    onChange({ ...rule, tests: rule.tests.map((test, at) => (at === index ? { ...test, ...part } : test)) });
  return (
    <fieldset className={styles.rule}>
      <legend className={styles.legend}>{t('asking.rule')}</legend>
      {rule.tests.length > 1 && (
        <Select
          label={t('asking.ruleMatch')}
          value={rule.match}
          options={[
            { value: 'all', label: t('asking.ruleAll') },
            { value: 'any', label: t('asking.ruleAny') },
          ]}
          onChange={(event) => onChange({ ...rule, match: event.target.value === 'any' ? 'any' : 'all' })}
        />
      )}
      {rule.tests.map((test, index) => {
        const about = earlier.find(({ id }) => id === test.question);
        const choices = test.is === 'one-of' || test.is === 'none-of' ? (about?.options ?? []) : [];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no id and are only added at the end or taken out
          <div key={index} className={styles.write}>
            <div className={styles.two}>
              <Select
                label={t('asking.ruleQuestion')}
                value={test.question}
                placeholder="…"
                options={earlier.map(({ id, title }) => ({ value: id, label: title || t('authoring.untitled') }))}
                onChange={(event) => {
                  const chosen = earlier.find(({ id }) => id === event.target.value);
                  if (chosen) setTest(index, begin(chosen));
                }}
              />
              <Select
                label={t('asking.ruleIs')}
                value={test.is}
                options={comparisons(about).map((is) => ({ value: is, label: t(`asking.is.${is}`) }))}
                onChange={(event) => setTest(index, { is: event.target.value as Test['is'] })}
              />
            </div>
            {choices.length > 0 && (
              <CheckboxGroup legend={t('asking.ruleOptions')} inline>
                {choices.map(({ id, label }) => (
                  <Checkbox
                    key={id}
                    label={label || t('authoring.untitled')}
                    checked={test.options.includes(id)}
                    onChange={(event) =>
                      setTest(index, { options: event.target.checked ? [...test.options, id] : test.options.filter((one) => one !== id) })
                    }
                  />
                ))}
              </CheckboxGroup>
            )}
            {(test.is === 'at-least' || test.is === 'at-most') && (
              <TextField
                label={t('asking.ruleValue')}
                type="number"
                step="any"
                width="short"
                value={test.value ?? ''}
                onChange={(event) =>
                  setTest(index, { value: Number.isFinite(event.target.valueAsNumber) ? event.target.valueAsNumber : null })
                }
              />
            )}
            {rule.tests.length > 1 && (
              <p>
                <Button
                  size="small"
                  variant="quiet"
                  icon="close"
                  onClick={() => onChange({ ...rule, tests: rule.tests.filter((_, at) => at !== index) })}
                >
                  {t('asking.ruleTake')}
                </Button>
              </p>
            )}
          </div>
        );
      })}
      <div className={styles.buttons}>
        {first && rule.tests.length < 10 && (
          <Button size="small" icon="add" onClick={() => onChange({ ...rule, tests: [...rule.tests, begin(first)] })}>
            {t('asking.ruleTest')}
          </Button>
        )}
        <Button size="small" variant="quiet" onClick={() => onChange(null)}>
          {t('asking.ruleRemove')}
        </Button>
      </div>
    </fieldset>
  );
}
