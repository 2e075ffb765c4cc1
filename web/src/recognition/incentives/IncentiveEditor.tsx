import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { FormProblem } from '../FormProblem.tsx';
import styles from '../pay.module.css';
import { type Incentive, incentivesQuery } from '../pay-queries.ts';
import { ConditionFields } from './ConditionFields.tsx';
import { errorAt } from './error-at.ts';
import { draftOf, emptyDraft, type RuleDraft, ruleOf } from './rule-draft.ts';
import { ValueFields } from './ValueFields.tsx';

export interface IncentiveEditorProps {
  organizationId: string;
  /** The incentive that gets a new version; null for a new one. */
  incentive: Incentive | null;
  /** Slugs of the others. */
  taken: readonly string[];
  /** The calendar date where the recognizer is: rules hold by it. */
  today: string;
  onClose: () => void;
}

/** Writes a version of an incentive; its sentence follows every change. */
export function IncentiveEditor({ organizationId, incentive, taken, today, onClose }: IncentiveEditorProps) {
  const { t } = useTranslation('pay');
  const queries = useQueryClient();
  const toast = useToast();
  const newest = incentive?.versions[0];
  const [draft, setDraft] = useState<RuleDraft>(() => (newest ? draftOf(newest.rule) : emptyDraft));
  const [name, setName] = useState(incentive?.name ?? '');
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState('');
  const [retroactive, setRetroactive] = useState(false);
  const [stacks, setStacks] = useState(false);
  const publish = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/incentives', {
          params: { path: { organizationId } },
          body: {
            slug: incentive?.slug ?? slugOf(name, taken),
            name: name.trim(),
            rule: ruleOf(draft),
            effectiveFrom: from,
            effectiveUntil: until || null,
            retroactive,
            stacks,
          },
        }),
      ),
    onSuccess: ({ number }) => {
      toast({ text: t('incentives.done', { name: name.trim(), number }), tone: 'positive' });
      onClose();
      return queries.invalidateQueries({ queryKey: incentivesQuery(organizationId).queryKey });
    },
  });
  const preview = usePreview(organizationId, draft);
  const error = publish.error ?? preview.error;
  const at = (path: string) => errorAt(error, path);
  const code = publish.error instanceof ApiProblem ? publish.error.problem.code : undefined;
  const past = from < today || code === 'rule-is-retroactive';
  const change = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part });
  function send(event: FormEvent) {
    event.preventDefault();
    publish.mutate();
  }
  return (
    <Section
      title={incentive ? t('incentives.changeTitle', { name: incentive.name }) : t('incentives.newTitle')}
      lead={incentive ? t('incentives.changeLead') : t('incentives.newLead')}
    >
      <form className={styles.form} onSubmit={send} noValidate>
        <div className={styles.sentence} aria-live="polite" aria-busy={preview.isFetching}>
          {preview.data?.sentence ?? t('incentives.unfinished')}
        </div>
        <TextField label={t('incentives.name')} value={name} error={at('name')} onChange={(event) => setName(event.target.value)} />
        <ValueFields organizationId={organizationId} draft={draft} change={change} at={at} />
        <ConditionFields organizationId={organizationId} draft={draft} change={change} at={at} />
        <div className={styles.fields}>
          <TextField
            label={t('incentives.firstDay')}
            hint={t('incentives.firstDayHint')}
            type="date"
            value={from}
            error={at('effectiveFrom')}
            onChange={(event) => setFrom(event.target.value)}
          />
          <TextField
            label={t('incentives.lastDay')}
            type="date"
            optional={t('optional')}
            value={until}
            error={at('effectiveUntil')}
            onChange={(event) => setUntil(event.target.value)}
          />
        </div>
        {past && (
          <Callout tone="caution" live="polite" title={t('incentives.past')}>
            <p>{t('incentives.pastText')}</p>
            <Checkbox
              label={t('incentives.retroactive')}
              checked={retroactive}
              onChange={(event) => setRetroactive(event.target.checked)}
            />
          </Callout>
        )}
        {(code === 'rule-pays-twice' || stacks) && (
          <Checkbox label={t('incentives.stacks')} checked={stacks} onChange={(event) => setStacks(event.target.checked)} />
        )}
        <FormProblem error={publish.error} />
        <span className={styles.row}>
          <Button variant="primary" type="submit" busy={publish.isPending}>
            {t(publish.isPending ? 'incentives.publishing' : 'incentives.publish')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </span>
      </form>
    </Section>
  );
}

/** How long typing rests before the sentence is asked for, in milliseconds. */
const restMs = 350;

/** The sentence of the draft, a moment after the last change; the one before stays until then. */
function usePreview(organizationId: string, draft: RuleDraft) {
  const [resting, setResting] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setResting(draft), restMs);
    return () => clearTimeout(timer);
  }, [draft]);
  return useQuery({
    queryKey: ['incentive-preview', organizationId, resting],
    queryFn: () =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/incentives/preview', {
          params: { path: { organizationId } },
          body: { rule: ruleOf(resting) },
        }),
      ),
    placeholderData: (before) => before,
  });
}

/** An address for a new incentive, from its name; numbered when it is taken. */
function slugOf(name: string, taken: readonly string[]): string {
  const slug =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 70)
      .replace(/-$/, '') || 'incentive';
  let free = slug;
  for (let number = 2; taken.includes(free); number += 1) free = `${slug}-${number}`;
  return free;
}
