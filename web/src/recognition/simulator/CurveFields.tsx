import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { Range, SimulationDraft } from './simulation-draft.ts';
import styles from './simulator.module.css';

export interface CurveFieldsProps {
  draft: SimulationDraft;
  change: (part: Partial<SimulationDraft>) => void;
  /** What is wrong at a path of what is sent. */
  at: (path: string) => string | undefined;
}

const ends = ['low', 'likely', 'high'] as const;

/** How many awards to expect: who takes part, from when, how often. */
export function CurveFields({ draft, change, at }: CurveFieldsProps) {
  const { t } = useTranslation('simulator');
  type Name = 'educators' | 'begunPercent' | 'begunAwards' | 'halfwayMonths' | 'spreadMonths' | 'alone' | 'together' | 'leaving';
  const field = (name: Name, path: string) => (
    <TextField
      label={t(`form.${name}`)}
      value={draft[name]}
      error={at(`simulation/basis/${path}`)}
      inputMode="decimal"
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  const three = (
    name: 'ceiling' | 'rate' | 'difficulties',
    path: string,
    label: (index: number) => string,
    place: (index: number) => string,
  ) => (
    <fieldset className={styles.range}>
      <legend>{t(`form.${name}`)}</legend>
      <div className={styles.fields}>
        {draft[name].map((value, index) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the meaning
            key={index}
            label={label(index)}
            value={value}
            // what is wrong with all three stands at the first
            error={at(`simulation/basis/${path}/${place(index)}`) ?? (index === 0 ? at(`simulation/basis/${path}`) : undefined)}
            inputMode="decimal"
            onChange={(event) =>
              change({ [name]: draft[name].map((one, at) => (at === index ? event.target.value : one)) as unknown as Range })
            }
          />
        ))}
      </div>
    </fieldset>
  );
  const end = (index: number) => ends[index] ?? 'likely';
  return (
    <div className={styles.ranges}>
      <div className={styles.fields}>
        {field('educators', 'educators')}
        {field('begunPercent', 'begunPercent')}
        {field('begunAwards', 'begunAwards')}
        {field('leaving', 'leavingPercent')}
      </div>
      {three('ceiling', 'ceilingPercent', (index) => t(`form.${end(index)}`), end)}
      <div className={styles.fields}>
        <Select
          label={t('form.curveKind')}
          value={draft.curve}
          options={(['logistic', 'bass'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
          onChange={(event) => change({ curve: event.target.value as SimulationDraft['curve'] })}
        />
        {draft.curve === 'logistic' ? field('halfwayMonths', 'curve/halfwayMonths') : field('alone', 'curve/alone')}
        {draft.curve === 'logistic' ? field('spreadMonths', 'curve/spreadMonths') : field('together', 'curve/together')}
      </div>
      {three('rate', 'awardsPerYear', (index) => t(`form.${end(index)}`), end)}
      {three('difficulties', 'difficulties', (index) => t('form.difficulty', { difficulty: index + 1 }), String)}
    </div>
  );
}
