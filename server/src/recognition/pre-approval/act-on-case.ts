import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { type Caller, hasRole } from '../../platform/http/access.ts';
import { afterAct, beginning, type CaseAct, canUndo, type Standing, type TakenAct } from './case-states.ts';
import { approvingOrganizations, type HeldCase, holdCase } from './hold-case.ts';
import {
  actOutOfPlace,
  cannotUndo,
  decidedMeanwhile,
  draftUnderWay,
  noPreApprovalAsked,
  notTheirTurn,
  ownRequest,
  reasonMissing,
  requestIncomplete,
} from './problems.ts';
import { whatIsMissing } from './readiness.ts';
import { tellSoon } from './tell.ts';
import { programOf } from './write-case.ts';

type Tools = Pick<Ground, 'events' | 'clock' | 'jobs'>;

/**
 * Hands a request to its approvers: the first of the chain, or the one who asked it back. What it says now is kept in its record for ever.
 *
 * @throws {Problem} 422 `request-incomplete` with what is missing; 409 `act-out-of-place`, `no-pre-approval-asked`
 */
export async function submitCase(tools: Tools, transaction: Writing, request: { preApprovalId: string; by: string }): Promise<void> {
  const held = await holdCase(transaction, request.preApprovalId);
  const { definition, versionId } = await programOf(transaction, held.programId);
  if (definition.preApproval.kind === 'none') throw noPreApprovalAsked(definition.name);
  // once asked back, it goes on by the chain it began with
  const chain = held.standing.state === 'draft' || !held.chain ? definition.preApproval.steps : held.chain;
  const next = step(held, 'submit', chain.length);
  const snapshot = await snapshotOf(transaction, held.id);
  const missing = whatIsMissing({ ...snapshot, group: held.groupId !== null }, definition);
  if (missing.length) throw requestIncomplete(missing);
  await transaction
    .updateTable('pre_approval')
    .set({ chain: JSON.stringify(chain), ...(held.standing.state === 'draft' ? { version_id: versionId } : {}) })
    .where('id', '=', held.id)
    .execute();
  await record(tools, transaction, held, { act: 'submit', next, reason: null, by: request.by, snapshot });
}

/** What an approver decides. */
export interface Decision {
  preApprovalId: string;
  act: Extract<CaseAct, 'approve' | 'ask-back' | 'decline'>;
  /** Needed to ask back and to decline; whoever asked reads it. */
  reason: string | null;
  /** The newest step of the record that the approver has seen; null decides over whatever stands. */
  number: number | null;
  caller: Caller;
}

/**
 * Decides as the approver whose turn it is.
 *
 * @throws {Problem} 403 `own-request`, `not-your-turn`; 409 `decided-meanwhile`, `act-out-of-place`; 422 `reason-needed`
 */
export async function decideCase(tools: Tools, transaction: Writing, decision: Decision): Promise<void> {
  const { act, reason, caller } = decision;
  if (act !== 'approve' && !reason) throw reasonMissing();
  const held = await holdCase(transaction, decision.preApprovalId);
  if (await isPartOf(transaction, held, caller.personId)) throw ownRequest();
  const newest = await newestAct(transaction, held.id);
  if (decision.number !== null && newest?.number !== decision.number) throw decidedMeanwhile(newest?.number ?? 0);
  const next = step(held, act, held.chain?.length ?? 1);
  const turn = held.chain?.[held.standing.step - 1];
  const organizations = await approvingOrganizations(transaction, held);
  if (!turn || !organizations.some((id) => hasRole(caller, id, [turn.role]))) throw notTheirTurn(turn?.title ?? 'its educator');
  await record(tools, transaction, held, { act, next, reason, by: caller.personId });
}

/**
 * Withdraws a request, or takes a declined one up again with all that was written.
 *
 * @throws {Problem} 409 `act-out-of-place`, `draft-under-way`
 */
export async function actAsAuthor(
  tools: Tools,
  transaction: Writing,
  { preApprovalId, act, by }: { preApprovalId: string; act: 'withdraw' | 'revise'; by: string },
): Promise<void> {
  const held = await holdCase(transaction, preApprovalId);
  if (act === 'withdraw' && held.standing.state === 'withdrawn') return;
  if (act === 'revise' && (await hasDraft(transaction, held))) throw draftUnderWay();
  await record(tools, transaction, held, { act, next: step(held, act, held.chain?.length ?? 1), reason: null, by });
}

/**
 * Takes back the newest decision, for a short time and while nothing followed from it.
 *
 * @throws {Problem} 409 `cannot-undo`
 */
export async function undoDecision(
  tools: Tools,
  transaction: Writing,
  { preApprovalId, by }: { preApprovalId: string; by: string },
): Promise<void> {
  const held = await holdCase(transaction, preApprovalId);
  const newest = await newestAct(transaction, held.id);
  const followed = held.standing.state === 'approved' && (await somethingFollowed(transaction, held.id));
  if (!newest || !canUndo(newest, by, tools.clock(), followed)) throw cannotUndo();
  const before = await transaction
    .selectFrom('pre_approval_act')
    .select(['state', 'step'])
    .where('pre_approval_id', '=', held.id)
    .where('number', '=', newest.number - 1)
    .executeTakeFirst();
  await record(tools, transaction, held, { act: 'undo', next: (before as Standing | undefined) ?? beginning, reason: null, by });
}

