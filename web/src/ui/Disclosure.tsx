import type { ReactNode } from 'react';
import styles from './Disclosure.module.css';
import { Icon } from './Icon.tsx';

export type DisclosureProps = {
  title: ReactNode;
  children: ReactNode;
  /** Open at first. */
  open?: boolean;
  /** Disclosures of one name close one another. */
  name?: string;
};

/** More for those who want it: native details, so it opens without scripts and is found by the browser's search. */
export function Disclosure({ title, children, open, name }: DisclosureProps) {
  return (
    <details className={styles.disclosure} {...(open !== undefined && { open })} {...(name && { name })}>
      <summary className={styles.summary}>
        <Icon name="chevron-right" size={16} className={styles.chevron} />
        {title}
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
