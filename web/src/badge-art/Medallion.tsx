import { type BadgeArtOptions, badgeArt } from '@brevet/badge-art';
import { useId } from 'react';
import { cx } from '../ui/cx.ts';
import styles from './Medallion.module.css';

export type MedallionProps = Omit<BadgeArtOptions, 'idPrefix' | 'cut' | 'size' | 'ink'> & {
  /** Edge in px: 48, 64, 96 in lists, 160 beside a title, 320 and more where it is the page. */
  size: number;
  /** `outline` is the one-ink drawing in the color of the text: not earned yet, print. */
  look?: 'color' | 'outline';
  /** The name already stands beside it: hidden from screen readers. */
  decorative?: boolean;
  /** Settles into place once, at the moment of the award; still where motion is unwanted. */
  reveal?: boolean;
};

/** A micro-credential's or stack's badge, drawn in place; the same picture everywhere, cut for its size. */
export function Medallion({ size, look = 'color', decorative, reveal, ...badge }: MedallionProps) {
  const idPrefix = `m${useId().replace(/[^a-zA-Z0-9]/g, '')}`;
  const art = badgeArt({ ...badge, idPrefix, size, cut: size < 120 ? 'small' : 'large', ink: look === 'outline' ? 'mono' : 'color' });
  return (
    <span
      className={cx(styles.medallion, reveal && styles.reveal)}
      {...(decorative && { 'aria-hidden': true })}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: badgeArt escapes the only text in it; tested with generated titles
      dangerouslySetInnerHTML={{ __html: art }}
    />
  );
}
