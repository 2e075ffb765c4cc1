import styles from './oversight.module.css';

/** Steps as bars, each with its number beside it: a list to those who hear it. */
export function Funnel({ steps }: { steps: { name: string; count: number }[] }) {
  const most = Math.max(1, ...steps.map(({ count }) => count));
  return (
    <ol className={styles.funnel}>
      {steps.map(({ name, count }) => (
        <li key={name} className={styles.step}>
          <span>{name}</span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ inlineSize: `${(100 * count) / most}%` }} />
          </span>
          <span className={styles.count}>{count}</span>
        </li>
      ))}
    </ol>
  );
}

/** How often each level was set, as a strip with its counts in words. */
export function LevelStrip({ levels }: { levels: { name: string; count: number }[] }) {
  const all = levels.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={styles.strip}>
      <div className={styles.stripBar} aria-hidden="true">
        {levels.map(({ name, count }, height) => (
          <span
            key={name}
            className={styles.stripPart}
            style={{ flexGrow: count, opacity: 0.35 + (0.65 * (height + 1)) / levels.length }}
            data-empty={count === 0 || undefined}
          />
        ))}
      </div>
      <span className={styles.stripWords}>{all ? levels.map(({ name, count }) => `${name} ${count}`).join(' · ') : '–'}</span>
    </div>
  );
}

const [width, height, edge] = [640, 180, 40];

/** Percent of criteria with the same level, month by month. Its table stands below. */
export function AgreementLine({
  months,
  label,
  nameOf,
}: {
  months: { month: string; percent: number | null }[];
  label: string;
  nameOf: (month: string) => string;
}) {
  const points = months.map(({ month, percent }, index) => ({
    month,
    percent,
    x: edge + (months.length > 1 ? (index * (width - 2 * edge)) / (months.length - 1) : (width - 2 * edge) / 2),
    y: percent === null ? null : height - edge - ((height - 2 * edge) * percent) / 100,
  }));
  const path = points.flatMap(({ x, y }) => (y === null ? [] : [`${x},${y}`])).join(' ');
  return (
    <svg className={styles.line} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {[0, 50, 100].map((percent) => {
        const y = height - edge - ((height - 2 * edge) * percent) / 100;
        return (
          <g key={percent}>
            <line x1={edge} x2={width - edge} y1={y} y2={y} className={styles.grid} />
            <text x={edge - 6} y={y + 4} className={styles.tick} textAnchor="end">
              {percent}
            </text>
          </g>
        );
      })}
      <polyline points={path} className={styles.curve} />
      {points.map(({ month, x, y }, index) => (
        <g key={month}>
          {y !== null && <circle cx={x} cy={y} r="4" className={styles.dot} />}
          {(index === 0 || index === points.length - 1) && (
            <text x={x} y={height - 6} className={styles.tick} textAnchor={points.length === 1 ? 'middle' : index === 0 ? 'start' : 'end'}>
              {nameOf(month)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
