import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { Range, ScenarioDraft } from './simulation-draft.ts';
import styles from './simulator.module.css';

export interface ScenarioFieldsProps {
  /** From 1. */
  number: number;
  currency: string;
  scenario: ScenarioDraft;
  change: (part: Partial<ScenarioDraft>) => void;
  /** What is wrong at a path within it. */
  at: (path: string) => string | undefined;
  onRemove?: () => void;
}

/** One way to pay. */
export function ScenarioFields({ number, currency, scenario, change, at, onRemove }: ScenarioFieldsProps) {
  const { t } = useTranslation('simulator');
  const { kind, kept } = scenario;
  const kinds = [...(['base-salary', 'stipend'] as const), ...(kept.length ? (['kept'] as const) : [])];
  return (
    <fieldset className={styles.way}>
      <legend>{t('form.way', { number })}</legend>
      <TextField
        label={t('form.wayName', { number })}
        value={scenario.name}
        error={at('name')}
        maxLength={60}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Select
        label={t('form.kind')}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`form.kinds.${value}`) }))}
        onChange={(event) => change({ kind: event.target.value as ScenarioDraft['kind'] })}
      />
      {kind === 'kept' ? (
        <ul className={styles.sentences}>
          {scenario.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : (
        <>
          {scenario.amounts.map((amount, index) => (
            <TextField
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the difficulty
              key={index}
              label={t('form.difficulty', { difficulty: index + 1 })}
              optional={t('form.optional')}
              after={currency}
              inputMode="decimal"
              value={amount}
              error={
                at(`incentives/0/rule/value/amounts/${index + 1}`) ?? (index === 0 ? at('incentives/0/rule/value/amounts') : undefined)
              }
              onChange={(event) =>
                change({ amounts: scenario.amounts.map((one, place) => (place === index ? event.target.value : one)) as unknown as Range })
              }
            />
          ))}
          <TextField
            label={t('form.cap')}
            optional={t('form.optional')}
            after={currency}
            inputMode="decimal"
            value={scenario.cap}
            error={at('incentives/0/rule/caps')}
            onChange={(event) => change({ cap: event.target.value })}
          />
        </>
      )}
      {onRemove && (
        <span>
          <Button size="small" variant="quiet" icon="trash" onClick={onRemove}>
            {t('form.remove', { name: scenario.name || t('form.way', { number }) })}
          </Button>
        </span>
      )}
    </fieldset>
  );
}
