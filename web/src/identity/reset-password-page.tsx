import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useGo } from '../shell/app-link.tsx';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { fieldProblem } from '../shell/problem-of.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Door } from './Door.tsx';
import styles from './identity.module.css';
import { PasswordField } from './PasswordField.tsx';

const route = getRouteApi('/reset-password');

/** Choose a new password by the mailed link. */
export function ResetPasswordPage() {
  const { t } = useTranslation('identity');
  const { token } = route.useSearch();
  const go = useGo();
  const reset = useMutation({
    mutationFn: async (body: { token: string; newPassword: string }) => {
      await answer(api.POST('/api/auth/reset-password', { body }));
      go('/sign-in?told=changed');
    },
  });
  const again = <Button href="/forgot-password">{t('reset.newLink')}</Button>;
  if (!token)
    return (
      <Door title={t('reset.title')}>
        <Callout tone="caution" title={t('verifyAddress.missing')} actions={again}>
          {t('verifyAddress.missingText')}
        </Callout>
      </Door>
    );
  return (
    <Door title={t('reset.title')} lead={t('reset.lead')}>
      <ProblemCallout error={reset.error} actions={again} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const newPassword = String(new FormData(event.currentTarget).get('password'));
          if (!reset.isPending) reset.mutate({ token, newPassword });
        }}
      >
        <PasswordField
          label={t('newPassword')}
          hint={t('passwordHint')}
          name="password"
          autoComplete="new-password"
          minLength={10}
          maxLength={200}
          error={fieldProblem(reset.error, 'newPassword')}
        />
        <Button type="submit" variant="primary" wide busy={reset.isPending}>
          {reset.isPending ? t('reset.submitting') : t('reset.submit')}
        </Button>
      </form>
    </Door>
  );
}
