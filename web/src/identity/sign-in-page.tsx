import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Link } from '../ui/Link.tsx';
import { TextField } from '../ui/TextField.tsx';
import { DemoSignIns } from './DemoSignIns.tsx';
import { Door } from './Door.tsx';
import { demoAccountsQuery } from './demo-accounts.ts';
import styles from './identity.module.css';
import { PasskeyCallout } from './PasskeyCallout.tsx';
import { PasswordField } from './PasswordField.tsx';
import { offerPasskeys, signInByPasskey, stopOfferingPasskeys } from './passkey.ts';
import { useEntering } from './use-entering.ts';

const route = getRouteApi('/sign-in');

/** Sign in with e-mail and password or a passkey. */
export function SignInPage() {
  const { t } = useTranslation('identity');
  const { next, told } = route.useSearch();
  const enter = useEntering(next);
  const { data: demo } = useQuery(demoAccountsQuery);
  const onward = next ? `?next=${encodeURIComponent(next)}` : '';

  const byPassword = useMutation({
    mutationFn: async (body: { email: string; password: string }) => {
      await answer(api.POST('/api/auth/sign-in/email', { body }));
      await enter();
    },
  });
  const byPasskey = useMutation({
    mutationFn: async () => {
      await signInByPasskey();
      await enter();
    },
  });
  const offered = useMutation({
    mutationFn: async () => {
      if (await offerPasskeys()) await enter();
    },
  });
  const offer = useRef(offered.mutate);
  offer.current = offered.mutate;
  useEffect(() => {
    offer.current();
    return stopOfferingPasskeys;
  }, []);

  return (
    <Door
      title={t('signIn.title')}
      {...(demo && { aside: <DemoSignIns demo={demo} signIn={(email) => byPassword.mutate({ email, password: demo.password })} /> })}
    >
      {told && (
        <Callout tone="positive" title={t(`signIn.${told}`)}>
          {t(`signIn.${told}Text`)}
        </Callout>
      )}
      <ProblemCallout error={byPassword.error} />
      <PasskeyCallout error={byPasskey.error ?? offered.error} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          if (!byPassword.isPending) byPassword.mutate({ email: String(form.get('email')), password: String(form.get('password')) });
        }}
      >
        <TextField label={t('email')} type="email" name="email" autoComplete="username webauthn" />
        <PasswordField
          label={t('password')}
          name="password"
          autoComplete="current-password"
          aside={<Link href="/forgot-password">{t('signIn.forgot')}</Link>}
        />
        <Button type="submit" variant="primary" wide busy={byPassword.isPending}>
          {byPassword.isPending ? t('signIn.submitting') : t('signIn.submit')}
        </Button>
      </form>
      <p className={styles.or}>{t('signIn.or')}</p>
      <Button icon="lock" wide busy={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
        {byPasskey.isPending ? t('signIn.passkeyWaiting') : t('signIn.passkey')}
      </Button>
      <p>
        {t('signIn.new')} <Link href={`/sign-up${onward}`}>{t('signIn.signUp')}</Link>
      </p>
    </Door>
  );
}
