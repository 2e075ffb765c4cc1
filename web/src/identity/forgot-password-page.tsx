import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Link } from '../ui/Link.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Door } from './Door.tsx';
import styles from './identity.module.css';

/** Ask for a link to choose a new password. */
export function ForgotPasswordPage() {
  const { t } = useTranslation('identity');
  const ask = useMutation({
    mutationFn: (email: string) => answer(api.POST('/api/auth/request-password-reset', { body: { email } })),
  });
  const back = (
    <p>
      <Link href="/sign-in">{t('forgot.back')}</Link>
    </p>
  );
  if (ask.isSuccess)
    return (
      <Door title={t('forgot.sentTitle')} lead={t('forgot.sent', { email: ask.variables })}>
        {back}
      </Door>
    );
  return (
    <Door title={t('forgot.title')} lead={t('forgot.lead')}>
      <ProblemCallout error={ask.error} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ask.isPending) ask.mutate(String(new FormData(event.currentTarget).get('email')));
        }}
      >
        <TextField label={t('email')} type="email" name="email" autoComplete="email" />
        <Button type="submit" variant="primary" wide busy={ask.isPending}>
          {ask.isPending ? t('forgot.submitting') : t('forgot.submit')}
        </Button>
      </form>
      {back}
    </Door>
  );
}
