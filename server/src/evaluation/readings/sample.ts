import { createHash } from 'node:crypto';
import type { EvaluationSettings } from '../settings/settings.ts';

/**
 * Whether something falls into a share of all, by a seed: the same answer for ever, about `percent` of all ids, and not to be guessed
 * without the seed.
 *
 * @param about keeps different samples of the same ids apart, e.g. `second-reading`
 * @param percent 0 (none) to 100 (all)
 */
export function isSampled(seed: string, about: string, id: string, percent: number): boolean {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, about, id]))
    .digest();
  // 48 bits of it as a number from 0 to below 1
  return hash.readUIntBE(0, 6) / 2 ** 48 < percent / 100;
}

/** How many evaluators read a submission independently. */
export function readingsFor(
  { secondReading, sampleShare, sampleSeed }: Pick<EvaluationSettings, 'secondReading' | 'sampleShare' | 'sampleSeed'>,
  submissionId: string,
): 1 | 2 {
  if (secondReading === 'all') return 2;
  if (secondReading === 'none') return 1;
  return isSampled(sampleSeed, 'second-reading', submissionId, sampleShare) ? 2 : 1;
}
