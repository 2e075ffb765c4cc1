import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { problemOf } from '../shell/problem-of.ts';
import { Button } from '../ui/Button.tsx';
import { useToast } from '../ui/Toast.tsx';
import type { IssuedAward } from './answers.ts';
import styles from './issued.module.css';
import type { StandingChange } from './StandingDialog.tsx';

export interface StandingActionsProps {
  award: IssuedAward;
  organizationId: string;
  /** Asks for the reason first. */
  onAsk: (change: StandingChange) => void;
}

/** What can be done to the standing of an award. Lifting a suspension takes nothing from anybody, so it is done at once. */
export function StandingActions({ award, organizationId, onAsk }: StandingActionsProps) {
  const { t } = useTranslation('keeping');
  const queries = useQueryClient();
  const toast = useToast();
  const { id, title, earner: name } = award;
  const lift = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/awards/{awardId}/suspension', { params: { path: { awardId: id } } })),
    onSuccess: () => toast({ text: t('issued.lift.done', { name }), tone: 'positive' }),
    onError: (error) => toast({ text: problemOf(error).detail, tone: 'critical' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['organization', organizationId, 'awards'] }),
  });
  if (award.revoked) return null;
  return (
    <span className={styles.row}>
      {award.suspended ? (
        <Button
          variant="quiet"
          size="small"
          busy={lift.isPending}
          aria-label={t('issued.lift.for', { title, name })}
          onClick={() => lift.mutate()}
        >
          {t('issued.lift.submit')}
        </Button>
      ) : (
        <Button variant="quiet" size="small" aria-label={t('issued.suspend.for', { title, name })} onClick={() => onAsk('suspend')}>
          {t('issued.suspend.open')}
        </Button>
      )}
      <Button variant="quiet" size="small" aria-label={t('issued.revoke.for', { title, name })} onClick={() => onAsk('revoke')}>
        {t('issued.revoke.open')}
      </Button>
    </span>
  );
}
