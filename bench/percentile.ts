/**
 * The value below which a share of the values lies (nearest rank).
 *
 * @param share 0 to 100
 * @returns NaN for no values
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN;
}
