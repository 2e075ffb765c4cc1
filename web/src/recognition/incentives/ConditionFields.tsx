import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from '../pay.module.css';
import { organizationProgramsQuery } from './organization-programs.ts';
import type { RuleDraft } from './rule-draft.ts';
import type { RuleFieldsProps } from './rule-fields.ts';

const periods = ['calendar-year', 'fiscal-year', 'cycle', 'lifetime', 'award'] as const;
type Period = (typeof periods)[number];

/** Limits, when it takes effect, and for which awards and people. */
export function ConditionFields({ organizationId, draft, change, at }: RuleFieldsProps) {
  const { t } = useTranslation('pay');
  const programs = useQuery(organizationProgramsQuery(organizationId));
  const { caps } = draft;
  const free = periods.find((per) => !caps.some((cap) => cap.per === per) && (per !== 'award' || draft.kind !== 'convert'));
  const cap = (index: number, part: Partial<{ amount: string; per: Period }>) =>
    change({ caps: caps.map((one, place) => (place === index ? { ...one, ...part } : one)) });
  const toggle = (id: string) =>
    change({ programs: draft.programs.includes(id) ? draft.programs.filter((one) => one !== id) : [...draft.programs, id] });
  const field = (name: 'proofDays' | 'positions' | 'contracts' | 'employedMonths' | 'group' | 'rank', path: string) => (
    <TextField
      label={t(`incentives.fields.${name}`)}
      optional={t('optional')}
      value={draft[name]}
      error={at(path)}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  return (
    <>
      {caps.map(({ amount, per }, index) => (
        <div className={styles.fields} key={per}>
          <TextField
            label={t('incentives.fields.cap')}
            inputMode="decimal"
            value={amount}
            error={at(`rule/caps/${index}`)}
            onChange={(event) => cap(index, { amount: event.target.value })}
          />
          <Select
            label={t('incentives.fields.capPer')}
            value={per}
            options={periods
              .filter((value) => value === per || !caps.some((one) => one.per === value))
              .map((value) => ({ value, label: t(`incentives.per.${value}`) }))}
            onChange={(event) => cap(index, { per: event.target.value as Period })}
          />
          <Button variant="quiet" icon="trash" onClick={() => change({ caps: caps.filter((_, place) => place !== index) })}>
            {t('incentives.removeCap')}
          </Button>
        </div>
      ))}
      {free && (
        <span>
          <Button size="small" icon="add" onClick={() => change({ caps: [...caps, { amount: '', per: free }] })}>
            {t('incentives.addCap')}
          </Button>
        </span>
      )}
      <div className={styles.fields}>
        <Select
          label={t('incentives.fields.effective')}
          value={draft.effective}
          options={(['immediately', 'next-pay-period', 'next-contract-year'] as const).map((value) => ({
            value,
            label: t(`incentives.effective.${value}`),
          }))}
          onChange={(event) => change({ effective: event.target.value as RuleDraft['effective'] })}
        />
        <Select
          label={t('incentives.fields.after')}
          value={draft.after}
          options={(['award', 'proof', 'posting'] as const).map((value) => ({ value, label: t(`incentives.after.${value}`) }))}
          onChange={(event) => change({ after: event.target.value as RuleDraft['after'] })}
        />
      </div>
      <Disclosure title={t('incentives.conditions')}>
        <div className={styles.form}>
          {draft.kind !== 'convert' && (
            <>
              {(programs.data?.length ?? 0) > 1 && (
                <CheckboxGroup
                  legend={t('incentives.fields.programs')}
                  hint={t('incentives.programsHint')}
                  error={at('rule/counts/programs')}
                >
                  {programs.data?.map(({ id, name }) => (
                    <Checkbox key={id} label={name} checked={draft.programs.includes(id)} onChange={() => toggle(id)} />
                  ))}
                </CheckboxGroup>
              )}
              <Checkbox
                label={t('incentives.fields.preApproved')}
                checked={draft.preApproved}
                onChange={(event) => change({ preApproved: event.target.checked })}
              />
              <div className={styles.fields}>
                {field('proofDays', 'rule/counts/proofWithin')}
                <Select
                  label={t('incentives.fields.proofOf')}
                  value={draft.proofOf}
                  options={(['award', 'approval'] as const).map((value) => ({ value, label: t(`incentives.proofOf.${value}`) }))}
                  onChange={(event) => change({ proofOf: event.target.value as RuleDraft['proofOf'] })}
                />
              </div>
              <div className={styles.fields}>
                {field('group', 'rule/exclusive/group')}
                {draft.group && field('rank', 'rule/exclusive/rank')}
              </div>
            </>
          )}
          {field('positions', 'rule/eligibility/positions')}
          {field('contracts', 'rule/eligibility/contracts')}
          {field('employedMonths', 'rule/eligibility/employedForMonths')}
        </div>
      </Disclosure>
    </>
  );
}
