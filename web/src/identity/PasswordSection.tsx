import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { fieldProblem } from '../shell/problem-of.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './identity.module.css';
import { PasswordField } from './PasswordField.tsx';
import { sessionsQuery } from './queries.ts';

/** Change the password. */
export function PasswordSection({ email }: { email: string }) {
  const { t } = useTranslation('identity');
  const toast = useToast();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) => answer(api.POST('/api/v1/account/password', { body })),
    onSuccess: () => {
      form.current?.reset();
      toast({ text: t('account.passwordChanged') });
      return queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  return (
    <Section look="margin" title={t('account.password')} lead={t('account.passwordLead')}>
      <form
        ref={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const given = new FormData(event.currentTarget);
          if (!change.isPending) change.mutate({ currentPassword: String(given.get('current')), newPassword: String(given.get('new')) });
        }}
      >
        <ProblemCallout error={change.error} />
        {/* tells password managers whose password this is */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordField label={t('account.currentPassword')} name="current" autoComplete="current-password" maxLength={200} />
        <PasswordField
          label={t('newPassword')}
          hint={t('passwordHint')}
          name="new"
          autoComplete="new-password"
          minLength={10}
          maxLength={200}
          error={fieldProblem(change.error, 'newPassword')}
        />
        <div className={styles.row}>
          <Button type="submit" busy={change.isPending}>
            {t('account.changePassword')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
