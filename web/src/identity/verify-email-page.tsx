import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useGo } from '../shell/app-link.tsx';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Door } from './Door.tsx';
import styles from './identity.module.css';
import { useEntering } from './use-entering.ts';

const route = getRouteApi('/verify-email');

/**
 * Where the mail of sign-up leads. Confirms at a press, not by being opened: programs that check mail for harm open links too.
 */
export function VerifyEmailPage() {
  const { t } = useTranslation('identity');
  const { token, next } = route.useSearch();
  const enter = useEntering(next);
  const go = useGo();
  const confirm = useMutation({
    mutationFn: async (given: string) => {
      const { signedIn } = await answer(api.POST('/api/auth/verify-email', { body: { token: given } }));
      if (signedIn) await enter();
      else go(`/sign-in?told=confirmed${next ? `&next=${encodeURIComponent(next)}` : ''}`);
    },
  });
  if (!token)
    return (
      <Door title={t('verify.title')}>
        <Callout tone="caution" title={t('verifyAddress.missing')}>
          {t('verifyAddress.missingText')}
        </Callout>
      </Door>
    );
  return (
    <Door title={t('verify.title')} lead={t('verify.lead')}>
      <ProblemCallout error={confirm.error} actions={<Button href="/sign-in">{t('signIn.title')}</Button>} />
      {confirm.isError && <p className={styles.soft}>{t('verify.failed')}</p>}
      <div className={styles.row}>
        <Button variant="primary" size="large" busy={confirm.isPending} onClick={() => confirm.mutate(token)}>
          {confirm.isPending ? t('verify.submitting') : t('verify.submit')}
        </Button>
      </div>
    </Door>
  );
}
