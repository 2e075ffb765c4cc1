import { type RawBuilder, sql } from 'kysely';

/** The day of a moment, in UTC: 2027-06-30. */
export const dayIn = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Of a query over `endorsement as e`: neither withdrawn nor run out. */
export const stillHolds = (now: Date): RawBuilder<boolean> => sql<boolean>`(e.holds_until is null or e.holds_until >= ${dayIn(now)}::date)
  and not exists (select from endorsement_withdrawal w where w.endorsement_id = e.id)`;
