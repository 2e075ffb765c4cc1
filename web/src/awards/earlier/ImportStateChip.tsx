import { useTranslation } from 'react-i18next';
import { StatusChip, type StatusTone } from '../../ui/StatusChip.tsx';
import type { Import } from './queries.ts';

const tones: Record<Import['state'], StatusTone> = {
  checking: 'info',
  checked: 'caution',
  issuing: 'info',
  issued: 'positive',
  cancelled: 'neutral',
};

/** How far a file of earlier awards is. */
export function ImportStateChip({ state }: { state: Import['state'] }) {
  const { t } = useTranslation('earlier');
  return <StatusChip tone={tones[state]}>{t(`state.${state}`)}</StatusChip>;
}
