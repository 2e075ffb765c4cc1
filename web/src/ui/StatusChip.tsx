import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon, type IconName } from './Icon.tsx';
import styles from './StatusChip.module.css';

export type StatusTone = 'neutral' | 'active' | 'info' | 'positive' | 'caution' | 'critical';

const icons: Record<StatusTone, IconName> = {
  neutral: 'minus',
  active: 'edit',
  info: 'clock',
  positive: 'check',
  caution: 'not-yet',
  critical: 'alert',
};

export type StatusChipProps = {
  tone?: StatusTone;
  /** The tone brings one; choose another where it says more. */
  icon?: IconName;
  /** The word: "Not yet", "With an evaluator". */
  children: ReactNode;
};

/** The state of a thing, as an icon and a word. Color only helps. */
export function StatusChip({ tone = 'neutral', icon, children }: StatusChipProps) {
  return (
    <span className={cx(styles.chip, styles[tone])}>
      <Icon name={icon ?? icons[tone]} size={16} />
      {children}
    </span>
  );
}
