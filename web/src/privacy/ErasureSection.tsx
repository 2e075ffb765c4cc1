import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useDay } from '../identity/use-day.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Heading } from '../ui/Heading.tsx';
import { Section } from '../ui/Section.tsx';
import { useToast } from '../ui/Toast.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { erasureQuery } from './queries.ts';
import styles from './your-data.module.css';

/** What goes and what stays, the way to ask for it, and back. */
export function ErasureSection() {
  const { t } = useTranslation('privacy');
  const day = useDay();
  const toast = useToast();
  const queries = useQueryClient();
  const { data } = useQuery(erasureQuery);
  const [asking, setAsking] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: erasureQuery.queryKey });
  const keep = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/account/erasure')),
    onSuccess: () => toast({ text: t('erasure.kept') }),
    onSettled: refresh,
  });
  const erasure = data?.erasure;
  const points = (texts: readonly string[]) => (
    <ul className={styles.points}>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
  return (
    <Section look="margin" title={t('erasure.title')} lead={t('erasure.lead')}>
      {erasure?.state === 'waiting' && (
        <Callout
          tone="caution"
          title={t('erasure.waiting', { date: day(erasure.dueAt) })}
          actions={
            <Button variant="primary" busy={keep.isPending} onClick={() => keep.mutate()}>
              {t('erasure.keep')}
            </Button>
          }
        >
          {t('erasure.waitingText')}
        </Callout>
      )}
      <ProblemCallout error={keep.error} />
      <Heading level={3}>{t('erasure.goes')}</Heading>
      {points(t('erasure.going', { returnObjects: true }) as unknown as string[])}
      <Heading level={3}>{t('erasure.stays')}</Heading>
      {points(t('erasure.staying', { returnObjects: true }) as unknown as string[])}
      <p>{t('erasure.copyFirst')}</p>
      {data && erasure?.state !== 'waiting' && (
        <div className={styles.deed}>
          <Button variant="danger" icon="trash" onClick={() => setAsking(true)}>
            {t('erasure.ask')}
          </Button>
        </div>
      )}
      {asking && (
        <EraseDialog
          onClose={() => setAsking(false)}
          onAsked={() => {
            setAsking(false);
            return refresh();
          }}
        />
      )}
    </Section>
  );
}
