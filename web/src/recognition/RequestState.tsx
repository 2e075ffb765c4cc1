import { useTranslation } from 'react-i18next';
import { StatusChip, type StatusTone } from '../ui/StatusChip.tsx';
import type { PreApproval } from './taking-part-queries.ts';

const tones: Record<PreApproval['state'], StatusTone> = {
  draft: 'active',
  submitted: 'info',
  'asked-back': 'caution',
  approved: 'positive',
  declined: 'neutral',
  withdrawn: 'neutral',
};

/** How a request stands, as icon and word. */
export function RequestState({ state }: { state: string }) {
  const { t } = useTranslation('takingPart');
  const known = state as PreApproval['state'];
  return <StatusChip tone={tones[known]}>{t(`request.state.${known}`)}</StatusChip>;
}
