import { Axes, groundFor, heightOf, longestHalf } from './Axes.tsx';
import styles from './charts.module.css';
import { Legend } from './Legend.tsx';
import { scaleFor } from './scale.ts';
import { useWidth } from './use-width.ts';

/** A value that is not known for sure. */
export interface BandPoint {
  low: number;
  middle: number;
  high: number;
}

export interface BandChartProps {
  /** What it shows in a sentence. */
  label: string;
  /** Names along the lower edge, from left to right. */
  names: readonly string[];
  /** At most three, each with a point for every name. */
  series: readonly { name: string; points: readonly BandPoint[] }[];
  format: (value: number) => string;
  /** A natural end of the scale, such as 100 percent. */
  atMost?: number;
}

/** Values over time that are not known for sure: the middle as a line, what it may be as a shade around it. */
export function BandChart({ label, names, series, format, atMost }: BandChartProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const scale = scaleFor(
    series.flatMap(({ points }) => points.map(({ high }) => high)),
    atMost,
  );
  const ground = groundFor(width, 260, format(scale.max));
  const reach = ground.right - ground.left;
  // the first and the last name stand whole under their points, and touch no other
  const inset = longestHalf(names);
  const x = (index: number) =>
    ground.left + inset + (names.length > 1 ? ((reach - 2 * inset) * index) / (names.length - 1) : reach / 2 - inset);
  const y = (value: number) => heightOf(value, scale, ground);
  const path = (values: readonly number[]) => values.map((value, index) => `${x(index)},${y(value)}`);
  return (
    <div ref={frame} className={styles.frame}>
      {series.length > 1 && <Legend series={series.map(({ name }) => name)} shape="line" />}
      <Axes ground={ground} scale={scale} format={format} names={names.map((name, index) => ({ name, x: x(index) }))} label={label}>
        {series.map(({ name, points }, pen) => {
          const last = points.at(-1);
          return (
            <g key={name}>
              <polygon
                points={[...path(points.map(({ high }) => high)), ...path(points.map(({ low }) => low)).reverse()].join(' ')}
                className={styles.wash}
                data-pen={pen + 1}
              />
              <polyline points={path(points.map(({ middle }) => middle)).join(' ')} className={styles.line} data-pen={pen + 1} />
              {last && <circle cx={x(points.length - 1)} cy={y(last.middle)} r="4.5" className={styles.dot} data-pen={pen + 1} />}
            </g>
          );
        })}
        {names.map((name, index) => (
          <rect
            key={name}
            x={x(index) - reach / names.length / 2}
            width={reach / names.length}
            y={ground.top}
            height={ground.bottom - ground.top}
            className={styles.feel}
          >
            <title>{[name, ...series.map((one) => `${one.name}: ${format(one.points[index]?.middle ?? 0)}`)].join('\n')}</title>
          </rect>
        ))}
      </Axes>
    </div>
  );
}
