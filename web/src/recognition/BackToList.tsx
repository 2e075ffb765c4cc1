import { Button } from '../ui/Button.tsx';
import styles from './back-to-list.module.css';

/** The way back up from what a desk opened below its list; where both stand beside each other it is not there. */
export function BackToList({ onBack, children }: { onBack: () => void; children: string }) {
  return (
    <p className={styles.back}>
      <Button variant="quiet" size="small" icon="arrow-left" onClick={onBack}>
        {children}
      </Button>
    </p>
  );
}
