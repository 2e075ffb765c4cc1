import styles from './charts.module.css';

/** Names what is drawn with which pen. */
export function Legend({ series, shape }: { series: readonly string[]; shape: 'line' | 'block' }) {
  return (
    <ul className={styles.legend}>
      {series.map((name, index) => (
        <li key={name} className={styles.named}>
          <svg className={styles.sample} viewBox="0 0 28 12" aria-hidden="true">
            {shape === 'line' ? (
              <line x1="0" x2="28" y1="6" y2="6" className={styles.line} data-pen={index + 1} />
            ) : (
              <rect x="2" y="0" width="12" height="12" className={styles.block} data-pen={index + 1} />
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
