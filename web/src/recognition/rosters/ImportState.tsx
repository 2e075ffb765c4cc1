import { useTranslation } from 'react-i18next';
import { StatusChip, type StatusTone } from '../../ui/StatusChip.tsx';
import type { RosterImport } from './rosters-queries.ts';

const tones: Record<RosterImport['state'], StatusTone> = {
  reading: 'info',
  checking: 'info',
  checked: 'active',
  applying: 'info',
  applied: 'positive',
  undoing: 'info',
  undone: 'neutral',
  discarded: 'neutral',
};

/** How an import stands. */
export function ImportState({ state, problems }: Pick<RosterImport, 'state' | 'problems'>) {
  const { t } = useTranslation('rosters');
  if (state === 'checked' && problems > 0) return <StatusChip tone="critical">{t('imports.states.wrong')}</StatusChip>;
  return <StatusChip tone={tones[state]}>{t(`imports.states.${state}`)}</StatusChip>;
}
