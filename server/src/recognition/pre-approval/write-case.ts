import { sql } from 'kysely';
import { groupHead, isLeaderOf } from '../../community/index.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { editConflict, notFound } from '../../platform/http/problem.ts';
import { ProgramDefinition } from '../programs/definition.ts';
import { joinProgram } from '../programs/take-part.ts';
import { isBeingWritten } from './case-states.ts';
import { holdCase } from './hold-case.ts';
import { groupHasEnded, noPreApprovalAsked, notBeingWritten, notOnThisList, notTheirGroup, tooManyChosen } from './problems.ts';
import { choiceComplaint, sizeComplaint } from './readiness.ts';

/**
 * Begins a request of one's own, or of a group one leads; whoever begins takes part in the program from then on. Where a draft is under
 * way already, that one is answered.
 *
 * @returns the request's id
 * @throws {Problem} 409 `no-pre-approval-asked`, `group-closed`; 403 `not-their-group`; as joinProgram
 */
export async function beginCase(
  ground: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  { programId, educatorId, groupId }: { programId: string; educatorId: string; groupId: string | null },
): Promise<string> {
  const { definition, recognizerId } = await programOf(transaction, programId);
  if (definition.preApproval.kind === 'none') throw noPreApprovalAsked(definition.name);
  if (groupId) {
    const group = await groupHead(transaction, groupId);
    if (!group) throw notFound('group');
    if (!(await isLeaderOf(transaction, groupId, educatorId))) throw notTheirGroup();
    if (group.closed) throw groupHasEnded();
    // the size is looked at when it is submitted; whether groups may ask at all is known now
    const never = definition.groups.mode === 'none' ? sizeComplaint(definition.groups, group.members) : null;
    if (never) throw noPreApprovalAsked(definition.name);
  }
  await joinProgram(ground, transaction, { programId, educatorId });
  await transaction
    .insertInto('pre_approval')
    .values({ program_id: programId, recognizer_id: recognizerId, educator_id: educatorId, group_id: groupId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const draft = await transaction
    .selectFrom('pre_approval')
    .select('id')
    .where('program_id', '=', programId)
    .where('state', '=', 'draft')
    .where(({ eb }) => (groupId ? eb('group_id', '=', groupId) : eb.and([eb('educator_id', '=', educatorId), eb('group_id', 'is', null)])))
    .executeTakeFirstOrThrow();
  return draft.id;
}

/** What is written in a request, apart from its members' lines. */
export interface CaseText {
  rationale: string;
  studentEffect: string;
  missionFit: string;
  startsOn: string | null;
  endsOn: string | null;
  /** What the leader proposes to the members. */
  proposed: string[];
}

/**
 * Keeps what was typed. Saving again what stands already is no conflict: the answer to the first save was lost on its way.
 *
 * @param revision the one that the text was edited from
 * @throws {Problem} 409 `not-being-written`; 409 `edit-conflict` with `current`
 */
export async function saveCase(
  { clock }: Pick<Ground, 'clock'>,
  transaction: Writing,
  { preApprovalId, revision, text }: { preApprovalId: string; revision: number; text: CaseText },
): Promise<{ revision: number }> {
  const held = await holdCase(transaction, preApprovalId);
  if (!isBeingWritten(held.standing.state)) throw notBeingWritten(held.standing.state);
  const stands = await textOf(transaction, preApprovalId);
  if (JSON.stringify(stands) === JSON.stringify(ordered(text))) return { revision: held.revision };
  if (held.revision !== revision) throw editConflict({ ...stands, revision: held.revision });
  await transaction
    .updateTable('pre_approval')
    .set({
      rationale: text.rationale,
      student_effect: text.studentEffect,
      mission_fit: text.missionFit,
      starts_on: text.startsOn,
      ends_on: text.endsOn,
      proposed: text.proposed,
      revision: revision + 1,
      updated_at: clock(),
    })
    .where('id', '=', preApprovalId)
    .execute();
  return { revision: revision + 1 };
}

/**
 * Chooses what one member wants to earn; nothing chosen takes the member out. A member takes part in the program from then on.
 *
 * @throws {Problem} 409 `not-being-written`; 422 `not-on-this-list`, `too-many-chosen`; as joinProgram
 */
export async function saveLines(
  ground: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  { preApprovalId, educatorId, entryIds, note }: { preApprovalId: string; educatorId: string; entryIds: string[]; note: string },
): Promise<void> {
  const held = await holdCase(transaction, preApprovalId);
  if (!isBeingWritten(held.standing.state)) throw notBeingWritten(held.standing.state);
  await transaction
    .deleteFrom('pre_approval_member')
    .where('pre_approval_id', '=', preApprovalId)
    .where('educator_id', '=', educatorId)
    .execute();
  const chosen = [...new Set(entryIds)];
  if (!chosen.length && !note) return;
  const { definition, versionId } = await programOf(transaction, held.programId);
  const over = choiceComplaint(definition, chosen.length);
  if (over) throw tooManyChosen(over);
  await joinProgram(ground, transaction, { programId: held.programId, educatorId });
  await transaction
    .insertInto('pre_approval_member')
    .values({ pre_approval_id: preApprovalId, educator_id: educatorId, note, updated_at: ground.clock() })
    .execute();
  const { rows } = await sql<{ entryId: string }>`
    insert into pre_approval_line (pre_approval_id, educator_id, entry_id, counts_as, title)
    select distinct on (entry_id) ${preApprovalId}::uuid, ${educatorId}::uuid, entry_id, counts_as, title
    from program_entry where version_id = ${versionId} and entry_id = any(${chosen}::text[]) returning entry_id as "entryId"`.execute(
    transaction,
  );
  if (rows.length !== chosen.length) throw notOnThisList();
}

/** The current definition of a program. @throws {Problem} 404 */
export async function programOf(
  transaction: Writing,
  programId: string,
): Promise<{ recognizerId: string; versionId: string; definition: ProgramDefinition }> {
  const row = await transaction
    .selectFrom('program as p')
    .innerJoin('program_version as v', 'v.id', 'p.current_version_id')
    .select(['p.recognizer_id as recognizerId', 'v.id as versionId', 'v.definition'])
    .where('p.id', '=', programId)
    .executeTakeFirst();
  if (!row) throw notFound('program');
  return { ...row, definition: ProgramDefinition.parse(row.definition) };
}

async function textOf(transaction: Writing, preApprovalId: string): Promise<CaseText> {
  const row = await transaction
    .selectFrom('pre_approval')
    .select(['rationale', 'student_effect as studentEffect', 'mission_fit as missionFit', 'proposed'])
    .select([sql<string | null>`starts_on`.as('startsOn'), sql<string | null>`ends_on`.as('endsOn')])
    .where('id', '=', preApprovalId)
    .executeTakeFirstOrThrow();
  return ordered(row);
}

const ordered = ({ rationale, studentEffect, missionFit, startsOn, endsOn, proposed }: CaseText): CaseText => ({
  rationale,
  studentEffect,
  missionFit,
  startsOn,
  endsOn,
  proposed,
});
