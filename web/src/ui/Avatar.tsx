import styles from './Avatar.module.css';
import { cx } from './cx.ts';

export type AvatarProps = {
  /** The person's name; its first and last initials are shown. */
  name: string;
  size?: 'small' | 'medium' | 'large';
  /** The name does not stand beside it. */
  named?: boolean;
};

const initials = (name: string) => {
  const parts = name.trim().split(/\s+/u);
  const first = (part: string | undefined) => [...(part ?? '')][0] ?? '';
  return (first(parts[0]) + (parts.length > 1 ? first(parts.at(-1)) : '')).toLocaleUpperCase();
};

/** A person, by initials; always the same tint for the same name. */
export function Avatar({ name, size = 'medium', named }: AvatarProps) {
  const tint = [...name].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 5;
  return (
    <span
      className={cx(styles.avatar, styles[size], styles[`tint${tint}`])}
      {...(named ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true })}
    >
      {initials(name)}
    </span>
  );
}
