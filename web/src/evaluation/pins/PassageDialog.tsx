import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { type Passage, passageOf } from './pin.ts';

interface PassageDialogProps {
  text: string;
  onPick: (passage: Passage) => void;
  onClose: () => void;
}

/** The words of an answer, to choose a passage from by key, by touch or by pointer: in a text field, selecting works with all three. */
export function PassageDialog({ text, onPick, onClose }: PassageDialogProps) {
  const { t } = useTranslation('evaluation');
  const root = useRef<HTMLDivElement>(null);
  const [isMissing, setMissing] = useState(false);
  const pick = () => {
    const area = root.current?.querySelector('textarea');
    const passage = area && passageOf(text, area.selectionStart, area.selectionEnd);
    if (passage) return onPick(passage);
    setMissing(true);
    area?.focus();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('pins.passageTitle')}
      closeLabel={t('close')}
      actions={
        <Button variant="primary" onClick={pick}>
          {t('pins.passageDo')}
        </Button>
      }
    >
      <div ref={root}>
        <TextArea
          label={t('pins.passageLabel')}
          hint={t('pins.passageHint')}
          error={isMissing ? t('pins.passageMissing') : undefined}
          // in a field that is read-only, not every browser lets keys select
          aria-readonly
          inputMode="none"
          onChange={() => undefined}
          rows={8}
          value={text}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            pick();
          }}
        />
      </div>
    </Dialog>
  );
}
