import { useRef } from 'react';
import { Button } from '../ui/Button.tsx';

export interface CsvButtonProps {
  /** What the file is for; also the name of the field behind the button. */
  label: string;
  /** What the button says while the file is looked at. */
  busyLabel: string;
  busy: boolean;
  onChoose(file: File): void;
}

/** Chooses a CSV file. */
export function CsvButton({ label, busyLabel, busy, onChoose }: CsvButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,text/csv"
        aria-label={label}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = ''; // the same file, put right, may be chosen again
          if (file) onChoose(file);
        }}
      />
      <Button icon="upload" busy={busy} onClick={() => input.current?.click()}>
        {busy ? busyLabel : label}
      </Button>
    </>
  );
}
