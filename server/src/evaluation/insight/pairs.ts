import { bootstrapInterval } from '../agreement/bootstrap.ts';
import { cohensKappa, percentAgreement } from '../agreement/kappa.ts';
import type { DoubleRead } from './double-readings.ts';
import { fewest } from './quality.ts';

/** How two evaluators agree on what both read independently. */
export interface PairAgreement {
  evaluatorIds: [string, string];
  /** Criteria that both read. */
  criteria: number;
  /** Percent of them with the same level. */
  percent: number | null;
  /** Cohen's kappa with linear weights, and its 95 % interval; null where fewer than five submissions were read by both. */
  kappa: number | null;
  low: number | null;
  high: number | null;
}

/** Pairs that are told, those with the most in common. */
const most = 50;

/** The agreement of each pair of evaluators, who read the most together first. */
export function pairsOf(readings: readonly DoubleRead[]): PairAgreement[] {
  const shared = readings.flatMap(({ submissionId, evaluatorIds, heights }) => {
    const read = evaluatorIds.map((id, index) => ({ id, height: heights[index] ?? 0 })).sort((a, b) => (a.id < b.id ? -1 : 1));
    return read.flatMap((one, index) =>
      read.slice(index + 1).map((other) => ({ submissionId, ids: [one.id, other.id], levels: [one.height, other.height] as const })),
    );
  });
  return [...Map.groupBy(shared, ({ ids }) => ids.join('/')).values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, most)
    .map((both) => {
      const submissions = [...Map.groupBy(both, ({ submissionId }) => submissionId).values()];
      const kappa = (sample: readonly (typeof both)[]) =>
        cohensKappa(
          sample.flatMap((one) => one.map(({ levels }) => levels)),
          'linear',
        );
      const value = submissions.length < fewest ? null : kappa(submissions);
      // whole submissions are drawn, because the criteria of one hang together
      const interval = value === null ? null : bootstrapInterval(submissions, kappa, { seed: 1, samples: 500 });
      const percent = percentAgreement(both.map(({ levels }) => levels));
      return {
        evaluatorIds: both[0]?.ids as [string, string],
        criteria: both.length,
        percent: percent === null ? null : percent * 100,
        kappa: value,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
      };
    });
}
