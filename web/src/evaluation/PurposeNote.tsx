import { useTranslation } from 'react-i18next';
import { Callout } from '../ui/Callout.tsx';
import type { Evaluation } from './types.ts';

/** Why one reads this, where it is more than a first reading. */
export function PurposeNote({ evaluation: { purpose, others } }: { evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  if (purpose === 'adjudication')
    return (
      <Callout icon="people" title={t('desk.thirdReading')}>
        {t(others.length ? 'desk.thirdAtOnce' : 'desk.thirdText')}
      </Callout>
    );
  if (purpose === 'appeal')
    return (
      <Callout icon="flag" title={t('desk.appealReading')}>
        {t('desk.appealText')}
      </Callout>
    );
  if (purpose === 'calibration')
    return (
      <Callout icon="star" title={t('desk.calibrationReading')}>
        {t('desk.calibrationText')}
      </Callout>
    );
  return null;
}
