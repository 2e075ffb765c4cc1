import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { programQuery } from '../taking-part-queries.ts';
import { organizationProgramsQuery } from './organization-programs.ts';
import type { RuleFieldsProps } from './rule-fields.ts';

/** Chooses the achievements of a set from the approved lists. */
export function AchievementFields({ organizationId, draft, change, at }: RuleFieldsProps) {
  const { t } = useTranslation('pay');
  const programs = useQuery(organizationProgramsQuery(organizationId));
  const whole = useQueries({ queries: (programs.data ?? []).map(({ id }) => programQuery(id)) });
  const listed = new Map<string, string>();
  for (const { data } of whole)
    for (const { entryId, microCredentialId, foreign } of data?.definition.entries ?? []) {
      const name = microCredentialId ? `mc:${microCredentialId.toLowerCase()}` : foreign[0] && `foreign:${foreign[0].id}`;
      const title = data?.entries.find((entry) => entry.entryId === entryId)?.title;
      if (name && title) listed.set(name, title);
    }
  const chosen = new Set(draft.achievements);
  const toggle = (name: string) =>
    change({ achievements: chosen.has(name) ? draft.achievements.filter((one) => one !== name) : [...draft.achievements, name] });
  return (
    <>
      <CheckboxGroup
        legend={t('incentives.fields.achievements')}
        hint={t('incentives.chosen', { count: chosen.size })}
        error={at('rule/value/achievements')}
      >
        {(programs.isPending || whole.some(({ isPending }) => isPending)) && <Skeleton lines={4} />}
        {[...listed].map(([name, title]) => (
          <Checkbox key={name} label={title} checked={chosen.has(name)} onChange={() => toggle(name)} />
        ))}
      </CheckboxGroup>
      <TextField
        label={t('incentives.fields.need')}
        hint={t('incentives.needHint')}
        optional={t('optional')}
        inputMode="numeric"
        width="short"
        value={draft.need}
        error={at('rule/value/need')}
        onChange={(event) => change({ need: event.target.value })}
      />
    </>
  );
}
