import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { fieldProblem } from '../shell/problem-of.ts';
import { sessionQuery } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './identity.module.css';
import { accountQuery } from './queries.ts';

/** Name and headline. */
export function ProfileSection({ account }: { account: { name: string; headline: string | null } }) {
  const { t } = useTranslation('identity');
  const queries = useQueryClient();
  const toast = useToast();
  const save = useMutation({
    mutationFn: (body: { name: string; headline: string }) => answer(api.PATCH('/api/v1/account', { body })),
    onSuccess: (saved) => {
      queries.setQueryData(accountQuery.queryKey, saved);
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      toast({ text: t('account.saved') });
    },
  });
  return (
    <Section look="margin" title={t('account.profile')} lead={t('account.profileLead')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          if (!save.isPending) save.mutate({ name: String(form.get('name')), headline: String(form.get('headline')) });
        }}
      >
        <ProblemCallout error={save.error} />
        <TextField
          label={t('signUp.name')}
          name="name"
          autoComplete="name"
          maxLength={200}
          defaultValue={account.name}
          error={fieldProblem(save.error, 'name')}
        />
        <TextField
          label={t('account.headline')}
          hint={t('account.headlineHint')}
          optional={t('optional')}
          name="headline"
          maxLength={200}
          defaultValue={account.headline ?? ''}
          error={fieldProblem(save.error, 'headline')}
        />
        <div className={styles.row}>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {save.isPending ? t('account.saving') : t('account.save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
