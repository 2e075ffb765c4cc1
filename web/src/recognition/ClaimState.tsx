import { useTranslation } from 'react-i18next';
import { StatusChip, type StatusTone } from '../ui/StatusChip.tsx';
import type { ClaimState as State } from './pay-queries.ts';

const tones: Record<State, StatusTone> = {
  submitted: 'info',
  held: 'caution',
  posted: 'positive',
  declined: 'critical',
  withdrawn: 'neutral',
  revoked: 'critical',
};

/** How a claim stands. */
export function ClaimState({ state }: { state: State }) {
  const { t } = useTranslation('pay');
  return <StatusChip tone={tones[state]}>{t(`state.${state}`)}</StatusChip>;
}
