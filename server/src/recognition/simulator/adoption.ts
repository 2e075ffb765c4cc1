import type { AdoptionCurve } from './simulation.ts';

/**
 * Of those who will take part, which share has begun after so many months: from 0, never falling, towards 1.
 *
 * `logistic`: half of them after `halfwayMonths`, the middle eighty in a hundred within `spreadMonths`; cut so that nobody has begun at 0.
 * `bass`: Bass (1969), with `alone` as the coefficient of innovation and `together` as that of imitation, a year.
 */
export function begunAfter(curve: AdoptionCurve, months: number): number {
  if (months <= 0) return 0;
  if (curve.kind === 'bass') {
    const [p, q] = [curve.alone / 100 / 12, curve.together / 100 / 12];
    if (p === 0) return 0;
    const decay = Math.exp(-(p + q) * months);
    return (1 - decay) / (1 + (q / p) * decay);
  }
  // a tenth and nine tenths of a logistic curve lie 2 ln 9 of its scale apart
  const scale = curve.spreadMonths / (2 * Math.log(9));
  const at = (month: number) => 1 / (1 + Math.exp(-(month - curve.halfwayMonths) / scale));
  return (at(months) - at(0)) / (1 - at(0));
}
