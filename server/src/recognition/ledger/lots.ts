import { addMonths } from '../incentives/terms.ts';
import type { AwardFact } from './facts.ts';
import type { Hundredths } from './hundredths.ts';

/** Something that waits, with the dates it may be reckoned from and what it came from. */
export interface Lot {
  award: string;
  proof: string;
  posting: string;
  /** Hundredths of a credit or an hour; 100 for an award. */
  amount: Hundredths;
  claimIds: readonly string[];
  startingBalanceIds: readonly string[];
}

/** An award as something that may wait. */
export function lotOf({ claimId, earnedOn, proofOn, postedOn }: AwardFact): Lot {
  return { award: earnedOn, proof: proofOn, posting: postedOn, amount: 100, claimIds: [claimId], startingBalanceIds: [] };
}

/** What did not wait too long by a date. */
export function withoutLapsed(waiting: Lot[], months: number | null, date: string): Lot[] {
  return months === null ? waiting : waiting.filter(({ award }) => addMonths(award, months) >= date);
}

/** Takes an amount from what waits, the oldest first; a lot may be taken in part. */
export function takeFrom(waiting: Lot[], amount: Hundredths): Lot {
  const taken: Lot[] = [];
  let missing = amount;
  while (missing > 0) {
    const [oldest] = waiting;
    if (!oldest) break;
    const part = Math.min(missing, oldest.amount);
    taken.push({ ...oldest, amount: part });
    missing -= part;
    if (part === oldest.amount) waiting.shift();
    else waiting[0] = { ...oldest, amount: oldest.amount - part };
  }
  return joinLots(taken);
}

/** What several lots are together: due when the last of them is. */
export function joinLots(lots: readonly Lot[]): Lot {
  const last = (of: 'award' | 'proof' | 'posting') => lots.reduce((latest, lot) => (lot[of] > latest ? lot[of] : latest), '');
  return {
    award: last('award'),
    proof: last('proof'),
    posting: last('posting'),
    amount: lots.reduce((total, { amount }) => total + amount, 0),
    claimIds: [...new Set(lots.flatMap(({ claimIds }) => claimIds))].sort(),
    startingBalanceIds: [...new Set(lots.flatMap(({ startingBalanceIds }) => startingBalanceIds))].sort(),
  };
}
