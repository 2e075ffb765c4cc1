import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAwardFact, aRule, aRuleVersion, arbitraryFacts, arbitraryVersions, balances, someFacts } from '../../testing/recognition.ts';
import type { EffectiveRule } from '../incentives/rule.ts';
import { entriesToReach } from './entries-to-reach.ts';
import type { Facts } from './facts.ts';
import { readRulebook } from './rulebook.ts';
import { worth } from './worth.ts';

const cpd = { kind: 'credit', unit: 'CPD credit' } as const;
const everyTwo = aRuleVersion({ rule: aRule({ value: { kind: 'every', awards: 2, pays: cpd, amount: '1' } }) });
const byDifficulty = aRuleVersion({
  rule: aRule({ value: { kind: 'by-difficulty', pays: { kind: 'base-salary' }, amounts: { 1: '200', 2: '400', 3: '600' } } }),
});

describe('the two figures of the report', () => {
  it('every 2 awards make 1 CPD credit, the third waits, and a revocation reverses', () => {
    const rulebook = readRulebook([everyTwo], []);
    const [first, second, third] = [anAwardFact(), anAwardFact(), anAwardFact()] as const;
    const after = (...awards: Facts['awards']) => worth(someFacts({ awards }), rulebook);

    expect(after(first).allocations).toEqual([]);
    expect(balances(after(first, second).allocations)).toEqual({ 'credit/CPD credit': 100 });
    const three = after(first, second, third);
    expect(balances(three.allocations)).toEqual({ 'credit/CPD credit': 100 });
    expect(three.standings.get(everyTwo.incentiveId)?.waiting).toMatchObject([{ claimIds: [third.claimId] }]);

    // the first is revoked: the one that waited takes its place
    const { reversals, additions } = entriesToReach(
      three.allocations.map(({ key }) => ({ id: key, allocation: key })),
      after(second, third).allocations,
    );
    expect(reversals).toHaveLength(1);
    expect(additions).toMatchObject([{ amount: 100, claimIds: [second.claimId, third.claimId].sort() }]);
    expect(after(third).allocations).toEqual([]);
  });

  it('each award raises the base salary for good by $200, $400 or $600 by its difficulty', () => {
    const awards = ([1, 2, 3] as const).map((difficulty) => anAwardFact({ difficulty }));
    const { allocations } = worth(someFacts({ awards }), readRulebook([byDifficulty], []));
    expect(allocations.map(({ kind, unit, amount }) => [kind, unit, amount])).toEqual([
      ['base-salary', 'USD', 20_000],
      ['base-salary', 'USD', 40_000],
      ['base-salary', 'USD', 60_000],
    ]);
  });
});

