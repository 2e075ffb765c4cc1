import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { endorsementsQuery } from '../queries.ts';
import { EndorsedFields } from './EndorsedFields.tsx';
import { type Choice, endorsedBy } from './endorsed.ts';
import styles from './endorsements.module.css';

/** Asks what is endorsed, why and until when; it is signed in the organization's name. */
export function EndorseForm({ organizationId, onClose }: { organizationId: string; onClose: () => void }) {
  const { t } = useTranslation('keeping');
  const queries = useQueryClient();
  const toast = useToast();
  const [choice, setChoice] = useState<Choice>({ kind: 'micro-credential', issuerId: '', address: '', name: '' });
  const [comment, setComment] = useState('');
  const [holdsUntil, setHoldsUntil] = useState('');
  const [isAsked, setAsked] = useState(false);
  const endorsed = endorsedBy(choice);
  const endorse = useMutation({
    mutationFn: (chosen: NonNullable<typeof endorsed>) =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/endorsements', {
          params: { path: { organizationId } },
          body: { endorsed: chosen, comment: comment.trim(), ...(holdsUntil && { holdsUntil }) },
        }),
      ),
    onSuccess: async () => {
      toast({ text: t('endorsing.done'), tone: 'positive' });
      await queries.invalidateQueries({ queryKey: endorsementsQuery(organizationId).queryKey });
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!endorsed || !comment.trim()) return setAsked(true);
    if (!endorse.isPending) endorse.mutate(endorsed);
  };
  return (
    <Section title={t('endorsing.title')}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <EndorsedFields organizationId={organizationId} choice={choice} isAsked={isAsked} onChange={setChoice} />
        <TextArea
          label={t('endorsing.comment')}
          hint={t('endorsing.commentHint')}
          value={comment}
          maxLength={2000}
          rows={4}
          {...(isAsked && !comment.trim() && { error: t('endorsing.commentMissing') })}
          onChange={(event) => setComment(event.target.value)}
        />
        <TextField
          type="date"
          width="medium"
          label={t('endorsing.until')}
          hint={t('endorsing.untilHint')}
          optional={t('endorsing.optional')}
          value={holdsUntil}
          onChange={(event) => setHoldsUntil(event.target.value)}
        />
        <ProblemCallout error={endorse.error} />
        <div className={styles.row}>
          <Button type="submit" variant="primary" busy={endorse.isPending}>
            {t(endorse.isPending ? 'endorsing.signing' : 'endorsing.submit')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Section>
  );
}
