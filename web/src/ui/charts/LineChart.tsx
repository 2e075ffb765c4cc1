import { Axes, groundFor, heightOf, longestHalf } from './Axes.tsx';
import styles from './charts.module.css';
import { scaleFor } from './scale.ts';
import { useWidth } from './use-width.ts';

export interface LineChartProps {
  /** What it shows in a sentence. */
  label: string;
  /** From left to right. */
  points: readonly { name: string; value: number }[];
  format: (value: number) => string;
  /** A natural end of the scale, such as 100 percent. */
  atMost?: number;
}

/** One value over time: a line on paper, its last value written at its end. */
export function LineChart({ label, points, format, atMost }: LineChartProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const scale = scaleFor(
    points.map(({ value }) => value),
    atMost,
  );
  const ground = groundFor(width, 240, format(scale.max));
  const reach = ground.right - ground.left;
  // the first and the last name stand whole under their points, and touch no other
  const inset = longestHalf(points.map(({ name }) => name));
  const placed = points.map(({ name, value }, index) => ({
    name,
    value,
    x: ground.left + inset + (points.length > 1 ? ((reach - 2 * inset) * index) / (points.length - 1) : reach / 2 - inset),
    y: heightOf(value, scale, ground),
  }));
  const last = placed.at(-1);
  const line = placed.map(({ x, y }) => `${x},${y}`).join(' ');
  return (
    <div ref={frame} className={styles.frame}>
      <Axes ground={ground} scale={scale} format={format} names={placed} label={label}>
        <polygon points={`${placed[0]?.x},${ground.bottom} ${line} ${last?.x},${ground.bottom}`} className={styles.wash} data-pen="1" />
        <polyline points={line} className={styles.line} data-pen="1" />
        {last && (
          <>
            <circle cx={last.x} cy={last.y} r="4.5" className={styles.dot} data-pen="1" />
            <text x={last.x} y={last.y < ground.top + 18 ? last.y + 22 : last.y - 12} textAnchor="end" className={styles.said}>
              {format(last.value)}
            </text>
          </>
        )}
        {placed.map(({ name, value, x }) => (
          <rect
            key={name}
            x={x - reach / points.length / 2}
            width={reach / points.length}
            y={ground.top}
            height={ground.bottom - ground.top}
            className={styles.feel}
          >
            <title>{`${name}: ${format(value)}`}</title>
          </rect>
        ))}
      </Axes>
    </div>
  );
}
