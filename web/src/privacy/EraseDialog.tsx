import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client.ts';
import { PasskeyCallout } from '../identity/PasskeyCallout.tsx';
import { PasswordField } from '../identity/PasswordField.tsx';
import { showPasskey } from '../identity/passkey.ts';
import { passkeysQuery } from '../identity/queries.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './your-data.module.css';

const word = 'ERASE';

export interface EraseDialogProps {
  onClose: () => void;
  onAsked: () => void;
}

/** Asks who sits there, and for the word, before an account is to be erased. */
export function EraseDialog({ onClose, onAsked }: EraseDialogProps) {
  const { t } = useTranslation('privacy');
  const form = useId();
  const { data: passkeys } = useQuery(passkeysQuery);
  const [byPasskey, setByPasskey] = useState(false);
  const ask = useMutation({
    mutationFn: async (given: FormData) => {
      const proof = byPasskey ? { passkey: await showPasskey() } : { password: String(given.get('password')) };
      return answer(api.POST('/api/v1/account/erasure', { body: { word, proof } }));
    },
    onSuccess: onAsked,
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!ask.isPending) ask.mutate(new FormData(event.currentTarget));
  };
  const handOver = ask.error instanceof ApiProblem && ask.error.problem.code === 'hand-over-first';
  return (
    <Dialog
      open
      holdOpen
      onClose={onClose}
      title={t('erasure.asks')}
      closeLabel={t('erasure.close')}
      actions={
        <>
          <Button type="submit" form={form} variant="danger" busy={ask.isPending}>
            {ask.isPending ? t('erasure.submitting') : t('erasure.submit')}
          </Button>
          <Button onClick={onClose}>{t('erasure.cancel')}</Button>
        </>
      }
    >
      <p>{t('erasure.week')}</p>
      {handOver ? (
        <ProblemCallout error={ask.error} actions={<Button href="/organizations">{t('erasure.organizations')}</Button>} />
      ) : (
        <PasskeyCallout error={ask.error} />
      )}
      <form id={form} className={styles.form} onSubmit={send}>
        {byPasskey ? (
          <p>{t('erasure.passkeyText')}</p>
        ) : (
          <PasswordField label={t('erasure.password')} name="password" autoComplete="current-password" maxLength={200} />
        )}
        {passkeys && passkeys.items.length > 0 && (
          <Button variant="quiet" size="small" onClick={() => setByPasskey(!byPasskey)}>
            {byPasskey ? t('erasure.withPassword') : t('erasure.withPasskey')}
          </Button>
        )}
        <TextField label={t('erasure.word')} name="word" pattern={word} width="medium" autoComplete="off" autoCapitalize="characters" />
      </form>
    </Dialog>
  );
}
