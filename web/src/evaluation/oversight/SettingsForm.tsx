import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/generated.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { told } from '../queries.ts';
import styles from './oversight.module.css';
import { settingsQuery } from './queries.ts';

type Answer = paths['/api/v1/organizations/{organizationId}/evaluation-settings']['get']['responses'][200]['content']['application/json'];
type Level = Answer['organization'];
type Settings = Level['effective'];

interface SettingsFormProps {
  organizationId: string;
  microCredentialId: string | null;
  level: Level;
  /** For a micro-credential: what its organization says. */
  above: Settings | null;
}

/** What an issuer chooses. What equals the level above is not stored, so it follows when that changes. */
export function SettingsForm({ organizationId, microCredentialId, level, above }: SettingsFormProps) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const client = useQueryClient();
  const [settings, setSettings] = useState<Settings>(level.effective);
  const set = <Name extends keyof Settings>(name: Name, value: Settings[Name]) => setSettings((before) => ({ ...before, [name]: value }));
  const save = useMutation({
    mutationFn: () => {
      const entries = Object.entries(settings).filter(([name, value]) => !above || above[name as keyof Settings] !== value);
      const body = { choice: Object.fromEntries(entries), revision: level.revision };
      return microCredentialId
        ? answer(
            api.PUT('/api/v1/organizations/{organizationId}/evaluation-settings/{microCredentialId}', {
              params: { path: { organizationId, microCredentialId } },
              body,
            }),
          )
        : answer(api.PUT('/api/v1/organizations/{organizationId}/evaluation-settings', { params: { path: { organizationId } }, body }));
    },
    onSuccess: () => toast({ text: t('settings.saved') }),
    onError: (error) => toast({ text: told(error), tone: 'critical', stay: 10_000 }),
    onSettled: () => client.invalidateQueries({ queryKey: settingsQuery(organizationId).queryKey }),
  });
  const number = (
    name: 'sampleShare' | 'apart' | 'turnaroundDays' | 'leaseHours' | 'nearHours' | 'calibration' | 'driftShare',
    min: number,
    max: number,
  ) => (
    <TextField
      type="number"
      width="short"
      label={t(`settings.${name}`)}
      hint={t(`settings.${name}Hint`)}
      min={min}
      max={max}
      value={Number.isNaN(settings[name]) ? '' : settings[name]}
      onChange={(event) => set(name, event.target.valueAsNumber)}
    />
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Group title={t('settings.names')}>
        <Checkbox
          label={t('settings.hideEarner')}
          hint={t('settings.hideEarnerHint')}
          checked={settings.hideEarner}
          onChange={(event) => set('hideEarner', event.target.checked)}
        />
        <Checkbox
          label={t('settings.hideEvaluator')}
          checked={settings.hideEvaluator}
          onChange={(event) => set('hideEvaluator', event.target.checked)}
        />
      </Group>
      <Group title={t('settings.readings')}>
        <Select
          label={t('settings.secondReading')}
          value={settings.secondReading}
          onChange={(event) => set('secondReading', event.target.value as Settings['secondReading'])}
          options={(['none', 'sample', 'all'] as const).map((value) => ({ value, label: t(`settings.second.${value}`) }))}
        />
        {settings.secondReading === 'sample' && number('sampleShare', 1, 99)}
        {settings.secondReading !== 'none' && (
          <>
            {number('apart', 0, 5)}
            <Select
              label={t('settings.adjudicator')}
              value={settings.adjudicator}
              onChange={(event) => set('adjudicator', event.target.value as Settings['adjudicator'])}
              options={(['evaluation-lead', 'evaluator'] as const).map((value) => ({ value, label: t(`settings.third.${value}`) }))}
            />
            <Select
              label={t('settings.adjudicatorSees')}
              value={settings.adjudicatorSees}
              onChange={(event) => set('adjudicatorSees', event.target.value as Settings['adjudicatorSees'])}
              options={(['after-own', 'at-once'] as const).map((value) => ({ value, label: t(`settings.sees.${value}`) }))}
            />
          </>
        )}
        <Checkbox
          label={t('settings.grantor')}
          hint={t('settings.grantorHint')}
          checked={settings.grantor === 'evaluation-lead'}
          onChange={(event) => set('grantor', event.target.checked ? 'evaluation-lead' : 'nobody')}
        />
      </Group>
      <Group title={t('settings.time')}>
        {number('turnaroundDays', 1, 90)}
        {number('leaseHours', 2, 720)}
        {number('nearHours', 2, 240)}
        <Select
          label={t('settings.assignment')}
          value={settings.assignment}
          onChange={(event) => set('assignment', event.target.value as Settings['assignment'])}
          options={(['pull', 'balanced'] as const).map((value) => ({ value, label: t(`settings.assign.${value}`) }))}
        />
      </Group>
      <Group title={t('settings.who')}>
        <Select
          label={t('settings.qualification')}
          value={settings.qualification}
          onChange={(event) => set('qualification', event.target.value as Settings['qualification'])}
          options={(['role', 'named'] as const).map((value) => ({ value, label: t(`settings.qualified.${value}`) }))}
        />
        {number('calibration', 0, 100)}
        {number('driftShare', 0, 25)}
      </Group>
      <Callout title={t('settings.fromNow')} icon="info" />
      <p className={styles.actions}>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t('settings.save')}
        </Button>
        {above && (
          <Button onClick={() => setSettings(above)} variant="quiet">
            {t('settings.asAbove')}
          </Button>
        )}
      </p>
    </form>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{title}</legend>
      {children}
    </fieldset>
  );
}
