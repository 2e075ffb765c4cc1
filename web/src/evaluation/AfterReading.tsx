import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Callout } from '../ui/Callout.tsx';
import styles from './decided.module.css';
import { levelName } from './guide.ts';
import { evaluationQuery } from './queries.ts';
import type { Evaluation, Part } from './types.ts';

/** What comes after a reading that is not the decision itself: what it waits for, or how a calibration or check went. */
export function AfterReading({ evaluationId, purpose, parts }: { evaluationId: string; purpose: Evaluation['purpose']; parts: Part[] }) {
  const { t } = useTranslation('evaluation');
  const { data } = useQuery({ ...evaluationQuery(evaluationId), queryKey: ['evaluation', evaluationId, 'decided'] });
  if (data?.anchor) return <AnchorResult anchor={data.anchor} parts={parts} />;
  return <p>{data?.awaits ? t(`desk.awaits.${data.awaits}`) : purpose === 'calibration' ? '' : t('desk.readingDoneText')}</p>;
}

/** How close one came to agreed levels, with the reasons where one's own differ. */
export function AnchorResult({ anchor, parts }: { anchor: NonNullable<Evaluation['anchor']>; parts: Part[] }) {
  const { t } = useTranslation('evaluation');
  const { use, exact, adjacent, criteria, levels, met } = anchor;
  return (
    <Callout
      icon="star"
      tone={use === 'drift' || met ? 'positive' : 'caution'}
      title={t(use === 'drift' ? 'desk.anchorDrift' : 'desk.anchorCalibration')}
    >
      <p>{t('desk.anchorText', { exact, adjacent, criteria })}</p>
      {use === 'calibration' && <p>{t(met ? 'desk.anchorMet' : 'desk.anchorNotMet')}</p>}
      <dl className={styles.reasons}>
        {levels.map(({ partId, criterionId, levelId, reason }) => {
          const part = parts.find(({ id }) => id === partId);
          return (
            <div key={`${partId}/${criterionId}`}>
              <dt>{part?.criteria.find(({ id }) => id === criterionId)?.title}</dt>
              <dd>{t('desk.anchorReason', { level: part ? levelName(part, levelId) : levelId, reason })}</dd>
            </div>
          );
        })}
      </dl>
    </Callout>
  );
}
