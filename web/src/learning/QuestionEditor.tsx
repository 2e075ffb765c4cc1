import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { newId } from './authoring.ts';
import type { QuestionDraft } from './draft-parts.ts';
import styles from './learning.module.css';
import { type ChangeList, PartHead } from './PartHead.tsx';
import { RuleEditor } from './RuleEditor.tsx';

export interface QuestionEditorProps {
  question: QuestionDraft;
  index: number;
  count: number;
  /** Questions before this one, which its rule may look at. */
  earlier: QuestionDraft[];
  onList: ChangeList<QuestionDraft>;
  onChange: (part: Partial<QuestionDraft>) => void;
}

const kinds: readonly QuestionDraft['kind'][] = [
  'single-choice',
  'several',
  'scale',
  'short-text',
  'long-text',
  'number',
  'date',
  'matrix',
];
const decimal = (input: HTMLInputElement) => (Number.isFinite(input.valueAsNumber) ? input.valueAsNumber : null);

/** One question of a draft, with what its kind needs. */
export function QuestionEditor({ question, index, count, earlier, onList, onChange }: QuestionEditorProps) {
  const { t } = useTranslation('learning');
  const { kind } = question;
  const heading = t('asking.question', { number: earlier.length + 1 });
  return (
    <section className={styles.block} aria-label={heading}>
      <PartHead
        headingLevel={3}
        title={heading}
        name={question.title || heading}
        item={question}
        index={index}
        count={count}
        onChange={onList}
      />
      <TextField
        label={t('asking.questionTitle')}
        value={question.title}
        maxLength={400}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <div className={styles.two}>
        <Select
          label={t('asking.kindLabel')}
          value={kind}
          options={kinds.map((one) => ({ value: one, label: t(`asking.kind.${one}`) }))}
          onChange={(event) => onChange({ kind: kinds.find((one) => one === event.target.value) ?? kind })}
        />
        <TextField
          label={t('asking.help')}
          optional={t('optional')}
          value={question.help}
          maxLength={1000}
          onChange={(event) => onChange({ help: event.target.value })}
        />
      </div>
      {(kind === 'single-choice' || kind === 'several') && (
        <Labels list={question.options} name="option" most={50} onChange={(options) => onChange({ options })} />
      )}
      {kind === 'matrix' && <Labels list={question.rows} name="row" most={20} onChange={(rows) => onChange({ rows })} />}
      {(kind === 'scale' || kind === 'matrix') && (
        <div className={styles.two}>
          <TextField
            label={t('asking.low')}
            value={question.low}
            maxLength={80}
            onChange={(event) => onChange({ low: event.target.value })}
          />
          <TextField
            label={t('asking.high')}
            value={question.high}
            maxLength={80}
            onChange={(event) => onChange({ high: event.target.value })}
          />
          <TextField
            label={t('asking.steps')}
            type="number"
            min={2}
            max={10}
            width="short"
            value={question.to}
            onChange={(event) => onChange({ to: Math.min(10, Math.max(2, Math.round(decimal(event.target) ?? 5))) })}
          />
        </div>
      )}
      {kind === 'number' && (
        <div className={styles.two}>
          {(['min', 'max'] as const).map((name) => (
            <TextField
              key={name}
              label={t(`asking.${name}`)}
              optional={t('optional')}
              type="number"
              step="any"
              width="short"
              value={question[name] ?? ''}
              onChange={(event) => onChange({ [name]: decimal(event.target) })}
            />
          ))}
          <TextField
            label={t('asking.unit')}
            optional={t('optional')}
            width="short"
            value={question.unit}
            maxLength={40}
            onChange={(event) => onChange({ unit: event.target.value })}
          />
        </div>
      )}
      <Checkbox
        label={t('asking.required')}
        checked={question.required}
        onChange={(event) => onChange({ required: event.target.checked })}
      />
      <RuleEditor rule={question.showWhen} earlier={earlier} onChange={(showWhen) => onChange({ showWhen })} />
    </section>
  );
}

interface LabelsProps {
  list: QuestionDraft['options'];
  name: 'option' | 'row';
  most: number;
  onChange: (list: QuestionDraft['options']) => void;
}

/** Choices of a question, or lines of a matrix. */
function Labels({ list, name, most, onChange }: LabelsProps) {
  const { t } = useTranslation('learning');
  return (
    <div className={styles.write}>
      {list.map((option, index) => {
        const label = t(`asking.${name}`, { number: index + 1 });
        return (
          <div key={option.id} className={styles.row}>
            <TextField
              label={label}
              value={option.label}
              maxLength={400}
              onChange={(event) => onChange(list.map((one) => (one.id === option.id ? { ...one, label: event.target.value } : one)))}
            />
            <Button variant="quiet" icon="close" iconOnly onClick={() => onChange(list.filter((one) => one.id !== option.id))}>
              {t('authoring.take', { name: option.label || label })}
            </Button>
          </div>
        );
      })}
      {list.length < most && (
        <p>
          <Button size="small" icon="add" onClick={() => onChange([...list, { id: newId(), label: '' }])}>
            {t(name === 'option' ? 'asking.addOption' : 'asking.addRow')}
          </Button>
        </p>
      )}
    </div>
  );
}
