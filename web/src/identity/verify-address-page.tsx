import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Door } from './Door.tsx';
import styles from './identity.module.css';
import { accountQuery } from './queries.ts';

const route = getRouteApi('/account/verify-address');

/** Where the mail of an added address leads, signed in or not. */
export function VerifyAddressPage() {
  const { t } = useTranslation('identity');
  const { token } = route.useSearch();
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: (given: string) => answer(api.POST('/api/v1/account/addresses/confirm', { body: { token: given } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
  if (confirm.data)
    return (
      <Door title={t('verifyAddress.doneTitle')} lead={t('verifyAddress.done', { email: confirm.data.email })}>
        <div className={styles.row}>
          <Button variant="primary" href="/account">
            {t('verifyAddress.account')}
          </Button>
        </div>
      </Door>
    );
  return (
    <Door title={t('verifyAddress.title')} lead={t('verifyAddress.lead')}>
      <ProblemCallout error={confirm.error} actions={<Button href="/account">{t('verifyAddress.account')}</Button>} />
      {token ? (
        <div className={styles.row}>
          <Button variant="primary" size="large" busy={confirm.isPending} onClick={() => confirm.mutate(token)}>
            {confirm.isPending ? t('verify.submitting') : t('verifyAddress.submit')}
          </Button>
        </div>
      ) : (
        <Callout tone="caution" title={t('verifyAddress.missing')}>
          {t('verifyAddress.missingText')}
        </Callout>
      )}
    </Door>
  );
}
