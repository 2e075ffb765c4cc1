import type { ReactNode } from 'react';
import styles from './charts.module.css';
import { labelled, type Scale } from './scale.ts';

/** The drawing ground of a chart in pixels. */
export interface Ground {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Pixels that a letter of the axes takes at most: figures of equal width are wider than most letters. */
const letter = 8;

/** Room for the letters of the axes around the drawing. */
export function groundFor(width: number, height: number, longestTick: string): Ground {
  return { width, height, left: Math.max(28, 10 + longestTick.length * letter), right: width - 12, top: 12, bottom: height - 28 };
}

/** Half the width that the longest of some names takes under an axis, in pixels. */
export const longestHalf = (names: readonly string[]): number => (Math.max(...names.map((name) => name.length), 1) * letter) / 2;

/** The height of a value on a ground. */
export const heightOf = (value: number, { max }: Scale, { top, bottom }: Ground): number => bottom - ((bottom - top) * value) / max;

export interface AxesProps {
  ground: Ground;
  scale: Scale;
  format: (value: number) => string;
  /** Names along the lower edge, each with the middle of its place. */
  names: readonly { name: string; x: number }[];
  /** What the chart shows in a sentence. */
  label: string;
  children: ReactNode;
}

/** Paper for a chart: hairlines with round values, names below; what is drawn on it comes as children. */
export function Axes({ ground, scale, format, names, label, children }: AxesProps) {
  const { width, height, left, right, bottom } = ground;
  const longest = Math.max(...names.map(({ name }) => name.length), 1);
  const isWritten = labelled(names.length, Math.floor((right - left) / (longest * letter + 14)));
  return (
    <svg className={styles.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {scale.ticks.map((tick) => {
        const y = heightOf(tick, scale, ground);
        return (
          <g key={tick}>
            <line x1={left} x2={right} y1={y} y2={y} className={tick === 0 ? styles.floor : styles.grid} />
            <text x={left - 8} y={y + 4} textAnchor="end" className={styles.tick}>
              {format(tick)}
            </text>
          </g>
        );
      })}
      {names.map(({ name, x }, index) =>
        isWritten(index) ? (
          <text key={name} x={Math.min(x, right - (name.length * letter) / 2)} y={bottom + 19} textAnchor="middle" className={styles.tick}>
            {name}
          </text>
        ) : null,
      )}
      {children}
    </svg>
  );
}
