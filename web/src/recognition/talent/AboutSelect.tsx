import { useTranslation } from 'react-i18next';
import { topicWords } from '../../catalog/words.ts';
import { Select } from '../../ui/Select.tsx';
import type { TalentView } from './talent-view.ts';

type AboutSelectProps = TalentView & {
  /** What stands for none of them. */
  neither: string;
  /** Programs whose approved lists can be chosen. */
  programs?: TalentView['choices']['programs'];
};

/** Which competencies: an approved list's, a stack's, a topic's, or what stands for none. */
export function AboutSelect({ search, set, choices, neither, programs = [] }: AboutSelectProps) {
  const { t } = useTranslation('talent');
  return (
    <Select
      label={t('about')}
      value={
        search.stack
          ? `stack/${search.stack}`
          : search.topic
            ? `topic/${search.topic}`
            : programs.some(({ id }) => id === search.program)
              ? `program/${search.program}`
              : ''
      }
      onChange={({ target: { value } }) => {
        const [kind, name] = value.split('/');
        set({
          program: kind === 'program' ? name : programs.length && !kind ? 'none' : undefined,
          stack: kind === 'stack' ? name : undefined,
          topic: kind === 'topic' ? name : undefined,
          microCredential: undefined,
        });
      }}
      options={[
        ...(programs.length
          ? [{ group: t('programsGroup'), options: programs.map(({ id, name }) => ({ value: `program/${id}`, label: name })) }]
          : []),
        { value: '', label: neither },
        { group: t('stacksGroup'), options: choices.stacks.map(({ slug, title }) => ({ value: `stack/${slug}`, label: title })) },
        { group: t('topicsGroup'), options: choices.topics.map((topic) => ({ value: `topic/${topic}`, label: topicWords(topic) })) },
      ]}
    />
  );
}

/** Which school. */
export function SchoolSelect({ search, set, choices }: TalentView) {
  const { t } = useTranslation('talent');
  return (
    <Select
      label={t('school')}
      value={search.schoolId ?? ''}
      onChange={({ target: { value } }) => set({ schoolId: value || undefined })}
      options={[{ value: '', label: t('everySchool') }, ...choices.schools.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}

/** How recent an award is. */
export function SinceSelect({ search, set }: TalentView) {
  const { t } = useTranslation('talent');
  return (
    <Select
      label={t('since')}
      value={String(search.months ?? '')}
      onChange={({ target: { value } }) => set({ months: Number(value) || undefined })}
      options={[{ value: '', label: t('ever') }, ...[12, 24, 36].map((count) => ({ value: String(count), label: t('months', { count }) }))]}
    />
  );
}
