import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import type { FileKind } from './file-kinds.ts';
import styles from './portfolio.module.css';

/** What a phone takes by itself. */
type Captured = Exclude<FileKind, 'document'>;
export const isCaptured = (kind: FileKind): kind is Captured => kind !== 'document';

export interface CaptureButtonProps {
  kind: Captured;
  /** What is asked for, for screen readers. */
  title: string;
  onTaken: (files: File[]) => void;
}

/** Straight to the phone's camera or recorder. One button a kind: a phone that is offered two opens only one of them. */
export function CaptureButton({ kind, title, onTaken }: CaptureButtonProps) {
  const { t } = useTranslation('portfolio');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="small" icon={kind} className={styles.onTouch} onClick={() => input.current?.click()}>
        {t(`evidence.capture.${kind}`)}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={`${kind}/*`}
        capture={kind === 'audio' ? true : 'environment'}
        aria-label={`${t(`evidence.capture.${kind}`)}: ${title}`}
        onChange={(event) => {
          onTaken([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
