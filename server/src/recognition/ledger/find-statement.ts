import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { plannedOnce } from '../../platform/database/planned-once.ts';
import type { EmploymentFact, StartingFact } from './facts.ts';
import { rulesStamp } from './load-rules.ts';

/** What a statement is made of, as it is stored. Dates are calendar dates as text, amounts decimal text. */
export interface FoundStatement {
  recognizer: { id: string; slug: string; name: string };
  isRecognizer: boolean;
  timezone: string;
  educator: { id: string; name: string; hrIdentifier: string | null } | null;
  /** Whether the educator ever had to do with the recognizer. */
  isKnown: boolean;
  /** `rulesStamp`. */
  rules: string;
  /** The newest first. */
  entries: FoundEntry[];
  /** Claims in every state, by the date of the award. */
  claims: FoundClaim[];
  employment: EmploymentFact[];
  balances: (Omit<StartingFact, 'amount'> & { amount: string; note: string; isWithdrawn: boolean })[];
}

interface FoundEntry {
  id: string;
  kind: string;
  unit: string;
  amount: string;
  earnedOn: string;
  effectiveOn: string;
  recordedAt: string;
  reverses: string | null;
  reason: string | null;
  incentiveId: string | null;
  versionId: string | null;
  claimIds: string[];
  startingBalanceIds: string[];
  closedWith: { number: number; endsOn: string } | null;
}

interface FoundClaim {
  id: string;
  title: string;
  program: string;
  programId: string;
  state: string;
  countsAs: string;
  difficulty: number;
  hours: string;
  earnedOn: string;
  submittedOn: string;
  postedOn: string | null;
  approvedOn: string | null;
  preApprovalId: string | null;
  awardId: string | null;
  foreignBadgeId: string | null;
}

/**
 * Finds all that an educator's statement with a recognizer is made of, in one prepared statement: so all of it is of one moment. The
 * rules are the same for everybody, and only named. Entries and claims of one educator are tens, not thousands: they come whole.
 *
 * @returns null where there is no such organization
 */
export async function findStatement(database: Database, recognizerId: string, educatorId: string): Promise<FoundStatement | null> {
  const { rows } = await sql<FoundStatement>`${plannedOnce}
    select json_build_object('id', o.id, 'slug', o.slug, 'name', o.name) as recognizer, o.is_recognizer as "isRecognizer", o.timezone,
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name, 'hrIdentifier', (
        select hr_identifier from hr_number n where n.recognizer_id = o.id and n.educator_id = p.id)) end as educator,
      exists (select from ledger_entry l where l.recognizer_id = o.id and l.educator_id = p.id) or exists (
        with recursive own as (
          select o.id union select below.id from organization below join own on below.parent_id = own.id)
        select from own join membership m on m.organization_id = own.id and m.person_id = p.id) as "isKnown",
      ${rulesStamp(recognizerId)} as rules,
      coalesce((select json_agg(e) from (
        select l.id, l.kind, l.unit, l.amount::numeric(20, 2)::text as amount, l.earned_on as "earnedOn", l.effective_on as "effectiveOn",
          l.recorded_at as "recordedAt", l.reverses, l.reason, l.incentive_id as "incentiveId", l.incentive_version_id as "versionId",
          l.claim_ids as "claimIds", l.starting_balance_ids as "startingBalanceIds",
          case when c.id is not null then json_build_object('number', c.number, 'endsOn', c.ends_on) end as "closedWith"
        from ledger_entry l left join ledger_closing_entry taken on taken.entry_id = l.id left join ledger_closing c on c.id = taken.closing_id
        where l.recognizer_id = o.id and l.educator_id = p.id order by l.id desc limit 5000) e), '[]') as entries,
      coalesce((select json_agg(k) from (
        select k.id, k.title, v.name as program, k.program_id as "programId", k.state, k.counts_as as "countsAs", k.difficulty,
          k.hours::text as hours, k.earned_on as "earnedOn", k.submitted_on as "submittedOn", k.posted_on as "postedOn",
          k.approved_on as "approvedOn", k.pre_approval_id as "preApprovalId", k.award_id as "awardId", k.foreign_badge_id as "foreignBadgeId"
        from claim k join program_version v on v.id = k.program_version_id
        where k.educator_id = p.id and k.recognizer_id = o.id order by k.earned_on, k.id) k), '[]') as claims,
      coalesce((select json_agg(r) from (
        select effective_on as "effectiveOn", position, contract, hired_on as "hiredOn", ended_on as "endedOn",
          licence_starts_on as "licenceStartsOn", licence_ends_on as "licenceEndsOn"
        from employment where recognizer_id = o.id and educator_id = p.id order by effective_on, id) r), '[]') as employment,
      coalesce((select json_agg(b) from (
        select s.id, s.kind, s.unit, s.amount::text as amount, s.as_of as "asOf", s.incentive_id as "incentiveId", s.note,
          i.withdrawn_at is not null as "isWithdrawn"
        from starting_balance s join starting_balance_import i on i.id = s.import_id
        where s.recognizer_id = o.id and s.educator_id = p.id order by s.id) b), '[]') as balances
    from organization o left join person p on p.id = ${educatorId} where o.id = ${recognizerId}`.execute(database);
  return rows[0] ?? null;
}
