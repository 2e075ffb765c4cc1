import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { MicroCredentialPicker } from '../../catalog/MicroCredentialPicker.tsx';
import { topicWords } from '../../catalog/words.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './talent.module.css';
import { type PriorityKind, prioritiesQuery } from './talent-queries.ts';
import type { TalentView } from './talent-view.ts';

interface Draft {
  kind: PriorityKind;
  reference: string;
  title: string;
  target: string;
}

export interface PriorityEditorProps extends Pick<TalentView, 'organizationId' | 'choices'> {
  onClose: () => void;
}

/** Sets which competencies matter, and which share of educators each aims at. */
export function PriorityEditor(props: PriorityEditorProps) {
  const { data, error } = useQuery({ ...prioritiesQuery(props.organizationId), staleTime: 0 });
  if (error) return <ProblemCallout error={error} />;
  if (!data) return <Skeleton lines={6} />;
  return <Editor key={data.revision} {...props} revision={data.revision} before={data.priorities} />;
}

function Editor({
  organizationId,
  choices,
  onClose,
  revision,
  before,
}: PriorityEditorProps & { revision: number; before: { kind: PriorityKind; reference: string; title: string; target: number }[] }) {
  const { t } = useTranslation('talent');
  const queries = useQueryClient();
  const toast = useToast();
  const [drafts, setDrafts] = useState<Draft[]>(() => before.map((one) => ({ ...one, target: String(one.target) })));
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/organizations/{organizationId}/talent/priorities', {
          params: { path: { organizationId } },
          body: { priorities: drafts.map(({ kind, reference, target }) => ({ kind, reference, target: Number(target) })), revision },
        }),
      ),
    onSuccess: async () => {
      toast({ text: t('gaps.saved'), tone: 'positive' });
      await queries.invalidateQueries({ queryKey: ['talent', organizationId] });
      onClose();
    },
  });
  const add = (draft: Omit<Draft, 'target'>) => {
    if (!drafts.some(({ kind, reference }) => kind === draft.kind && reference === draft.reference))
      setDrafts([...drafts, { ...draft, target: '50' }]);
  };
  const name = ({ kind, title }: Draft) => (kind === 'topic' ? topicWords(title) : title);
  const change = (index: number, target: string) => setDrafts(drafts.map((one, at) => (at === index ? { ...one, target } : one)));
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }
  return (
    <Section title={t('gaps.edit')} lead={t('gaps.editLead')}>
      <form className={styles.pile} onSubmit={submit}>
        <ul className={styles.gaps}>
          {drafts.map((draft, index) => (
            <li key={`${draft.kind}/${draft.reference}`} className={styles.priority}>
              <span>
                {name(draft)}
                <br />
                <span className={styles.small}>{t(`gaps.kind.${draft.kind}`)}</span>
              </span>
              <TextField
                type="number"
                label={t('gaps.targetField')}
                min={1}
                max={100}
                after="%"
                value={draft.target}
                onChange={({ target: { value } }) => change(index, value)}
              />
              <Button variant="quiet" icon="trash" iconOnly onClick={() => setDrafts(drafts.filter((_, at) => at !== index))}>
                {t('gaps.remove', { title: name(draft) })}
              </Button>
            </li>
          ))}
        </ul>
        <div className={styles.filters}>
          <MicroCredentialPicker
            label={t('gaps.find')}
            optional=" "
            empty={t('gaps.findEmpty')}
            showAll={t('gaps.showAll')}
            without={drafts.flatMap(({ kind, reference }) => (kind === 'micro-credential' ? [reference] : []))}
            onPick={({ slug, title }) => add({ kind: 'micro-credential', reference: slug, title })}
          />
          <Select
            label={t('gaps.choose')}
            optional=" "
            value=""
            placeholder={t('gaps.add')}
            onChange={({ target: { value } }) => {
              const [kind, reference = ''] = value.split('/');
              const title = kind === 'stack' ? (choices.stacks.find(({ slug }) => slug === reference)?.title ?? reference) : reference;
              if (kind === 'stack' || kind === 'topic') add({ kind, reference, title });
            }}
            options={[
              { group: t('gaps.kind.stack'), options: choices.stacks.map(({ slug, title }) => ({ value: `stack/${slug}`, label: title })) },
              {
                group: t('gaps.kind.topic'),
                options: choices.topics.map((topic) => ({ value: `topic/${topic}`, label: topicWords(topic) })),
              },
            ]}
          />
        </div>
        <ProblemCallout error={save.error} />
        <span className={styles.row}>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {t('gaps.save')}
          </Button>
          <Button onClick={onClose}>{t('gaps.cancel')}</Button>
        </span>
      </form>
    </Section>
  );
}
