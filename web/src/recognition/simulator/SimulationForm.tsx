import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { problemOf } from '../../shell/problem-of.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { errorAt } from '../incentives/error-at.ts';
import { CurveFields } from './CurveFields.tsx';
import { ScenarioFields } from './ScenarioFields.tsx';
import { mostScenarios, type SimulationDraft, scenarioOf, yearsOfPast } from './simulation-draft.ts';
import styles from './simulator.module.css';
import type { SimulatorBasis } from './simulator-queries.ts';

export interface SimulationFormProps {
  basis: SimulatorBasis;
  begin: SimulationDraft;
  onPlay: (draft: SimulationDraft) => void;
  onCancel: () => void;
  isSaving: boolean;
  error: unknown;
}

/** What is asked: the awards to reckon with, and the ways to pay. */
export function SimulationForm({ basis, begin, onPlay, onCancel, isSaving, error }: SimulationFormProps) {
  const { t } = useTranslation('simulator');
  const [draft, setDraft] = useState(begin);
  const change = (part: Partial<SimulationDraft>) => setDraft({ ...draft, ...part });
  const at = (path: string) => errorAt(error, path);
  const past = yearsOfPast(basis);
  const field = (name: 'startsOn' | 'years' | 'discount' | 'runs' | 'seed', path: string) => (
    <TextField
      label={t(`form.${name}`)}
      value={draft[name]}
      error={at(`simulation/${path}`)}
      {...(name === 'startsOn' ? { type: 'month' } : { inputMode: 'decimal' as const })}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  function send(event: FormEvent) {
    event.preventDefault();
    onPlay(draft);
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <fieldset className={styles.part}>
        <legend>{t('form.what')}</legend>
        <TextField
          label={t('form.name')}
          hint={t('form.nameHint')}
          value={draft.name}
          error={at('name')}
          maxLength={120}
          onChange={(event) => change({ name: event.target.value })}
        />
        <TextArea
          label={t('form.question')}
          hint={t('form.questionHint')}
          optional={t('form.optional')}
          value={draft.question}
          error={at('simulation/question')}
          rows={2}
          maxLength={300}
          onChange={(event) => change({ question: event.target.value })}
        />
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{t('form.expect')}</legend>
        <RadioGroup
          legend={t('form.basis')}
          name="basis"
          value={draft.basis}
          options={[
            { value: 'curve', label: t('form.curve'), hint: t('form.curveHint') },
            {
              value: 'history',
              label: t('form.history'),
              hint: past ? t('form.historyHint', { awards: basis.awards, people: basis.withAward }) : t('form.historyNone'),
              disabled: !past,
            },
          ]}
          onChange={(kind) =>
            change(kind === 'history' ? { basis: 'history', ...past } : { basis: 'curve', startsOn: basis.nextYear, years: begin.years })
          }
        />
        <div className={styles.fields}>
          {field('startsOn', 'startsOn')}
          {field('years', 'years')}
        </div>
        {draft.basis === 'curve' && <CurveFields draft={draft} change={change} at={at} />}
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{t('form.ways')}</legend>
        <p className={styles.small}>{t('form.waysLead')}</p>
        <div className={styles.ways}>
          {draft.scenarios.map((scenario, index) => (
            <ScenarioFields
              // biome-ignore lint/suspicious/noArrayIndexKey: a way is its place
              key={index}
              number={index + 1}
              currency={basis.currency}
              scenario={scenario}
              at={(path) => at(`simulation/scenarios/${index}/${path}`)}
              change={(part) => change({ scenarios: draft.scenarios.map((one, place) => (place === index ? { ...one, ...part } : one)) })}
              {...(draft.scenarios.length > 1 && {
                onRemove: () => change({ scenarios: draft.scenarios.filter((_, place) => place !== index) }),
              })}
            />
          ))}
        </div>
        {draft.scenarios.length < mostScenarios && (
          <span>
            <Button
              icon="add"
              onClick={() =>
                change({
                  scenarios: [...draft.scenarios, scenarioOf(t('form.way', { number: draft.scenarios.length + 1 }), 'base-salary')],
                })
              }
            >
              {t('form.add')}
            </Button>
          </span>
        )}
      </fieldset>
      <Disclosure title={t('form.finer')}>
        <p className={styles.small}>{t('form.finerLead')}</p>
        <div className={styles.fields}>
          {field('discount', 'discountPercent')}
          {draft.basis === 'curve' && field('runs', 'runs')}
          {field('seed', 'seed')}
        </div>
      </Disclosure>
      {error ? problemOf(error).errors?.length ? <p role="alert">{t('form.wrong')}</p> : <ProblemCallout error={error} /> : null}
      <span className={styles.row}>
        <Button variant="primary" type="submit" busy={isSaving}>
          {t(isSaving ? 'form.saving' : 'form.play')}
        </Button>
        <Button onClick={onCancel}>{t('form.cancel')}</Button>
      </span>
    </form>
  );
}
