import type { ReactNode } from 'react';
import styles from './Callout.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './Icon.tsx';

export type Tone = 'info' | 'positive' | 'caution' | 'critical';

const icons: Record<Tone, IconName> = { info: 'info', positive: 'check', caution: 'alert', critical: 'alert' };

export type CalloutProps = {
  tone?: Tone;
  /** The word that says the tone without colour, or a short title that does: "Not saved", "Good to know". */
  title: ReactNode;
  children?: ReactNode;
  /** What one can do about it: a Button or two. */
  actions?: ReactNode;
  icon?: IconName;
  /** Appeared after an action, so it is spoken: `polite` for news, `assertive` for what went wrong. */
  live?: 'polite' | 'assertive';
};

/** A remark in the flow of a page. Says what happened, what was kept, what to do. */
export function Callout({ tone = 'info', title, children, actions, icon, live }: CalloutProps) {
  return (
    <div className={cx(styles.callout, styles[tone])} {...(live && { role: live === 'assertive' ? 'alert' : 'status' })}>
      <Icon name={icon ?? icons[tone]} className={styles.icon} />
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {children && <div className={styles.text}>{children}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
