import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from '../pay.module.css';
import { AchievementFields } from './AchievementFields.tsx';
import { hasUnit, isSingle, type RuleDraft } from './rule-draft.ts';
import type { RuleFieldsProps } from './rule-fields.ts';

const kinds = ['by-difficulty', 'every', 'per-hour', 'convert', 'set'] as const;
const payKinds = ['base-salary', 'stipend', 'credit', 'hours', 'endorsement', 'status'] as const;

/** What is paid, and for how much of what. */
export function ValueFields({ organizationId, draft, change, at }: RuleFieldsProps) {
  const { t } = useTranslation('pay');
  const { kind, payKind } = draft;
  const field = (name: 'unit' | 'rate' | 'step' | 'awards' | 'amount' | 'lapse' | 'fromUnit' | 'every', path: string, optional = false) => (
    <TextField
      label={t(`incentives.fields.${name}`)}
      value={draft[name]}
      error={at(path)}
      inputMode={name === 'unit' || name === 'fromUnit' ? 'text' : 'decimal'}
      {...(optional && { optional: t('optional') })}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  return (
    <>
      <div className={styles.choices}>
        <Select
          label={t('incentives.fields.kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`incentives.kinds.${value}`) }))}
          onChange={(event) => change({ kind: event.target.value as RuleDraft['kind'] })}
        />
        <Select
          label={t('incentives.fields.payKind')}
          value={payKind}
          options={payKinds.map((value) => ({ value, label: t(`incentives.pays.${value}`) }))}
          onChange={(event) => change({ payKind: event.target.value as RuleDraft['payKind'] })}
        />
        {hasUnit(payKind) && field('unit', 'rule/value/pays')}
      </div>
      <div className={styles.fields}>
        {kind === 'by-difficulty' &&
          draft.amounts.map((amount, index) => (
            <TextField
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the difficulty
              key={index}
              label={t('incentives.fields.difficulty', { difficulty: index + 1 })}
              optional={t('optional')}
              inputMode="decimal"
              value={amount}
              error={at(`rule/value/amounts/${index + 1}`)}
              onChange={(event) =>
                change({ amounts: draft.amounts.map((one, at) => (at === index ? event.target.value : one)) as [string, string, string] })
              }
            />
          ))}
        {kind === 'per-hour' && (
          <>
            {field('rate', 'rule/value/rate')}
            {field('step', 'rule/value/rounding/step')}
            <Select
              label={t('incentives.fields.mode')}
              value={draft.mode}
              options={(['half-up', 'half-even', 'down', 'up'] as const).map((value) => ({ value, label: t(`incentives.modes.${value}`) }))}
              onChange={(event) => change({ mode: event.target.value as RuleDraft['mode'] })}
            />
          </>
        )}
        {kind === 'every' && field('awards', 'rule/value/awards')}
        {kind === 'convert' && (
          <>
            {field('every', 'rule/value/every')}
            <Select
              label={t('incentives.fields.fromKind')}
              value={draft.fromKind}
              options={(['credit', 'hours'] as const).map((value) => ({ value, label: t(`incentives.pays.${value}`) }))}
              onChange={(event) => change({ fromKind: event.target.value as RuleDraft['fromKind'] })}
            />
            {field('fromUnit', 'rule/value/from/unit')}
          </>
        )}
        {kind !== 'by-difficulty' && kind !== 'per-hour' && !isSingle(payKind) && field('amount', 'rule/value/amount')}
        {(kind === 'every' || kind === 'convert') && (
          <>
            <Select
              label={t('incentives.fields.times')}
              value={draft.times}
              options={(['repeatedly', 'once'] as const).map((value) => ({ value, label: t(`incentives.times.${value}`) }))}
              onChange={(event) => change({ times: event.target.value as RuleDraft['times'] })}
            />
            {field('lapse', 'rule/value/lapseAfterMonths', true)}
          </>
        )}
      </div>
      {kind === 'set' && <AchievementFields organizationId={organizationId} draft={draft} change={change} at={at} />}
    </>
  );
}
