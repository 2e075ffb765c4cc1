import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import { Link } from './Link.tsx';
import styles from './Steps.module.css';

export type Step = {
  id: string;
  title: ReactNode;
  state: 'done' | 'current' | 'ahead';
  /** The state as a word for those who do not see the marks: "Done", "You are here", "Ahead". */
  stateLabel: string;
  detail?: ReactNode;
  href?: string;
};

export type StepsProps = {
  /** Names the list for screen readers. */
  label: string;
  steps: readonly Step[];
  /** Stays upright on wide screens too: beside the work. */
  upright?: boolean;
};

/** The way from selecting to sharing, or any few steps in order: a line one walks along. */
export function Steps({ label, steps, upright }: StepsProps) {
  return (
    <ol aria-label={label} className={cx(styles.steps, !upright && styles.lying)}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          className={cx(styles.step, styles[step.state])}
          {...(step.state === 'current' && { 'aria-current': 'step' as const })}
        >
          <span className={styles.mark} aria-hidden="true">
            {step.state === 'done' ? <Icon name="check" size={16} /> : index + 1}
          </span>
          <span className={styles.text}>
            <span className={styles.title}>
              {step.href ? <Link href={step.href}>{step.title}</Link> : step.title}
              <span className="visually-hidden"> ({step.stateLabel})</span>
            </span>
            {step.detail && <span className={styles.detail}>{step.detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