describe('a rule', () => {
  it('caps what is paid in a year and says what it kept back', () => {
    const version = aRuleVersion({ rule: aRule({ caps: [{ amount: '1200', per: 'calendar-year' }] }) });
    const awards = Array.from({ length: 5 }, (_, month) => anAwardFact({ difficulty: 2, earnedOn: `2026-0${month + 1}-10` }));
    const next = anAwardFact({ difficulty: 2, earnedOn: '2027-01-01' });
    const { allocations, standings } = worth(someFacts({ awards: [...awards, next] }), readRulebook([version], []));
    expect(allocations.map(({ amount, earnedOn }) => [earnedOn.slice(0, 4), amount])).toEqual([
      ['2026', 40_000],
      ['2026', 40_000],
      ['2026', 40_000],
      ['2027', 40_000],
    ]);
    expect(standings.get(version.incentiveId)?.forfeited).toBe(80_000);
  });

  it('never rewrites what was earned under an earlier version', () => {
    const { incentiveId } = byDifficulty;
    const second = aRuleVersion({
      incentiveId,
      number: 2,
      effectiveFrom: '2026-07-01',
      rule: aRule({ value: { kind: 'by-difficulty', pays: { kind: 'stipend' }, amounts: { 2: '500' } } }),
    });
    const awards = [anAwardFact({ difficulty: 2, earnedOn: '2026-06-30' }), anAwardFact({ difficulty: 2, earnedOn: '2026-07-01' })];
    const { allocations } = worth(someFacts({ awards }), readRulebook([byDifficulty, second], []));
    expect(allocations.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['base-salary', 40_000],
      ['stipend', 50_000],
    ]);
  });

  it('turns 15 hours into a board credit, keeps the rest, and lets it lapse', () => {
    const hours = aRuleVersion({
      rule: aRule({
        value: { kind: 'per-hour', pays: { kind: 'hours', unit: 'PD hour' }, rate: '1', rounding: { step: '0.01', mode: 'half-up' } },
      }),
    });
    const board = aRuleVersion({
      rule: aRule({
        value: {
          kind: 'convert',
          from: { kind: 'hours', unit: 'PD hour' },
          every: '15',
          pays: { kind: 'credit', unit: 'board credit' },
          amount: '1',
          lapseAfterMonths: 36,
        },
      }),
    });
    const rulebook = readRulebook([hours, board], []);
    const ten = (earnedOn: string) => anAwardFact({ hours: 1000, earnedOn });
    const quick = worth(someFacts({ awards: [ten('2026-01-01'), ten('2026-02-01')] }), rulebook);
    expect(balances(quick.allocations)).toEqual({ 'hours/PD hour': 2000, 'credit/board credit': 100 });
    expect(quick.standings.get(board.incentiveId)?.waiting).toMatchObject([{ amount: 500 }]);
    const slow = worth(someFacts({ awards: [ten('2026-01-01'), ten('2029-01-02')] }), rulebook);
    expect(balances(slow.allocations)).toEqual({ 'hours/PD hour': 2000 });
  });

  it('turns credits into a renewal only when they fall into its window, starting balances included', () => {
    const renewal = aRuleVersion({
      rule: aRule({
        value: {
          kind: 'convert',
          from: cpd,
          every: '3',
          pays: { kind: 'status', unit: 'certification renewal' },
          amount: '1',
          lapseAfterMonths: 60,
        },
      }),
    });
    const rulebook = readRulebook([everyTwo, renewal], []);
    const awards = Array.from({ length: 4 }, () => anAwardFact({ earnedOn: '2026-03-01' }));
    const from = (asOf: string) =>
      worth(someFacts({ awards, starting: [{ id: '1', ...cpd, amount: 100, asOf, incentiveId: null }] }), rulebook).allocations;
    expect(balances(from('2021-03-01'))['status/certification renewal']).toBe(100);
    expect(balances(from('2021-02-28'))['status/certification renewal']).toBeUndefined();
  });

  it('pays an award by one incentive only where incentives exclude one another', () => {
    const exclusive = (rank: number) => ({ exclusive: { group: 'one of the two', rank } });
    const raise = aRuleVersion({
      rule: aRule({ value: { kind: 'by-difficulty', pays: { kind: 'base-salary' }, amounts: { 3: '600' } }, ...exclusive(1) }),
    });
    const stipend = aRuleVersion({
      rule: aRule({ value: { kind: 'every', awards: 1, pays: { kind: 'stipend' }, amount: '150' }, ...exclusive(2) }),
    });
    const awards = [anAwardFact({ difficulty: 1 }), anAwardFact({ difficulty: 3 })];
    expect(balances(worth(someFacts({ awards }), readRulebook([stipend, raise], [])).allocations)).toEqual({
      'base-salary/USD': 60_000,
      'stipend/USD': 15_000,
    });
  });

  it('gives an endorsement once for a set of awards', () => {
    const [one, two, three] = [anAwardFact(), anAwardFact(), anAwardFact()] as const;
    const achievements = [one, two, three].map(({ countsAs }) => countsAs);
    const leadership = { kind: 'endorsement', unit: 'district teacher leadership' } as const;
    const version = aRuleVersion({ rule: aRule({ value: { kind: 'set', achievements, need: 2, pays: leadership, amount: '1' } }) });
    const { allocations } = worth(someFacts({ awards: [one, anAwardFact(), two, three] }), readRulebook([version], []));
    expect(allocations).toMatchObject([{ kind: 'endorsement', amount: 100, claimIds: [one.claimId, two.claimId].sort() }]);
  });

  it('asks for what it asks for: pre-approval, proof in time, position, employment', () => {
    const rulebook = readRulebook(
      [
        aRuleVersion({
          rule: aRule({
            counts: { preApproved: true, proofWithin: { days: 90, of: 'approval' } },
            eligibility: { positions: ['teacher'], employedForMonths: 12 },
          }),
        }),
      ],
      [],
    );
    const good = anAwardFact({ earnedOn: '2026-05-01', approvedOn: '2026-03-01', proofOn: '2026-05-30' });
    const hired = {
      effectiveOn: '2025-05-01',
      position: 'teacher',
      contract: null,
      hiredOn: '2025-05-01',
      endedOn: null,
      licenceStartsOn: null,
      licenceEndsOn: null,
    };
    const paid = (award: typeof good, employment: Facts['employment']) =>
      worth(someFacts({ awards: [award], employment }), rulebook).allocations.length;
    expect(paid(good, [hired])).toBe(1);
    expect(paid({ ...good, proofOn: '2026-05-31' }, [hired])).toBe(0);
    expect(paid({ ...good, approvedOn: '2026-05-02' }, [hired])).toBe(0);
    expect(paid({ ...good, approvedOn: null }, [hired])).toBe(0);
    expect(paid(good, [{ ...hired, hiredOn: '2025-05-02' }])).toBe(0);
    expect(paid(good, [{ ...hired, endedOn: '2026-04-30' }])).toBe(0);
    expect(paid(good, [hired, { ...hired, effectiveOn: '2026-05-01', position: 'principal' }])).toBe(0);
    expect(paid(good, [])).toBe(0);
  });

  it('takes effect with the next pay period or contract year', () => {
    const due = (effective: EffectiveRule) => {
      const award = anAwardFact({ earnedOn: '2026-02-10', proofOn: '2026-02-14', postedOn: '2026-03-01' });
      return worth(someFacts({ awards: [award] }), readRulebook([aRuleVersion({ rule: aRule({ effective }) })], [])).allocations[0]
        ?.effectiveOn;
    };
    expect(due({ kind: 'immediately', after: 'award' })).toBe('2026-02-10');
    expect(due({ kind: 'next-pay-period', after: 'proof' })).toBe('2026-03-01');
    expect(due({ kind: 'next-pay-period', after: 'posting' })).toBe('2026-04-01');
    expect(due({ kind: 'next-contract-year', after: 'award' })).toBe('2026-07-01');
  });
});

