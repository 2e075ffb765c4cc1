import { Assumptions } from './Assumptions.tsx';
import { AdoptionOverTime, CostByYear, EducatorEffect } from './Charts.tsx';
import { Comparison } from './Comparison.tsx';
import { InWords } from './InWords.tsx';
import styles from './simulator.module.css';
import type { ShownSimulation, SimulationResult } from './simulator-queries.ts';

/** What a simulation came to: in words, side by side, as pictures, and what it rests on. */
export function SimulationReport({ shown, result, onPaper }: { shown: ShownSimulation; result: SimulationResult; onPaper: boolean }) {
  return (
    <div className={styles.result}>
      <InWords result={result} />
      <Comparison result={result} />
      <CostByYear result={result} onPaper={onPaper} />
      <AdoptionOverTime result={result} onPaper={onPaper} />
      <EducatorEffect result={result} />
      <Assumptions shown={shown} result={result} />
    </div>
  );
}
