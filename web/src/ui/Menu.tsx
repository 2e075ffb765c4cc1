import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import buttonStyles from './Button.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './Icon.tsx';
import styles from './Menu.module.css';

export type MenuAction = {
  id: string;
  label: ReactNode;
  /** Plain text of the label, for typing ahead; needed when the label is not a string. */
  text?: string;
  icon?: IconName;
  detail?: ReactNode;
  /** Goes there… */
  href?: string;
  /** …or does this. */
  run?: () => void;
  danger?: boolean;
  disabled?: boolean;
};

export type MenuProps = {
  /** The button: its text, or with `icon` its name. */
  label: ReactNode;
  icon?: IconName;
  /** Shows only the icon; the label names it. */
  iconOnly?: boolean;
  /** Something of one's own on the button: an Avatar. */
  before?: ReactNode;
  variant?: 'secondary' | 'quiet';
  size?: 'medium' | 'small';
  items: readonly MenuAction[];
};

/** A button that unfolds what else can be done. Brings react-aria: for the app, not for public pages. */
export function Menu({ label, icon, iconOnly, before, variant = 'quiet', size = 'medium', items }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton
        className={cx(buttonStyles.button, buttonStyles[variant], buttonStyles[size], iconOnly && buttonStyles.iconOnly, styles.trigger)}
      >
        {before}
        {icon && <Icon name={icon} />}
        <span className={iconOnly ? 'visually-hidden' : undefined}>{label}</span>
        {!iconOnly && <Icon name="chevron-down" size={16} />}
      </AriaButton>
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={6}>
        <AriaMenu className={styles.menu ?? ''} onAction={(key) => items.find((item) => item.id === key)?.run?.()}>
          {items.map((item) => (
            <MenuItem
              key={item.id}
              id={item.id}
              className={cx(styles.item, item.danger && styles.danger)}
              textValue={item.text ?? (typeof item.label === 'string' ? item.label : item.id)}
              isDisabled={item.disabled ?? false}
              {...(item.href && { href: item.href })}
            >
              {item.icon && <Icon name={item.icon} />}
              <span>
                {item.label}
                {item.detail && <span className={styles.detail}>{item.detail}</span>}
              </span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