async function hasDraft(transaction: Writing, held: HeldCase): Promise<boolean> {
  const draft = await transaction
    .selectFrom('pre_approval')
    .select('id')
    .where('program_id', '=', held.programId)
    .where('state', '=', 'draft')
    .where(({ eb }) =>
      held.groupId ? eb('group_id', '=', held.groupId) : eb.and([eb('educator_id', '=', held.educatorId), eb('group_id', 'is', null)]),
    )
    .executeTakeFirst();
  return draft !== undefined;
}

function step(held: HeldCase, act: CaseAct, approvers: number): Standing {
  const next = afterAct(held.standing, act, approvers);
  if (!next) throw actOutOfPlace(act.replace('-', ' '), held.standing.state);
  return next;
}

async function record(
  { events, clock, jobs }: Tools,
  transaction: Writing,
  held: HeldCase,
  { act, next, reason, by, snapshot }: { act: TakenAct['act']; next: Standing; reason: string | null; by: string; snapshot?: object },
): Promise<void> {
  const now = clock();
  const newest = await newestAct(transaction, held.id);
  const number = (newest?.number ?? 0) + 1;
  const { id } = await transaction
    .insertInto('pre_approval_act')
    .values({
      pre_approval_id: held.id,
      number,
      act,
      state: next.state,
      step: next.step,
      reason,
      snapshot: snapshot ? JSON.stringify(snapshot) : null,
      taken_by: by,
      taken_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction
    .updateTable('pre_approval')
    .set({
      state: next.state,
      step: next.step,
      last_act_id: id,
      granted_at: next.state === 'approved' ? now : null,
      reminded_at: null,
      updated_at: now,
    })
    .where('id', '=', held.id)
    .execute();
  const about = { preApprovalId: held.id, programId: held.programId, recognizerId: held.recognizerId };
  await events.emit(transaction, 'pre-approval.changed', { ...about, state: next.state, number });
  await audit(transaction, {
    personId: by,
    action: `pre-approval.${act}`,
    subjectType: 'pre-approval',
    subjectId: held.id,
    details: { recognizerId: held.recognizerId, state: next.state, ...(reason ? { reason } : {}) },
  });
  await tellSoon({ jobs }, transaction, { preApprovalId: held.id, number, act });
}

async function newestAct(transaction: Writing, preApprovalId: string): Promise<(TakenAct & { number: number }) | undefined> {
  const row = await transaction
    .selectFrom('pre_approval_act')
    .select(['number', 'act', 'taken_by as takenBy', 'taken_at as takenAt'])
    .where('pre_approval_id', '=', preApprovalId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, act: row.act as TakenAct['act'] };
}

async function isPartOf(transaction: Writing, held: HeldCase, personId: string): Promise<boolean> {
  if (held.educatorId === personId) return true;
  const member = await transaction
    .selectFrom('pre_approval_member')
    .select('educator_id')
    .where('pre_approval_id', '=', held.id)
    .where('educator_id', '=', personId)
    .executeTakeFirst();
  return member !== undefined;
}

/** Whether a claim rests on the approval, or work was handed in that needed it. */
async function somethingFollowed(transaction: Writing, preApprovalId: string): Promise<boolean> {
  const { rows } = await sql`
    select from claim where pre_approval_id = ${preApprovalId}
    union all
    select from pre_approval p
      join pre_approval_line l on l.pre_approval_id = p.id
      join program_entry e on e.version_id = p.version_id and e.entry_id = l.entry_id
      join journey j on j.earner_id = l.educator_id and j.micro_credential_id = e.micro_credential_id
      join submission s on s.journey_id = j.id and s.submitted_at >= p.granted_at
    where p.id = ${preApprovalId}
    limit 1`.execute(transaction);
  return rows.length > 0;
}

/** The request as it stands, whole. */
async function snapshotOf(transaction: Writing, preApprovalId: string) {
  const text = await transaction
    .selectFrom('pre_approval')
    .select(['rationale', 'student_effect as studentEffect', 'mission_fit as missionFit'])
    .select([sql<string | null>`starts_on`.as('startsOn'), sql<string | null>`ends_on`.as('endsOn')])
    .where('id', '=', preApprovalId)
    .executeTakeFirstOrThrow();
  const { rows: members } = await sql<{ educatorId: string; note: string; entryIds: string[] }>`
    select m.educator_id as "educatorId", m.note, coalesce(array_agg(l.entry_id order by l.entry_id) filter (where l.entry_id is not null), '{}') as "entryIds"
    from pre_approval_member m left join pre_approval_line l on l.pre_approval_id = m.pre_approval_id and l.educator_id = m.educator_id
    where m.pre_approval_id = ${preApprovalId} group by m.educator_id, m.note order by m.educator_id`.execute(transaction);
  return { ...text, members };
}
