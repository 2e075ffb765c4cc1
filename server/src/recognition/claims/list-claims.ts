import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { AwardFact } from '../ledger/facts.ts';
import { addedBy, type Gain } from '../ledger/gain.ts';
import { hundredthsOf } from '../ledger/hundredths.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import { loadRules } from '../ledger/load-rules.ts';
import { dateIn } from '../recognizer.ts';
import type { ClaimState } from './claim-states.ts';

/** A claim as its educator and Human Resources see it. */
export interface ShownClaim {
  id: string;
  state: ClaimState;
  reason: string | null;
  recognizer: { id: string; slug: string; name: string };
  program: { id: string; name: string };
  title: string;
  difficulty: number;
  hours: string;
  earnedOn: string;
  submittedOn: string;
  postedOn: string | null;
  /** The badge that proves it: ours by its page, perhaps suspended for now, or one from elsewhere. */
  proof:
    | { kind: 'award'; awardId: string; suspendedAt: Date | null }
    | { kind: 'foreign'; foreignBadgeId: string; issuer: string; verifiedAt: Date };
  preApproval: { id: string; grantedOn: string } | null;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

interface Paging {
  cursor?: string | undefined;
  limit: number;
}

/** One's own claims, the newest first. */
export async function listOwnClaims(database: Database, educatorId: string, { cursor, limit }: Paging): Promise<Page<ShownClaim>> {
  let query = claims(database).where('claim.educator_id', '=', educatorId).orderBy('claim.id', 'desc');
  if (cursor) query = query.where('claim.id', '<', cursor);
  const rows = await query.limit(limit + 1).execute();
  return pageOf(rows.map(shown), limit);
}

/** A claim at the desk: whose it is, and what posting it gives. */
export interface DeskClaim extends ShownClaim {
  educator: { id: string; name: string; hrIdentifier: string | null };
  /** What the ledger gains by posting it today; empty for those decided. */
  gives: Gain[];
  /** What stands in the ledger by it, alone or together with other awards; empty for those that are not posted. */
  gave: Gave[];
}

/** An entry that names a claim among its reasons. */
export interface Gave extends Gain {
  /** How many other claims it names. */
  withOthers: number;
}

interface DeskFilter extends Paging {
  recognizerId: string;
  state: ClaimState;
  programId?: string | undefined;
  /** Part of the educator's name. */
  q?: string | undefined;
}

/** The desk: what waits the oldest first, what was decided the newest first. */
export async function listDeskClaims(database: Database, filter: DeskFilter, now: Date): Promise<Page<DeskClaim>> {
  const { recognizerId, state, programId, q, cursor, limit } = filter;
  const waits = state === 'submitted' || state === 'held';
  let query = claims(database)
    .innerJoin('person', 'person.id', 'claim.educator_id')
    .select(['claim.educator_id as educatorId', 'person.name as educatorName', 'organization.timezone', 'claim.counts_as as countsAs'])
    .select(({ selectFrom }) =>
      selectFrom('hr_number')
        .select('hr_identifier')
        .whereRef('hr_number.recognizer_id', '=', 'claim.recognizer_id')
        .whereRef('hr_number.educator_id', '=', 'claim.educator_id')
        .as('hrIdentifier'),
    )
    .where('claim.recognizer_id', '=', recognizerId)
    .where('claim.state', '=', state)
    .orderBy('claim.id', waits ? 'asc' : 'desc');
  if (programId) query = query.where('claim.program_id', '=', programId);
  if (q) query = query.where('person.name', 'ilike', `%${q.replace(/[\\%_]/g, '\\$&')}%`);
  if (cursor) query = query.where('claim.id', waits ? '>' : '<', cursor);
  const rows = await query.limit(limit + 1).execute();
  const educatorIds = waits ? [...new Set(rows.map(({ educatorId }) => educatorId))] : [];
  const gave = state === 'posted' ? await gaveOf(database, recognizerId, rows) : new Map<string, Gave[]>();
  const { rulebook } = await loadRules(database, recognizerId);
  const facts = await loadFacts(database, recognizerId, educatorIds);
  const items = rows.map((row): DeskClaim => {
    const today = dateIn(row.timezone, now);
    const known = facts.get(row.educatorId);
    return {
      ...shown(row),
      educator: { id: row.educatorId, name: row.educatorName, hrIdentifier: row.hrIdentifier },
      gives: known ? addedBy(known, factOf(row, today), rulebook) : [],
      gave: gave.get(row.id) ?? [],
    };
  });
  return pageOf(items, limit);
}

/** The standing entries that claims are a reason of, by claim. */
async function gaveOf(
  database: Database,
  recognizerId: string,
  rows: readonly { id: string; educatorId: string }[],
): Promise<Map<string, Gave[]>> {
  const { rows: found } = await sql<{ claimId: string; gave: Gave[] }>`
    select claim_id as "claimId", json_agg(json_build_object('kind', l.kind, 'unit', l.unit, 'amount', l.amount::numeric(20, 2)::text,
      'incentiveId', l.incentive_id, 'effectiveOn', l.effective_on, 'withOthers', cardinality(l.claim_ids) - 1) order by l.id) as gave
    from ledger_entry l cross join unnest(l.claim_ids) claim_id
    where l.recognizer_id = ${recognizerId} and l.educator_id = any(${rows.map(({ educatorId }) => educatorId)}::uuid[])
      and claim_id = any(${rows.map(({ id }) => id)}::uuid[]) and l.reverses is null
      and not exists (select from ledger_entry back where back.reverses = l.id)
    group by 1`.execute(database);
  return new Map(found.map(({ claimId, gave }) => [claimId, gave]));
}

const claims = (database: Database) =>
  database
    .selectFrom('claim')
    .innerJoin('organization', 'organization.id', 'claim.recognizer_id')
    .innerJoin('program_version as v', 'v.id', 'claim.program_version_id')
    .leftJoin('foreign_badge as f', 'f.id', 'claim.foreign_badge_id')
    .leftJoin('award_suspension as suspension', (join) =>
      join.onRef('suspension.award_id', '=', 'claim.award_id').on('suspension.ended_at', 'is', null),
    )
    .select(['claim.id', 'claim.reason', 'claim.title', 'claim.difficulty', 'claim.hours', 'claim.award_id as awardId'])
    .select(['claim.foreign_badge_id as foreignBadgeId', 'f.issuer_name as foreignIssuer', 'f.verified_at as verifiedAt'])
    .select('suspension.suspended_at as suspendedAt')
    .select(['claim.recognizer_id as recognizerId', 'organization.slug as recognizerSlug', 'organization.name as recognizerName'])
    .select(['claim.program_id as programId', 'claim.pre_approval_id as preApprovalId'])
    .select([
      sql<ClaimState>`claim.state`.as('state'),
      sql<string>`v.definition->>'name'`.as('programName'),
      sql<string>`claim.earned_on`.as('earnedOn'),
      sql<string>`claim.submitted_on`.as('submittedOn'),
      sql<string | null>`claim.posted_on`.as('postedOn'),
      sql<string | null>`claim.approved_on`.as('approvedOn'),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof claims>['execute']>>[number];

function shown(row: Row): ShownClaim {
  const { id, state, reason, title, difficulty, hours, earnedOn, submittedOn, postedOn } = row;
  return {
    id,
    state,
    reason,
    recognizer: { id: row.recognizerId, slug: row.recognizerSlug, name: row.recognizerName },
    program: { id: row.programId, name: row.programName },
    title,
    difficulty,
    hours,
    earnedOn,
    submittedOn,
    postedOn,
    proof: row.awardId
      ? { kind: 'award', awardId: row.awardId, suspendedAt: row.suspendedAt }
      : {
          kind: 'foreign',
          foreignBadgeId: row.foreignBadgeId ?? '',
          issuer: row.foreignIssuer ?? '',
          verifiedAt: row.verifiedAt ?? new Date(0),
        },
    preApproval: row.preApprovalId && row.approvedOn ? { id: row.preApprovalId, grantedOn: row.approvedOn } : null,
  };
}

function factOf(row: Row & { countsAs: string }, postedOn: string): AwardFact {
  return {
    claimId: row.id,
    countsAs: row.countsAs,
    programId: row.programId,
    difficulty: row.difficulty as AwardFact['difficulty'],
    hours: hundredthsOf(row.hours),
    earnedOn: row.earnedOn,
    proofOn: row.submittedOn,
    postedOn,
    approvedOn: row.approvedOn,
  };
}

function pageOf<Item extends { id: string }>(items: Item[], limit: number): Page<Item> {
  const page = items.slice(0, limit);
  return { items: page, nextCursor: items.length > limit ? (page.at(-1)?.id ?? null) : null };
}
