import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { deskQuery } from '../queries.ts';
import type { Evaluation } from '../types.ts';
import { mayBeAnchor } from './MakeAnchor.tsx';
import styles from './oversight.module.css';
import { useGrant } from './use-grant.ts';

interface LeadActionsProps {
  evaluation: Evaluation;
  onMakeAnchor: () => void;
  /** Asks why it is to be read once more. */
  onFurther: () => void;
}

/** What a lead may do with a decided reading: grant the award, have it read once more, make it an anchor. */
export function LeadActions({ evaluation, onMakeAnchor, onFurther }: LeadActionsProps) {
  const { t } = useTranslation('evaluation');
  const { data: desk } = useQuery(deskQuery);
  const isLead = desk?.organizations.some(({ id, isLead }) => id === evaluation.organization.id && isLead);
  if (!isLead || evaluation.mine || evaluation.state !== 'decided') return null;
  if (evaluation.awaits === 'grant') return <Grant evaluation={evaluation} onFurther={onFurther} />;
  if (!evaluation.outcome || !mayBeAnchor(evaluation)) return null;
  return (
    <p className={styles.offered}>
      <Button size="small" icon="star" onClick={onMakeAnchor}>
        {t('desk.makeAnchor')}
      </Button>
    </p>
  );
}

function Grant({ evaluation, onFurther }: { evaluation: Evaluation; onFurther: () => void }) {
  const { t } = useTranslation('evaluation');
  const grant = useGrant(evaluation);
  return (
    <Callout
      icon="seal"
      title={t('desk.grantTitle')}
      actions={
        <>
          <Button variant="primary" busy={grant.isPending} onClick={() => grant.mutate({ granted: true })}>
            {t('desk.grant')}
          </Button>
          <Button onClick={onFurther}>{t('desk.furtherReading')}</Button>
        </>
      }
    >
      {t('desk.grantText')}
    </Callout>
  );
}
