import type { ReactNode } from 'react';
import { Callout } from '../ui/Callout.tsx';
import { problemOf } from './problem-of.ts';

export interface ProblemCalloutProps {
  /** What was thrown; nothing shows nothing. */
  error: unknown;
  /** What one can do about it. */
  actions?: ReactNode;
}

/** Tells what failed and what to do, where it happened, aloud. */
export function ProblemCallout({ error, actions }: ProblemCalloutProps) {
  if (!error) return null;
  const { title, detail } = problemOf(error);
  return (
    <Callout tone="critical" live="assertive" title={title} {...(actions && { actions })}>
      {detail}
    </Callout>
  );
}
