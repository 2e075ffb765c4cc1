import { lazy, Suspense } from 'react';
import { Skeleton } from '../ui/Skeleton.tsx';

const Markdown = lazy(() => import('../ui/Markdown.tsx'));

/** Markdown that somebody wrote, once its reader is there. */
export function WrittenText({ children, headingLevel = 4 }: { children: string; headingLevel?: 3 | 4 }) {
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Markdown headingLevel={headingLevel}>{children}</Markdown>
    </Suspense>
  );
}
