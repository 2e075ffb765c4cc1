import { useTranslation } from 'react-i18next';
import { StatusChip, type StatusTone } from '../ui/StatusChip.tsx';
import type { Journey } from './queries.ts';

const tones: Record<Journey['state'], StatusTone> = {
  drafting: 'active',
  submitted: 'info',
  'not-yet': 'caution',
  earned: 'positive',
  withdrawn: 'neutral',
};

/** The state of a journey in a word. */
export function StateChip({ state, inEvaluation }: { state: Journey['state']; inEvaluation: boolean }) {
  const { t } = useTranslation('portfolio');
  return (
    <StatusChip tone={tones[state]}>{t(state === 'submitted' && inEvaluation ? 'states.inEvaluation' : `states.${state}`)}</StatusChip>
  );
}
