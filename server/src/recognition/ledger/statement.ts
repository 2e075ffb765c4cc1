import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { employmentOn } from './counting.ts';
import type { Facts } from './facts.ts';
import { decimalOf, hundredthsOf } from './hundredths.ts';
import { loadFacts, loadRulebook } from './load-facts.ts';
import { type Progress, progressOf } from './progress.ts';
import { sentencesOf } from './value-for-educator.ts';

/** An entry with its reasons: "why" opens them. */
export interface StatementEntry {
  id: string;
  kind: string;
  unit: string;
  amount: string;
  earnedOn: string;
  effectiveOn: string;
  recordedAt: Date;
  /** The closing that took it to payroll. */
  closedWith: { number: number; endsOn: string } | null;
  reverses: string | null;
  /** The entry that takes it back. */
  reversedBy: string | null;
  /** Why it was reversed, on a reversal. */
  reason: string | null;
  /** The rule as it was published; null for a starting balance. */
  rule: { incentiveId: string; name: string; version: number; sentence: string } | null;
  claims: {
    id: string;
    title: string;
    program: string;
    earnedOn: string;
    awardId: string | null;
    foreignBadgeId: string | null;
    preApproval: { id: string; grantedOn: string } | null;
  }[];
  startingBalances: { id: string; note: string; asOf: string }[];
}

/** What an educator earned with a recognizer, what it is worth, and why. */
export interface Statement {
  recognizer: { id: string; slug: string; name: string };
  educator: { id: string; name: string; hrIdentifier: string | null };
  asOf: string;
  /** The last day of the educator's licence, where Human Resources recorded it. */
  licenceEndsOn: string | null;
  balances: { kind: string; unit: string; amount: string }[];
  /** The newest first. */
  entries: StatementEntry[];
  progress: (Progress & { name: string; sentence: string })[];
}

/**
 * @throws {Problem} 404 `not-found` for somebody who never had to do with the recognizer
 */
export async function readStatement(
  database: Database,
  { recognizerId, educatorId }: { recognizerId: string; educatorId: string },
  now: Date,
): Promise<Statement> {
  const { id, slug, name, timezone } = await findRecognizer(database, recognizerId);
  const asOf = dateIn(timezone, now);
  const [educator, entries, rulebook, facts, sentences] = await Promise.all([
    readEducator(database, recognizerId, educatorId),
    readEntries(database, recognizerId, educatorId),
    loadRulebook(database, recognizerId),
    loadFacts(database, recognizerId, [educatorId]),
    sentencesOf(database, recognizerId, asOf),
  ]);
  const known = facts.get(educatorId) as Facts;
  return {
    recognizer: { id, slug, name },
    educator,
    asOf,
    licenceEndsOn: employmentOn(known.employment, asOf)?.licenceEndsOn ?? null,
    balances: balancesOf(entries),
    entries,
    progress: progressOf(known, rulebook, asOf).flatMap((progress) => {
      const said = sentences.get(progress.incentiveId);
      return said ? [{ ...progress, ...said }] : [];
    }),
  };
}

/** Sums by kind and unit; what sums to nothing is left out. */
function balancesOf(entries: readonly StatementEntry[]): Statement['balances'] {
  const sums = new Map<string, { kind: string; unit: string; sum: number }>();
  for (const { kind, unit, amount } of entries) {
    const key = `${kind}/${unit}`;
    const known = sums.get(key) ?? { kind, unit, sum: 0 };
    known.sum += hundredthsOf(amount);
    sums.set(key, known);
  }
  return [...sums.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, { kind, unit, sum }]) => (sum === 0 ? [] : [{ kind, unit, amount: decimalOf(sum) }]));
}

async function readEducator(database: Database, recognizerId: string, educatorId: string): Promise<Statement['educator']> {
  const { rows } = await sql<{ id: string; name: string; hrIdentifier: string | null; known: boolean }>`
    with recursive own as (
      select id from organization where id = ${recognizerId}
      union select o.id from organization o join own on o.parent_id = own.id)
    select p.id, p.name,
      (select hr_identifier from hr_number n where n.recognizer_id = ${recognizerId} and n.educator_id = p.id) as "hrIdentifier",
      exists (select from membership m join own on own.id = m.organization_id where m.person_id = p.id)
        or exists (select from ledger_entry l where l.recognizer_id = ${recognizerId} and l.educator_id = p.id) as known
    from person p where p.id = ${educatorId}`.execute(database);
  const [row] = rows;
  if (!row?.known) throw notFound('statement');
  const { known: _, ...educator } = row;
  return educator;
}

/** An educator's entries are tens, not thousands: they come whole. */
async function readEntries(database: Database, recognizerId: string, educatorId: string): Promise<StatementEntry[]> {
  const { rows } = await sql<StatementEntry>`
    select l.id, l.kind, l.unit, l.amount::numeric(20, 2)::text as amount, l.earned_on as "earnedOn", l.effective_on as "effectiveOn",
      l.recorded_at as "recordedAt", l.reverses, r.id as "reversedBy", l.reason,
      case when c.id is not null then json_build_object('number', c.number, 'endsOn', c.ends_on) end as "closedWith",
      case when i.id is not null then json_build_object('incentiveId', i.id, 'name', i.name, 'version', v.number, 'sentence', v.sentence) end as rule,
      coalesce((select json_agg(json_build_object('id', k.id, 'title', k.title, 'program', pv.definition->>'name', 'earnedOn', k.earned_on,
          'awardId', k.award_id, 'foreignBadgeId', k.foreign_badge_id,
          'preApproval', case when k.pre_approval_id is not null then json_build_object('id', k.pre_approval_id, 'grantedOn', k.approved_on) end)
          order by k.earned_on, k.id)
        from claim k join program_version pv on pv.id = k.program_version_id where k.id = any(l.claim_ids)), '[]') as claims,
      coalesce((select json_agg(json_build_object('id', s.id, 'note', s.note, 'asOf', s.as_of) order by s.id)
        from starting_balance s where s.id = any(l.starting_balance_ids)), '[]') as "startingBalances"
    from ledger_entry l
    left join ledger_entry r on r.reverses = l.id
    left join incentive i on i.id = l.incentive_id
    left join incentive_version v on v.id = l.incentive_version_id
    left join ledger_closing_entry ce on ce.entry_id = l.id
    left join ledger_closing c on c.id = ce.closing_id
    where l.recognizer_id = ${recognizerId} and l.educator_id = ${educatorId}
    order by l.id desc limit 5000`.execute(database);
  return rows;
}
