import { type RawBuilder, sql } from 'kysely';

/** The day of a moment, in UTC: 2027-06-30. */
export const dayIn = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Of a query over `endorsement as e`: neither withdrawn nor run out. */
export const stillHolds = (now: Date): RawBuilder<boolean> => sql<boolean>`(e.holds_until is null or e.holds_until >= ${dayIn(now)}::date)
  and not exists (select from endorsement_withdrawal w where w.endorsement_id = e.id)`;

/** Of the same: what is endorsed shows it on its pages and in its documents. */
export const isShown: RawBuilder<boolean> = sql<boolean>`not exists (select from endorsement_hiding h where h.endorsement_id = e.id)`;

/** Of the same: it is about this organization or one of its micro-credentials. */
export const isAbout = (organizationId: string): RawBuilder<boolean> => sql<boolean>`e.id in (
  select id from endorsement where issuer_id = ${organizationId}
  union all
  select one.id from micro_credential m join endorsement one on one.micro_credential_id = m.id where m.issuer_id = ${organizationId})`;
