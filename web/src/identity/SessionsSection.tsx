import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { useToast } from '../ui/Toast.tsx';
import { deviceOf } from './device-of.ts';
import styles from './identity.module.css';
import { sessionsQuery } from './queries.ts';
import { useDay } from './use-day.ts';

/** Where the person is signed in, and how to end that. */
export function SessionsSection() {
  const { t } = useTranslation('identity');
  const day = useDay();
  const queries = useQueryClient();
  const toast = useToast();
  const { data } = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (sessionId: string | null) =>
      sessionId
        ? answer(api.DELETE('/api/v1/account/sessions/{sessionId}', { params: { path: { sessionId } } }))
        : answer(api.POST('/api/v1/account/sessions/end-others')),
    onSuccess: (_done, sessionId) => toast({ text: sessionId ? t('account.signedOutThere') : t('account.signedOutOthers') }),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const nameOf = (userAgent: string | null) => {
    const { browser, system } = deviceOf(userAgent);
    if (browser && system) return t('account.on', { browser, system });
    return browser ?? system ?? t('account.unknownDevice');
  };
  return (
    <Section look="margin" title={t('account.sessions')} lead={t('account.sessionsLead')}>
      <ProblemCallout error={end.error} />
      <ul className={styles.list}>
        {data?.items.map(({ sessionId, userAgent, usedAt, isThisOne }) => (
          <li key={sessionId} className={styles.item}>
            <span className={styles.what}>
              <span className={styles.name}>
                {nameOf(userAgent)} {isThisOne && <StatusChip tone="positive">{t('account.thisBrowser')}</StatusChip>}
              </span>
              <span className={styles.small}>{t('account.usedAt', { date: day(usedAt) })}</span>
            </span>
            {!isThisOne && (
              <Button variant="quiet" size="small" onClick={() => end.mutate(sessionId)}>
                {t('account.signOutThere')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data && data.items.length > 1 && (
        <div className={styles.after}>
          <Button busy={end.isPending} onClick={() => end.mutate(null)}>
            {t('account.signOutOthers')}
          </Button>
        </div>
      )}
    </Section>
  );
}
