import { addMonths } from '../incentives/terms.ts';
import { capPeriod } from './caps.ts';
import { employmentOn } from './counting.ts';
import type { Facts } from './facts.ts';
import { decimalOf, type Hundredths } from './hundredths.ts';
import { withoutLapsed } from './lots.ts';
import { inForce, type Rulebook, termsOn, unitOf } from './rulebook.ts';
import { worth } from './worth.ts';

/** How an educator stands in one incentive on a day. */
export interface Progress {
  incentiveId: string;
  pays: { kind: string; unit: string };
  /**
   * What waits for more, and how much makes the next one; null where nothing ever waits. Awards are counted, credits and hours summed.
   * `since` is the date of the oldest of it, `lapsesOn` the last day on which that one counts; null for ever.
   */
  waiting: { amount: string; of: string; unit: string; since: string | null; lapsesOn: string | null } | null;
  /** What is left of each cap. */
  caps: { per: string; amount: string; left: string }[];
  /** What caps kept from being paid. */
  forfeited: string;
  /** Given once, and given. */
  given: boolean;
  /** What a conversion takes. */
  takes: { kind: string; unit: string } | null;
}

/** How an educator stands in every incentive that is in force on a day. */
export function progressOf(facts: Facts, rulebook: Rulebook, date: string): Progress[] {
  const { standings } = worth(facts, rulebook);
  const terms = termsOn(rulebook, date);
  const employed = employmentOn(facts.employment, date);
  return rulebook.incentives.flatMap(({ incentiveId, versions }): Progress[] => {
    const version = inForce(versions, date);
    const standing = standings.get(incentiveId);
    if (!version || !standing) return [];
    const { value } = version;
    const once = value.kind === 'set' || ((value.kind === 'every' || value.kind === 'convert') && value.once);
    const waits = value.kind === 'every' || value.kind === 'convert' ? withoutLapsed(standing.waiting, value.lapseAfterMonths, date) : [];
    const sum = waits.reduce((total: Hundredths, { amount }) => total + amount, 0);
    const since = waits[0]?.award ?? null;
    const months = value.kind === 'every' || value.kind === 'convert' ? value.lapseAfterMonths : null;
    const clock = { since, lapsesOn: since && months ? addMonths(since, months) : null };
    return [
      {
        incentiveId,
        pays: { kind: value.pays.kind, unit: unitOf(value.pays, terms) },
        waiting:
          value.kind === 'every'
            ? { amount: decimalOf(sum), of: decimalOf(value.awards * 100), unit: 'award', ...clock }
            : value.kind === 'convert'
              ? { amount: decimalOf(sum), of: decimalOf(value.every), unit: value.from.unit, ...clock }
              : value.kind === 'set'
                ? {
                    amount: decimalOf(held(value.achievements, standing.held) * 100),
                    of: decimalOf(value.need * 100),
                    unit: 'award',
                    ...clock,
                  }
                : null,
        caps: version.caps
          .filter(({ per }) => per !== 'award')
          .map(({ per, amount }) => {
            const used = standing.used.get(capPeriod(per, date, terms, employed)) ?? 0;
            return { per, amount: decimalOf(amount), left: decimalOf(Math.max(0, amount - used)) };
          }),
        forfeited: decimalOf(standing.forfeited),
        given: once && standing.given,
        takes: value.kind === 'convert' ? value.from : null,
      },
    ];
  });
}

const held = (achievements: ReadonlySet<string>, holds: ReadonlyMap<string, unknown>): number =>
  [...achievements].filter((achievement) => holds.has(achievement)).length;
