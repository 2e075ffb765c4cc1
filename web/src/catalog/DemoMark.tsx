import { useTranslation } from 'react-i18next';
import { StatusChip } from '../ui/StatusChip.tsx';

/** Says that what one reads belongs to the demo. */
export function DemoMark() {
  const { t } = useTranslation('catalog');
  return (
    <span title={t('demoText')}>
      <StatusChip icon="info">{t('demo')}</StatusChip>
    </span>
  );
}
