import { lazy, Suspense } from 'react';
import styles from './written.module.css';

const Markdown = lazy(() => import('../ui/Markdown.tsx'));

/** What somebody wrote, with its little markup; the bare words until that is loaded. */
export function Written({ children }: { children: string }) {
  return (
    <div className={styles.written}>
      <Suspense fallback={<p>{children}</p>}>
        <Markdown headingLevel={4}>{children}</Markdown>
      </Suspense>
    </div>
  );
}
