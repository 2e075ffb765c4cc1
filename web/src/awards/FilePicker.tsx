import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import styles from './FilePicker.module.css';

export interface FilePickerProps {
  file: File | null;
  onChoose: (file: File | null) => void;
}

/** Chooses the file of a badge. */
export function FilePicker({ file, onChoose }: FilePickerProps) {
  const { t } = useTranslation('awards');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".png,.svg,.json,.jsonld,.jwt,image/png,image/jpeg,image/webp,image/svg+xml,application/json,application/ld+json"
        aria-label={t('verify.file')}
        onChange={(event) => {
          onChoose(event.target.files?.[0] ?? null);
          // the same file may be chosen again
          event.target.value = '';
        }}
      />
      <Button icon="upload" onClick={() => input.current?.click()}>
        {t('verify.file')}
      </Button>
      <p className={styles.hint}>{file ? file.name : t('verify.fileHint')}</p>
    </div>
  );
}
