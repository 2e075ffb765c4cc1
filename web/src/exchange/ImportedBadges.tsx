import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ConfirmDialog } from '../identity/ConfirmDialog.tsx';
import { useDay } from '../identity/use-day.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './exchange.module.css';
import { importedQuery } from './queries.ts';

/** Badges from elsewhere that programs brought; nothing where there are none. */
export function ImportedBadges() {
  const { t } = useTranslation('exchange');
  const day = useDay();
  const queries = useQueryClient();
  const toast = useToast();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(importedQuery);
  const [removing, setRemoving] = useState<{ id: string; title: string }>();
  const remove = useMutation({
    mutationFn: ({ id }: { id: string; title: string }) =>
      answer(api.DELETE('/api/v1/imported-badges/{badgeId}', { params: { path: { badgeId: id } } })),
    onSuccess: (_done, { title }) => {
      setRemoving(undefined);
      toast({ text: t('imported.removed', { title }) });
      return queries.invalidateQueries({ queryKey: importedQuery.queryKey });
    },
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (!items.length) return null;
  return (
    <Section title={t('imported.title')} lead={t('imported.lead')}>
      <ul className={styles.list}>
        {items.map(({ id, title, issuer, validFrom, verdict, recipient, broughtBy, importedAt }) => (
          <li key={id} className={styles.item}>
            <span className={styles.what}>
              <span className={styles.name}>{title}</span>
              <span className={styles.small}>{t('imported.awarded', { issuer, date: day(validFrom) })}</span>
              <span className={styles.row}>
                {recipient === 'matches' && <StatusChip tone="positive">{t('imported.mine')}</StatusChip>}
                {verdict !== 'valid' && <StatusChip tone="caution">{t('imported.undetermined')}</StatusChip>}
                <span className={styles.small}>
                  {broughtBy
                    ? t('imported.by', { program: broughtBy, date: day(importedAt) })
                    : t('imported.on', { date: day(importedAt) })}
                </span>
              </span>
            </span>
            <Button
              variant="quiet"
              size="small"
              onClick={() => setRemoving({ id, title })}
              aria-label={t('imported.removeNamed', { title })}
            >
              {t('imported.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('imported.more')}
        </Button>
      )}
      {removing && (
        <ConfirmDialog
          title={t('imported.removeTitle')}
          text={t('imported.removeText', { title: removing.title })}
          submit={t('imported.remove')}
          error={remove.error}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Section>
  );
}
