import { expect, it } from 'vitest';
import type { LedgerEntry } from '../pay-queries.ts';
import { foldReversals } from './fold-reversals.ts';

const anEntry = (id: string, part: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id,
  kind: 'credit',
  unit: 'CPD credit',
  amount: '1.00',
  earnedOn: '2026-03-01',
  effectiveOn: '2026-03-01',
  recordedAt: '2026-03-01T12:00:00Z',
  closedWith: null,
  reverses: null,
  reversedBy: null,
  reason: null,
  rule: null,
  claims: [],
  startingBalances: [],
  ...part,
});

it('folds an entry with the one that takes it back, and keeps what stands in order', () => {
  const first = anEntry('first');
  const wrong = anEntry('wrong', { reversedBy: 'mirror' });
  const mirror = anEntry('mirror', { reverses: 'wrong', amount: '-1.00' });
  const last = anEntry('last');
  expect(foldReversals([last, mirror, wrong, first])).toEqual({
    standing: [last, first],
    takenBack: [{ entry: wrong, reversal: mirror }],
  });
});

it('shows a mirror whose entry is not among those given, so that the rest adds up', () => {
  const mirror = anEntry('mirror', { reverses: 'elsewhere', amount: '-1.00' });
  expect(foldReversals([mirror]).standing).toEqual([mirror]);
});
