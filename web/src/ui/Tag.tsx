import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { Link } from './Link.tsx';
import styles from './Tag.module.css';

export type TagProps = {
  children: ReactNode;
  /** Goes to everything with this tag, or, with `remove`, to the list without this filter. */
  href?: string;
  /** The words that name the removing ("Remove filter: Reading"); shows a cross. Works with `href` or `onRemove`. */
  remove?: string;
  onRemove?: () => void;
};

/** A subject, a grade band, a chosen filter. Not a state: for that use StatusChip. */
export function Tag({ children, href, remove, onRemove }: TagProps) {
  const content = (
    <>
      {children}
      {remove && <Icon name="close" size={16} />}
    </>
  );
  if (href)
    return (
      <Link href={href} className={styles.tag} {...(remove && { 'aria-label': remove })} data-action="">
        {content}
      </Link>
    );
  if (remove)
    return (
      <button type="button" className={styles.tag} aria-label={remove} onClick={onRemove} data-action="">
        {content}
      </button>
    );
  return <span className={styles.tag}>{content}</span>;
}
