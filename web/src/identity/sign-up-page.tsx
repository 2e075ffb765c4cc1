import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { nextAddress } from '../shell/next-address.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { fieldProblem } from '../shell/problem-of.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Link } from '../ui/Link.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Door } from './Door.tsx';
import { demoAccountsQuery } from './demo-accounts.ts';
import styles from './identity.module.css';
import { PasswordField } from './PasswordField.tsx';

const route = getRouteApi('/sign-up');

/** Open an account; then look into one's mail. */
export function SignUpPage() {
  const { t } = useTranslation('identity');
  const { next } = route.useSearch();
  const onward = next ? { next: nextAddress(next) } : {};
  const [sentTo, setSentTo] = useState<string>();
  const signUp = useMutation({
    mutationFn: (account: { name: string; email: string; password: string }) =>
      answer(api.POST('/api/auth/sign-up/email', { body: { ...account, ...onward } })),
    onSuccess: (_answer, { email }) => setSentTo(email),
  });
  if (sentTo) return <Sent email={sentTo} onward={onward} startOver={() => setSentTo(undefined)} />;
  return (
    <Door title={t('signUp.title')} lead={t('signUp.lead')}>
      <ProblemCallout error={signUp.error} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const text = (name: string) => String(form.get(name));
          if (!signUp.isPending) signUp.mutate({ name: text('name'), email: text('email'), password: text('password') });
        }}
      >
        <TextField
          label={t('signUp.name')}
          hint={t('signUp.nameHint')}
          name="name"
          autoComplete="name"
          maxLength={200}
          error={fieldProblem(signUp.error, 'name')}
        />
        <TextField
          label={t('email')}
          hint={t('signUp.emailHint')}
          type="email"
          name="email"
          autoComplete="email"
          error={fieldProblem(signUp.error, 'email')}
        />
        <PasswordField
          label={t('password')}
          hint={t('passwordHint')}
          name="password"
          autoComplete="new-password"
          minLength={10}
          maxLength={200}
          error={fieldProblem(signUp.error, 'password')}
        />
        <Button type="submit" variant="primary" wide busy={signUp.isPending}>
          {signUp.isPending ? t('signUp.submitting') : t('signUp.submit')}
        </Button>
      </form>
      <p>
        {t('signUp.have')} <Link href={`/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`}>{t('signUp.signIn')}</Link>
      </p>
    </Door>
  );
}

function Sent({ email, onward, startOver }: { email: string; onward: { next?: string }; startOver: () => void }) {
  const { t } = useTranslation('identity');
  const { data: demo } = useQuery(demoAccountsQuery);
  const again = useMutation({
    mutationFn: () => answer(api.POST('/api/auth/send-verification-email', { body: { email, ...onward } })),
  });
  return (
    <Door title={t('signUp.sentTitle')} lead={t('signUp.sent', { email })}>
      <p className={styles.soft}>{t('signUp.sentHint')}</p>
      <ProblemCallout error={again.error} />
      {again.isSuccess && <Callout tone="positive" live="polite" title={t('signUp.againDone')} />}
      <div className={styles.row}>
        {demo && (
          <Button variant="primary" href="/demo/mail">
            {t('demo.mail')}
          </Button>
        )}
        <Button icon="mail" busy={again.isPending} onClick={() => again.mutate()}>
          {t('signUp.again')}
        </Button>
        <Button variant="quiet" onClick={startOver}>
          {t('signUp.other')}
        </Button>
      </div>
    </Door>
  );
}
