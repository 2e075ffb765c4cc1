import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFigure } from '../../ui/charts/ChartFigure.tsx';
import styles from './simulator.module.css';

export interface FiguredProps {
  chart: ReactNode;
  table: ReactNode;
  /** On the page for the board nothing has to be opened: paper cannot be. */
  onPaper: boolean;
}

/** A picture and its table: behind it on screen, under it on paper. */
export function Figured({ chart, table, onPaper }: FiguredProps) {
  const { t } = useTranslation('simulator');
  if (onPaper)
    return (
      <figure className={styles.pair}>
        {chart}
        {table}
      </figure>
    );
  return (
    <ChartFigure table={table} tableLabel={t('tableOf')}>
      {chart}
    </ChartFigure>
  );
}
