import { Axes, groundFor, heightOf } from './Axes.tsx';
import styles from './charts.module.css';
import { Legend } from './Legend.tsx';
import { scaleFor } from './scale.ts';
import { useWidth } from './use-width.ts';

export interface ColumnChartProps {
  /** What it shows in a sentence. */
  label: string;
  /** The parts that columns are stacked from, the lowest first; at most three. */
  parts: readonly string[];
  /** `open` ones are still to come and drawn as outlines. */
  columns: readonly { name: string; values: readonly number[]; open?: boolean }[];
  format: (value: number) => string;
}

/** Sums by year or kind, stacked from their parts. */
export function ColumnChart({ label, parts, columns, format }: ColumnChartProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const sums = columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const scale = scaleFor(sums);
  const ground = groundFor(width, 240, format(scale.max));
  const place = (ground.right - ground.left) / Math.max(1, columns.length);
  const thick = Math.min(56, place * 0.6);
  const placed = columns.map((column, index) => ({ ...column, x: ground.left + place * (index + 0.5) }));
  return (
    <div ref={frame} className={styles.frame}>
      {parts.length > 1 && <Legend series={parts} shape="block" />}
      <Axes ground={ground} scale={scale} format={format} names={placed} label={label}>
        {placed.map(({ name, values, open, x }) => {
          let below = 0;
          return (
            <g key={name}>
              {values.map((value, part) => {
                const from = heightOf(below, scale, ground);
                below += value;
                const to = heightOf(below, scale, ground);
                return value > 0 ? (
                  <rect
                    key={parts[part]}
                    x={x - thick / 2}
                    y={to}
                    width={thick}
                    height={Math.max(1, from - to - (part > 0 ? 1 : 0))}
                    className={open ? styles.open : styles.block}
                    data-pen={part + 1}
                  >
                    <title>{`${name}, ${parts[part]}: ${format(value)}`}</title>
                  </rect>
                ) : null;
              })}
              <text x={x} y={heightOf(below, scale, ground) - 6} textAnchor="middle" className={styles.said}>
                {below > 0 && place > 60 ? format(below) : ''}
              </text>
            </g>
          );
        })}
      </Axes>
    </div>
  );
}
