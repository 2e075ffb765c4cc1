import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';

interface PinButtonProps {
  onClick: () => void;
  children: ReactNode;
}

/** Begins a comment on a piece of the work; the key `c` finds it by its mark. */
export function PinButton({ onClick, children }: PinButtonProps) {
  return (
    <Button
      size="small"
      variant="quiet"
      icon="message"
      data-pin=""
      aria-keyshortcuts="c"
      // a press must not take a selection away
      onPointerDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
