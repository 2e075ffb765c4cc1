import { useTranslation } from 'react-i18next';
import { SavedState, type SavedStateName } from '../ui/SavedState.tsx';
import type { SaverState } from './answer-saver.ts';
import { clock } from './dates.ts';
import { useWriting } from './journey-writing.ts';

const looks: Record<SaverState, SavedStateName> = {
  saved: 'saved',
  unsaved: 'unsaved',
  saving: 'saving',
  offline: 'offline',
  'signed-out': 'offline',
  conflict: 'conflict',
  failed: 'failed',
  closed: 'failed',
};

/** Whether all that was written here is safe. */
export function SavedLine() {
  const { t } = useTranslation('portfolio');
  const { state, savedAt } = useWriting();
  const text = state === 'saved' && savedAt ? t('saved.savedAt', { time: clock(savedAt) }) : t(`saved.${state}`);
  return <SavedState state={looks[state]}>{text}</SavedState>;
}
