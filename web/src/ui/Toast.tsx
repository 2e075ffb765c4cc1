import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './Toast.module.css';

export type ToastMessage = {
  text: ReactNode;
  /** Undo rather than "are you sure". */
  action?: { label: string; run: () => void };
  tone?: 'positive' | 'critical';
  /** How long it stays, in milliseconds; with an action it stays longer. */
  stay?: number;
};

type Shown = ToastMessage & { id: number };

const ToastContext = createContext<(message: ToastMessage) => void>(() => {});

/** Gives the function that shows a toast. Without a ToastRegion above, nothing happens. */
export const useToast = () => use(ToastContext);

export type ToastRegionProps = {
  /** Names the region for screen readers. */
  label: string;
  closeLabel: string;
  children: ReactNode;
};

/** Where quiet news appears: at the lower edge, spoken politely, gone by itself unless pointed at or focused. One for the whole app. */
export function ToastRegion({ label, closeLabel, children }: ToastRegionProps) {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const [held, setHeld] = useState(false);
  const counter = useRef(0);
  const show = useCallback((message: ToastMessage) => {
    counter.current += 1;
    const id = counter.current;
    setToasts((shown) => [...shown.slice(-2), { ...message, id }]);
  }, []);
  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const oldest = useMemo(() => toasts[0], [toasts]);
  useEffect(() => {
    if (!oldest || held) return;
    const timer = setTimeout(() => dismiss(oldest.id), oldest.stay ?? (oldest.action ? 10_000 : 5_000));
    return () => clearTimeout(timer);
  }, [oldest, held, dismiss]);
  return (
    <ToastContext value={show}>
      {children}
      <section
        aria-label={label}
        aria-live="polite"
        className={styles.region}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {toasts.map((toast) => (
          <div key={toast.id} className={styles.toast}>
            <Icon name={toast.tone === 'critical' ? 'alert' : 'check'} />
            <span className={styles.text}>{toast.text}</span>
            {toast.action && (
              <button
                type="button"
                className={styles.action}
                onClick={() => {
                  toast.action?.run();
                  dismiss(toast.id);
                }}
              >
                {toast.action.label}
              </button>
            )}
            <Button variant="quiet" size="small" icon="close" iconOnly className={styles.close} onClick={() => dismiss(toast.id)}>
              {closeLabel}
            </Button>
          </div>
        ))}
      </section>
    </ToastContext>
  );
}
