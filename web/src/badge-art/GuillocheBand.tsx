import { bandHeight, bandWidth, guilloche } from '@brevet/badge-art';
import { useId } from 'react';
import styles from './GuillocheBand.module.css';

export type GuillocheBandProps = {
  /** The same seed gives the same band. */
  seed: string;
};

/** An engraved ribbon across the width it is given, in the color of the text around it. Ornament: once a page, where something earned is named. */
export function GuillocheBand({ seed }: GuillocheBandProps) {
  const id = `g${useId().replace(/[^a-zA-Z0-9]/g, '')}`;
  return (
    <svg className={styles.band} height={bandHeight} width="100%" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={id} width={bandWidth} height={bandHeight} patternUnits="userSpaceOnUse">
          <path d={guilloche({ seed })} fill="none" stroke="currentColor" strokeWidth="0.6" />
        </pattern>
      </defs>
      <rect width="100%" height={bandHeight} fill={`url(#${id})`} />
    </svg>
  );
}
