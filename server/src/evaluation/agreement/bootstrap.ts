/** An interval that holds a figure with the given confidence. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * A confidence interval by resampling things with replacement (percentile bootstrap, Efron 1979): no assumption about how levels are
 * distributed. Seeded, so that the same data always gives the same interval.
 *
 * @param statistic null where it is not defined on a sample; such samples are left out
 * @param options.samples how many; 1000 unless told
 * @param options.confidence from 0 to 1; 0.95 unless told
 * @returns null with fewer than two things, or when hardly any sample has a value
 */
export function bootstrapInterval<Unit>(
  units: readonly Unit[],
  statistic: (sample: Unit[]) => number | null,
  { seed, samples = 1000, confidence = 0.95 }: { seed: number; samples?: number; confidence?: number },
): Interval | null {
  if (units.length < 2) return null;
  const random = randomFrom(seed);
  const values: number[] = [];
  for (let count = 0; count < samples; count += 1) {
    const sample = Array.from(units, () => units[Math.floor(random() * units.length)] as Unit);
    const value = statistic(sample);
    if (value !== null) values.push(value);
  }
  if (values.length < samples / 2) return null;
  values.sort((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  return { low: quantile(values, tail), high: quantile(values, 1 - tail) };
}

/**
 * A quantile of sorted values, between neighbours where it falls between (type 7 of Hyndman & Fan 1996).
 *
 * @param at 0 (least) to 1 (greatest)
 */
export function quantile(sorted: readonly number[], at: number): number {
  const place = (sorted.length - 1) * at;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** Numbers from 0 to below 1 that follow from a seed (mulberry32): enough for resampling, nothing for secrets. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
