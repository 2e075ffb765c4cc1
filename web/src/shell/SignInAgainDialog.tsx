import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { refusalOf, signInByPasskey } from '../identity/passkey.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Link } from '../ui/Link.tsx';
import { TextField } from '../ui/TextField.tsx';
import { signInAddress } from './next-address.ts';
import { problemOf } from './problem-of.ts';
import styles from './SignInAgainDialog.module.css';
import { type SignedIn, sessionQuery } from './session.ts';
import { settleSignInAgain, useSignInAgainOpen } from './sign-in-again.ts';

/** "You were signed out: sign in to go on", over the page, for the person whose page it is. Open it with `askToSignInAgain()`. */
export function SignInAgainDialog({ person }: { person: SignedIn['person'] }) {
  const { t } = useTranslation('frame');
  const queries = useQueryClient();
  const open = useSignInAgainOpen();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function signIn(by: () => Promise<unknown>) {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await by();
      const session = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      if (session.person?.id !== person.id) {
        window.location.assign('/home'); // a passkey of someone else: this page is not theirs
        return;
      }
      setPassword('');
      settleSignInAgain(true);
      await queries.invalidateQueries();
    } catch (problem) {
      setError(refusalOf(problem) ? t('signedOut.noPasskey') : problemOf(problem).detail);
    } finally {
      setBusy(false);
    }
  }

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void signIn(() => answer(api.POST('/api/auth/sign-in/email', { body: { email: person.email, password } })));
  };
  return (
    <Dialog
      open={open}
      onClose={() => {
        if (open) settleSignInAgain(false);
      }}
      title={t('signedOut.title')}
      closeLabel={t('close')}
      holdOpen
    >
      <form className={styles.form} onSubmit={submit}>
        <p>{t('signedOut.text')}</p>
        <p>{t('signedOut.as', { name: person.name, email: person.email })}</p>
        <input type="email" name="email" autoComplete="username" value={person.email} readOnly hidden />
        <TextField
          label={t('signedOut.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={error}
        />
        <div className={styles.actions}>
          <Button type="submit" variant="primary" busy={busy}>
            {busy ? t('signedOut.submitting') : t('signedOut.submit')}
          </Button>
          <Button icon="lock" busy={busy} onClick={() => void signIn(signInByPasskey)}>
            {t('signedOut.passkey')}
          </Button>
        </div>
        <p>
          <Link href={signInAddress('/home')} target="_self">
            {t('signedOut.someoneElse')}
          </Link>
        </p>
      </form>
    </Dialog>
  );
}
