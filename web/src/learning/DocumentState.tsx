import { useTranslation } from 'react-i18next';
import { clock } from '../portfolio/dates.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { SavedState, type SavedStateName } from '../ui/SavedState.tsx';
import type { SavedDocument } from './saved-document.ts';

/** Whether all that was written here is safe. */
export function DocumentSaved({ of }: { of: SavedDocument<unknown> }) {
  const { t } = useTranslation('portfolio');
  const { state, savedAt } = of;
  const look: SavedStateName = state === 'signed-out' ? 'offline' : state === 'closed' ? 'failed' : state;
  return (
    <SavedState state={look}>
      {state === 'saved' && savedAt ? t('saved.savedAt', { time: clock(savedAt) }) : t(`saved.${state}`)}
    </SavedState>
  );
}

/** Where a document was changed elsewhere meanwhile: one chooses which of the two goes on. */
export function DocumentConflict({ of }: { of: SavedDocument<unknown> }) {
  const { t } = useTranslation('learning');
  if (of.state !== 'conflict') return null;
  return (
    <Callout
      tone="caution"
      live="assertive"
      title={t('conflict.title')}
      actions={
        <>
          <Button onClick={() => of.resolve('mine')}>{t('conflict.mine')}</Button>
          <Button onClick={() => of.resolve('theirs')}>{t('conflict.theirs')}</Button>
        </>
      }
    >
      {t('conflict.text')}
    </Callout>
  );
}
