import type { Cap } from '../incentives/rule.ts';
import { cycleStart, type Terms, yearStart } from '../incentives/terms.ts';
import type { EmploymentFact } from './facts.ts';

/** Names the period of a cap that a date falls into. */
export function capPeriod(per: Cap['per'], date: string, terms: Terms, employed: EmploymentFact | null): string {
  switch (per) {
    case 'calendar-year':
      return `calendar-year/${yearStart(date, '01-01')}`;
    case 'fiscal-year':
      return `fiscal-year/${yearStart(date, terms.fiscalYearStart)}`;
    case 'cycle': {
      const { licenceStartsOn: from = null, licenceEndsOn: until = null } = employed ?? {};
      const own = from !== null && until !== null && from <= date && date <= until;
      return `cycle/${own ? from : cycleStart(date, terms.cycle)}`;
    }
    default:
      return per;
  }
}

/** The periods in which something paid on a day fills caps of these kinds. */
export function countedPeriods(kinds: readonly Cap['per'][], date: string, terms: Terms, employed: EmploymentFact | null): string[] {
  return kinds.map((per) => capPeriod(per, date, terms, employed));
}
