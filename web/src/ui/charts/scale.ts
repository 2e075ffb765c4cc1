/** Where values stand on a chart. */
export interface Scale {
  /** The value at the top edge. */
  max: number;
  /** Round values for grid lines, from nothing up. */
  ticks: number[];
}

/**
 * A scale from nothing to a round value at or above the largest, with about four steps.
 *
 * @param atMost a natural end, such as 100 percent
 */
export function scaleFor(values: readonly number[], atMost?: number): Scale {
  const largest = Math.max(0, ...values);
  if (atMost !== undefined && largest <= atMost && largest > atMost / 2) return stepped(atMost, atMost / 4);
  if (largest === 0) return { max: 1, ticks: [0] };
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return stepped(Math.ceil(largest / step) * step, step);
}

const stepped = (max: number, step: number): Scale => ({
  max,
  ticks: Array.from({ length: Math.round(max / step) + 1 }, (_, index) => index * step),
});

/** Which of many labels are written so that they do not touch: the last one always, and every n-th before it. */
export function labelled(count: number, room: number): (index: number) => boolean {
  const every = Math.max(1, Math.ceil(count / Math.max(1, room)));
  return (index) => (count - 1 - index) % every === 0;
}
