import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOfRaises, monthAfter, monthNumber, monthOf } from './raises.ts';
import { isTold, smallestCell, toldRows } from './small-cells.ts';

const month = fc.integer({ min: 2000 * 12, max: 2040 * 12 }).map(monthOf);
const raises = fc.array(fc.tuple(month, fc.integer({ min: -60_000, max: 60_000 })), { maxLength: 30 });

describe('what raises cost', () => {
  it('a raise of $400 costs a twelfth of it a month, from the month it takes effect', () => {
    const raise: [string, number][] = [['2026-02', 40_000]];
    expect(costOfRaises(raise, '2026-01', '2026-01')).toBe(0);
    expect(costOfRaises(raise, '2026-02', '2026-02')).toBe(3333);
    expect(costOfRaises(raise, '2025-07', '2026-06')).toBe(16_667);
    expect(costOfRaises(raise, '2026-07', '2027-06')).toBe(40_000);
  });

  it('a raise taken back costs nothing at all', () => {
    fc.assert(
      fc.property(raises, month, fc.nat({ max: 200 }), (some, from, length) => {
        const undone = [...some, ...some.map(([at, amount]): [string, number] => [at, -amount])];
        expect(costOfRaises(undone, from, monthAfter(from, length))).toBe(0);
      }),
    );
  });

  it('whole years cost the yearly amounts, to the cent', () => {
    fc.assert(
      fc.property(raises, fc.integer({ min: 1, max: 12 }), (some, years) => {
        const from = '2041-01';
        const sum = some.reduce((total, [, amount]) => total + amount, 0);
        expect(costOfRaises(some, from, monthAfter(from, 12 * years - 1))).toBe(sum === 0 ? 0 : sum * years);
      }),
    );
  });

  it('months are counted without a gap', () => {
    fc.assert(
      fc.property(month, (some) => {
        expect(monthNumber(monthAfter(some, 1))).toBe(monthNumber(some) + 1);
      }),
    );
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
  });
});

describe('small cells', () => {
  const counts = fc.array(fc.nat({ max: 40 }), { maxLength: 20 });

  it('tells nothing about fewer than five, but that there is nobody', () => {
    expect([0, 1, 4, 5, 40].map(isTold)).toEqual([true, false, false, true, true]);
    fc.assert(
      fc.property(counts, (educators) => {
        for (const [index, told] of toldRows(educators).entries())
          if (told) expect(educators[index] === 0 || (educators[index] ?? 0) >= smallestCell).toBe(true);
      }),
    );
  });

  it('what is kept back cannot be reckoned from the total: it is never one row alone where others are told', () => {
    fc.assert(
      fc.property(counts, (educators) => {
        const told = toldRows(educators);
        const [kept, shown] = [told.filter((is) => !is).length, educators.filter((count, index) => told[index] && count > 0).length];
        if (kept === 1) expect(shown).toBe(0);
      }),
    );
    expect(toldRows([12, 3, 9, 20])).toEqual([true, false, false, true]);
  });
});
