import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ConfirmDialog } from '../identity/ConfirmDialog.tsx';
import { useDay } from '../identity/use-day.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './exchange.module.css';
import { connectionsQuery } from './queries.ts';
import { scopeTexts } from './scope-texts.ts';

/** The programs that a person lets in, and how to end that. */
export function ConnectionsSection() {
  const { t } = useTranslation('exchange');
  const day = useDay();
  const queries = useQueryClient();
  const toast = useToast();
  const { data } = useQuery(connectionsQuery);
  const [ending, setEnding] = useState<{ id: string; name: string }>();
  const end = useMutation({
    mutationFn: ({ id }: { id: string; name: string }) =>
      answer(api.DELETE('/api/v1/connections/{connectionId}', { params: { path: { connectionId: id } } })),
    onSuccess: (_done, { name }) => {
      setEnding(undefined);
      toast({ text: t('connections.ended', { name }) });
      return queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
    },
  });
  return (
    <Section look="margin" id="connections" title={t('connections.title')} lead={t('connections.lead')}>
      {data?.items.length === 0 && <p className={styles.soft}>{t('connections.none')}</p>}
      {data && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map(({ id, client: { name, host }, scopes, since, usedAt }) => (
            <li key={id} className={styles.item}>
              <span className={styles.what}>
                <span className={styles.name}>{name}</span>
                <span className={styles.small}>
                  {scopeTexts(scopes)
                    .map((text) => t(`scope.${text}.title`))
                    .join(' · ')}
                </span>
                <span className={styles.small}>
                  {host} · {t('connections.since', { date: day(since) })} ·{' '}
                  {usedAt ? t('connections.used', { date: day(usedAt) }) : t('connections.never')}
                </span>
              </span>
              <Button variant="quiet" size="small" onClick={() => setEnding({ id, name })} aria-label={t('connections.endNamed', { name })}>
                {t('connections.end')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {ending && (
        <ConfirmDialog
          title={t('connections.endTitle')}
          text={t('connections.endText', { name: ending.name })}
          submit={t('connections.endSubmit')}
          error={end.error}
          busy={end.isPending}
          onConfirm={() => end.mutate(ending)}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Section>
  );
}
