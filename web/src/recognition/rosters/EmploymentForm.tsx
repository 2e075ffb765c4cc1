import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { fieldProblem } from '../../shell/problem-of.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from '../pay.module.css';
import type { Employment } from './rosters-queries.ts';

export interface EmploymentFormProps {
  organizationId: string;
  educatorId: string;
  /** What holds now: the fields begin with it. */
  current: Employment | null;
  /** The calendar date where the employer is: pay is decided by it. */
  today: string;
  schools: readonly { id: string; name: string }[];
}

const texts = ['hrIdentifier', 'position', 'contract'] as const;
const days = ['hiredOn', 'endedOn', 'licenceStartsOn', 'licenceEndsOn'] as const;
const labels = {
  hiredOn: 'employment.hired',
  endedOn: 'employment.ended',
  licenceStartsOn: 'employment.licenceStarts',
  licenceEndsOn: 'employment.licenceEnds',
} as const;
type Facts = Record<(typeof texts)[number] | (typeof days)[number] | 'schoolId' | 'effectiveOn', string>;

/** Records what holds of an educator's employment from a day on. */
export function EmploymentForm({ organizationId, educatorId, current, today, schools }: EmploymentFormProps) {
  const { t } = useTranslation('rosters');
  const queries = useQueryClient();
  const toast = useToast();
  const [facts, setFacts] = useState<Facts>(() => ({
    effectiveOn: today,
    schoolId: current?.school?.id ?? '',
    hrIdentifier: current?.hrIdentifier ?? '',
    position: current?.position ?? '',
    contract: current?.contract ?? '',
    hiredOn: current?.hiredOn ?? '',
    endedOn: current?.endedOn ?? '',
    licenceStartsOn: current?.licenceStartsOn ?? '',
    licenceEndsOn: current?.licenceEndsOn ?? '',
  }));
  const [noDay, setNoDay] = useState(false);
  const record = useMutation({
    mutationFn: () => {
      const said = (name: keyof Facts) => facts[name].trim() || null;
      return answer(
        api.POST('/api/v1/organizations/{organizationId}/employment', {
          params: { path: { organizationId } },
          body: {
            educatorId,
            effectiveOn: facts.effectiveOn,
            hrIdentifier: said('hrIdentifier'),
            position: said('position'),
            contract: said('contract'),
            schoolId: said('schoolId'),
            hiredOn: said('hiredOn'),
            endedOn: said('endedOn'),
            licenceStartsOn: said('licenceStartsOn'),
            licenceEndsOn: said('licenceEndsOn'),
          },
        }),
      );
    },
    onSuccess: () => {
      toast({ text: t('employment.saved'), tone: 'positive' });
      return queries.invalidateQueries({ queryKey: ['employment', organizationId] });
    },
  });
  const field = (name: keyof Facts) => ({
    value: facts[name],
    error: fieldProblem(record.error, name),
    onChange: (event: { target: { value: string } }) => setFacts({ ...facts, [name]: event.target.value }),
  });
  function send(event: FormEvent) {
    event.preventDefault();
    setNoDay(!facts.effectiveOn);
    if (facts.effectiveOn) record.mutate();
  }
  const told = [...texts, ...days, 'schoolId', 'effectiveOn'].some((name) => fieldProblem(record.error, name));
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <TextField
        label={t('employment.number')}
        hint={t('employment.numberHint')}
        optional=" "
        width="medium"
        maxLength={100}
        {...field('hrIdentifier')}
      />
      <div className={styles.fields}>
        <TextField
          label={t('employment.position')}
          hint={t('employment.positionHint')}
          optional=" "
          maxLength={100}
          {...field('position')}
        />
        <TextField
          label={t('employment.contract')}
          hint={t('employment.contractHint')}
          optional=" "
          maxLength={100}
          {...field('contract')}
        />
      </div>
      <Select
        label={t('employment.school')}
        optional=" "
        placeholder={t('employment.noSchool')}
        options={schools.map(({ id, name }) => ({ value: id, label: name }))}
        {...field('schoolId')}
      />
      {[days.slice(0, 2), days.slice(2)].map((pair) => (
        <div key={pair.join()} className={styles.fields}>
          {pair.map((name) => (
            <TextField key={name} type="date" label={t(labels[name])} optional=" " {...field(name)} />
          ))}
        </div>
      ))}
      <TextField
        type="date"
        width="medium"
        label={t('employment.from')}
        hint={t('employment.fromHint')}
        {...field('effectiveOn')}
        {...(noDay && !facts.effectiveOn && { error: t('employment.noDay') })}
      />
      {!told && <ProblemCallout error={record.error} />}
      <div className={styles.row}>
        <Button type="submit" variant="primary" busy={record.isPending}>
          {t(record.isPending ? 'employment.saving' : 'employment.save')}
        </Button>
      </div>
    </form>
  );
}
