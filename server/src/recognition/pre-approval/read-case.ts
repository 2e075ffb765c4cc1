import { sql } from 'kysely';
import { isLeaderOf } from '../../community/index.ts';
import type { Database } from '../../platform/database/database.ts';
import { type Caller, hasRole } from '../../platform/http/access.ts';
import { notFound } from '../../platform/http/problem.ts';
import { ProgramDefinition } from '../programs/definition.ts';
import { type CaseState, canUndo, isBeingWritten, type TakenAct } from './case-states.ts';
import { type Approver, approvingOrganizations } from './hold-case.ts';
import { type Missing, whatIsMissing } from './readiness.ts';

/**
 * How far somebody is with a line: all that a recognizer sees of the work. It never tells attempts from one another, or that one was not
 * yet good enough.
 */
export const lineProgress = ['not-started', 'in-progress', 'awarded', 'claimed', 'posted'] as const;
export type LineProgress = (typeof lineProgress)[number];

/** A member of a request with what they want to earn. */
export interface ShownMember {
  educatorId: string;
  name: string;
  note: string;
  lines: { entryId: string; title: string; difficulty: number | null; microCredentialSlug: string | null; progress: LineProgress }[];
}

/** A request as its people and approvers read it. */
export interface ShownCase {
  id: string;
  state: CaseState;
  program: { id: string; slug: string; name: string; mission: string };
  recognizer: { id: string; slug: string; name: string; timezone: string };
  educator: { id: string; name: string };
  group: { id: string; name: string; people: { id: string; name: string; leads: boolean }[]; min: number; max: number } | null;
  text: {
    rationale: string;
    studentEffect: string;
    missionFit: string;
    startsOn: string | null;
    endsOn: string | null;
    proposed: string[];
  };
  revision: number;
  members: ShownMember[];
  approvers: { title: string; role: Approver['role']; state: 'done' | 'turn' | 'later' }[];
  record: { number: number; act: TakenAct['act']; state: CaseState; reason: string | null; by: { id: string; name: string }; at: Date }[];
  grantedAt: Date | null;
  /** What keeps it from being submitted, while it is being written. */
  missing: Missing[];
  mine: { manages: boolean; takesPart: boolean; decides: boolean; canUndo: boolean };
}

