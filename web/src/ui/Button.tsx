import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Link, type LinkProps } from './Link.tsx';

type Look = {
  /** One primary a view; secondary beside it; quiet in lists and toolbars; danger for what cannot be undone. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'medium' | 'large' | 'small';
  icon?: IconName;
  iconAfter?: IconName;
  /** Hides the text visually; it still names the button. Needs an icon. */
  iconOnly?: boolean;
  /** Fills the line it stands in. */
  wide?: boolean;
  children: ReactNode;
};

export type ButtonProps = Look &
  (
    | (Omit<LinkProps, 'children'> & { busy?: undefined })
    | (Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
        href?: undefined;
        /** The work has begun: further presses do nothing, focus stays. Change the text too ("Submitting…"). */
        busy?: boolean | undefined;
      })
  );

/**
 * Does something, or with `href` goes somewhere in the clothes of a button. The text says what happens.
 * A plain button unless `type="submit"` is given, so that a stray one never sends a form.
 */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  iconAfter,
  iconOnly,
  wide,
  children,
  className,
  ...rest
}: ButtonProps) {
  const classes = cx(styles.button, styles[variant], styles[size], iconOnly && styles.iconOnly, wide && styles.wide, className);
  const content = (busy?: boolean) => (
    <>
      {busy ? <Icon name="sync" className={styles.spinner} /> : icon && <Icon name={icon} size={size === 'small' ? 16 : 20} />}
      <span className={iconOnly ? 'visually-hidden' : undefined}>{children}</span>
      {iconAfter && <Icon name={iconAfter} size={size === 'small' ? 16 : 20} />}
    </>
  );
  if (rest.href !== undefined) {
    const { busy: _, ...link } = rest;
    return (
      <Link {...link} className={classes}>
        {content()}
      </Link>
    );
  }
  const { busy, type = 'button', onClick, href: _, ...button } = rest;
  return (
    <button
      {...button}
      type={type}
      className={classes}
      {...(busy && { 'aria-disabled': true, 'aria-busy': true })}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {content(busy)}
    </button>
  );
}
