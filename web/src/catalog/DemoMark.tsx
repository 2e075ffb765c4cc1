import { useTranslation } from 'react-i18next';
import { StatusChip } from '../ui/StatusChip.tsx';

/** Says that what one reads belongs to the demo; the page says in its small print what that means. */
export function DemoMark() {
  const { t } = useTranslation('catalog');
  return <StatusChip icon="info">{t('demo')}</StatusChip>;
}