/**
 * Reads a request.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function readCase(database: Database, preApprovalId: string, caller: Caller, now: Date): Promise<ShownCase> {
  const row = await database
    .selectFrom('pre_approval as p')
    .innerJoin('program', 'program.id', 'p.program_id')
    .innerJoin('program_version as v', 'v.id', 'program.current_version_id')
    .innerJoin('organization as o', 'o.id', 'p.recognizer_id')
    .innerJoin('person', 'person.id', 'p.educator_id')
    .leftJoin('peer_group as g', 'g.id', 'p.group_id')
    .select(['p.id', 'p.state', 'p.step', 'p.chain', 'p.revision', 'p.granted_at as grantedAt', 'p.rationale', 'p.proposed'])
    .select(['p.student_effect as studentEffect', 'p.mission_fit as missionFit', 'p.group_id as groupId', 'g.name as groupName'])
    .select([sql<string | null>`p.starts_on`.as('startsOn'), sql<string | null>`p.ends_on`.as('endsOn')])
    .select(['program.id as programId', 'program.slug as programSlug', 'v.definition'])
    .select(['o.id as recognizerId', 'o.slug as recognizerSlug', 'o.name as recognizerName', 'o.timezone'])
    .select(['person.id as educatorId', 'person.name as educatorName'])
    .where('p.id', '=', preApprovalId)
    .executeTakeFirst();
  if (!row) throw notFound('request');
  const definition = ProgramDefinition.parse(row.definition);
  const state = row.state as CaseState;
  const members = await membersOf(database, preApprovalId);
  const record = await recordOf(database, preApprovalId);
  const chain =
    (row.chain as Approver[] | null) ?? (definition.preApproval.kind === 'chain' ? definition.preApproval.steps : ([] as Approver[]));
  const people = row.groupId ? await peopleOf(database, row.groupId) : [];
  const { rationale, studentEffect, missionFit, startsOn, endsOn, proposed, revision, recognizerId, educatorId, groupId } = row;
  const text = { rationale, studentEffect, missionFit, startsOn, endsOn, proposed };
  const newest = record.at(-1);
  const takesPart = educatorId === caller.personId || members.some((member) => member.educatorId === caller.personId);
  const turn = state === 'submitted' ? chain[row.step - 1] : undefined;
  const organizations = turn && !takesPart ? await approvingOrganizations(database, { recognizerId, educatorId }) : [];
  const isWritten = isBeingWritten(state);
  // what else may have followed is looked at when it is asked for
  const followed = members.some(({ lines }) => lines.some(({ progress }) => progress === 'claimed' || progress === 'posted'));
  return {
    id: row.id,
    state,
    program: { id: row.programId, slug: row.programSlug, name: definition.name, mission: definition.mission },
    recognizer: { id: recognizerId, slug: row.recognizerSlug, name: row.recognizerName, timezone: row.timezone },
    educator: { id: educatorId, name: row.educatorName },
    group: groupId ? { id: groupId, name: row.groupName ?? '', people, min: definition.groups.min, max: definition.groups.max } : null,
    text,
    revision,
    members,
    approvers: chain.map(({ title, role }, index) => ({ title, role, state: standingOf(state, row.step, index + 1) })),
    record,
    grantedAt: row.grantedAt,
    missing: isWritten
      ? whatIsMissing(
          {
            ...text,
            group: groupId !== null,
            members: members.map((member) => ({ educatorId: member.educatorId, entryIds: member.lines.map(({ entryId }) => entryId) })),
          },
          definition,
        )
      : [],
    mine: {
      manages: groupId ? await isLeaderOf(database, groupId, caller.personId) : educatorId === caller.personId,
      takesPart: takesPart || people.some(({ id }) => id === caller.personId),
      decides: Boolean(turn && organizations.some((id) => hasRole(caller, id, [turn.role]))),
      canUndo: canUndo(newest && { act: newest.act, takenBy: newest.by.id, takenAt: newest.at }, caller.personId, now, followed),
    },
  };
}

function standingOf(state: CaseState, step: number, place: number): 'done' | 'turn' | 'later' {
  if (state === 'approved' || place < step) return 'done';
  return place === step && (state === 'submitted' || state === 'asked-back') ? 'turn' : 'later';
}

async function peopleOf(database: Database, groupId: string) {
  const { rows } = await sql<{ id: string; name: string; leads: boolean }>`
    select person.id, person.name, m.role = 'leader' as leads from group_member m join person on person.id = m.person_id
    where m.group_id = ${groupId} and m.left_at is null and m.role <> 'coach' order by person.name, person.id`.execute(database);
  return rows;
}

async function membersOf(database: Database, preApprovalId: string): Promise<ShownMember[]> {
  const { rows } = await sql<ShownMember>`
    select m.educator_id as "educatorId", person.name, m.note, coalesce(lines.lines, '[]') as lines
    from pre_approval_member m join pre_approval p on p.id = m.pre_approval_id join person on person.id = m.educator_id
    join program on program.id = p.program_id
    left join lateral (
      select json_agg(json_build_object('entryId', l.entry_id, 'title', l.title, 'difficulty', e.difficulty,
        'microCredentialSlug', mc.slug,
        'progress', case
          when exists (select from claim c where c.recognizer_id = p.recognizer_id and c.educator_id = l.educator_id
            and c.counts_as = l.counts_as and c.state = 'posted') then 'posted'
          when exists (select from claim c where c.recognizer_id = p.recognizer_id and c.educator_id = l.educator_id
            and c.counts_as = l.counts_as and c.state in ('submitted', 'held')) then 'claimed'
          when exists (select from award a where a.earner_id = l.educator_id and a.micro_credential_id = e.micro_credential_id
            and not exists (select from award_revocation r where r.award_id = a.id)) then 'awarded'
          when exists (select from journey j where j.earner_id = l.educator_id and j.micro_credential_id = e.micro_credential_id
            and j.state <> 'withdrawn') then 'in-progress'
          else 'not-started' end) order by l.title) as lines
      from pre_approval_line l
      left join lateral (select micro_credential_id, difficulty from program_entry e
        where e.version_id = coalesce(p.version_id, program.current_version_id) and e.entry_id = l.entry_id limit 1) e on true
      left join micro_credential mc on mc.id = e.micro_credential_id
      where l.pre_approval_id = m.pre_approval_id and l.educator_id = m.educator_id) lines on true
    where m.pre_approval_id = ${preApprovalId}
    order by person.name, m.educator_id`.execute(database);
  return rows;
}

async function recordOf(database: Database, preApprovalId: string): Promise<ShownCase['record']> {
  const rows = await database
    .selectFrom('pre_approval_act as act')
    .innerJoin('person', 'person.id', 'act.taken_by')
    .select(['act.number', 'act.act', 'act.state', 'act.reason', 'act.taken_at as at', 'person.id as byId', 'person.name as byName'])
    .where('act.pre_approval_id', '=', preApprovalId)
    .orderBy('act.number')
    .limit(500)
    .execute();
  return rows.map(({ byId, byName, act, state, ...row }) => ({
    ...row,
    act: act as TakenAct['act'],
    state: state as CaseState,
    by: { id: byId, name: byName },
  }));
}