describe('for any awards and any rules', () => {
  const situation = fc.record({ facts: arbitraryFacts, versions: arbitraryVersions });
  const check = (holds: (facts: Facts, rulebook: ReturnType<typeof readRulebook>) => void) =>
    fc.assert(
      fc.property(situation, ({ facts, versions }) => holds(facts, readRulebook(versions, []))),
      { numRuns: 400 },
    );

  it('the order in which facts arrived has no say', () => {
    fc.assert(
      fc.property(situation, fc.infiniteStream(fc.nat()), ({ facts, versions }, numbers) => {
        const shuffled = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, place: numbers.next().value ?? 0 }))
            .sort((one, other) => one.place - other.place)
            .map(({ item }) => item);
        const again = worth(
          { awards: shuffled(facts.awards), employment: facts.employment, starting: shuffled(facts.starting) },
          readRulebook(shuffled(versions), []),
        );
        expect(again.allocations).toEqual(worth(facts, readRulebook(versions, [])).allocations);
      }),
      { numRuns: 400 },
    );
  });

  it('every allocation is a whole number of hundredths above nothing, with a key of its own', () =>
    check((facts, rulebook) => {
      const { allocations } = worth(facts, rulebook);
      for (const { amount } of allocations) expect(Number.isSafeInteger(amount) && amount > 0).toBe(true);
      expect(new Set(allocations.map(({ key }) => key)).size).toBe(allocations.length);
    }));

  it('no award is counted twice by an incentive', () =>
    check((facts, rulebook) => {
      const { allocations } = worth(facts, rulebook);
      for (const { incentiveId, versions } of rulebook.incentives) {
        if (versions.some(({ value }) => value.kind === 'convert')) continue;
        const counted = allocations.filter((allocation) => allocation.incentiveId === incentiveId).flatMap(({ claimIds }) => claimIds);
        expect(new Set(counted).size).toBe(counted.length);
      }
    }));

  it('caps hold in every period, whichever version paid before', () =>
    check((facts, rulebook) => {
      const { allocations } = worth(facts, rulebook);
      for (const { incentiveId, versions } of rulebook.incentives)
        for (const { versionId, caps } of versions)
          for (const cap of caps) {
            const sums = new Map<string, number>();
            for (const { amount, earnedOn, ...allocation } of allocations) {
              if (allocation.incentiveId !== incentiveId) continue;
              const year = earnedOn.slice(0, 4);
              const fiscal = earnedOn.slice(5) >= '07-01' ? year : String(Number(year) - 1);
              const period = {
                award: allocation.key,
                'calendar-year': year,
                'fiscal-year': fiscal,
                cycle: Number(fiscal) < 2025 ? 'one' : 'two',
                lifetime: 'all',
              }[cap.per];
              sums.set(period, (sums.get(period) ?? 0) + amount);
              // what an earlier version paid stays; this one adds nothing above its own cap
              if (allocation.versionId === versionId) expect(sums.get(period)).toBeLessThanOrEqual(cap.amount);
            }
          }
    }));

  it('reversing all returns to zero, and what agrees is left alone', () =>
    check((facts, rulebook) => {
      const { allocations } = worth(facts, rulebook);
      const standing = allocations.map((allocation) => ({ id: allocation.key, allocation: allocation.key, ...allocation }));
      expect(entriesToReach(standing, allocations)).toEqual({ reversals: [], additions: [] });
      const { reversals, additions } = entriesToReach(standing, worth(someFacts({}), rulebook).allocations);
      expect(additions).toEqual([]);
      expect(balances([...allocations, ...reversals.map((entry) => ({ ...entry, amount: -entry.amount }))])).toEqual({});
    }));
});
