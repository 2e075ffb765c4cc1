import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { ProgramDefinition } from '../programs/definition.ts';
import { type StepState, standingOfSteps } from './next-step.ts';
import { lookUpSteps } from './steps-done.ts';

/** How far somebody is with a chosen line. The recognizer is never told more of the work than this. */
export const choiceProgress = ['chosen', 'in-progress', 'awarded', 'claimed', 'posted'] as const;
export type ChoiceProgress = (typeof choiceProgress)[number];

/** Where an educator stands in a program joined. */
export interface Standing {
  program: { id: string; slug: string; name: string; state: 'open' | 'closed' };
  recognizer: { id: string; slug: string; name: string };
  joinedAt: Date;
  asksPreApproval: boolean;
  takesGroups: boolean;
  choice: { atLeast: number; atMost: number | null; changeAfterBegun: boolean; of: number };
  steps: { id: string; kind: 'survey' | 'course' | 'selection'; title: string; state: StepState; path: string | null }[];
  choices: {
    entryId: string;
    title: string;
    difficulty: number;
    hours: string;
    microCredential: { id: string; slug: string } | null;
    progress: ChoiceProgress;
    /** The own journey under way; null before it is begun. */
    journeyId: string | null;
    /** The own award, to be claimed. */
    awardId: string | null;
  }[];
  /** Requests for pre-approval that name them: own ones and those of their groups. */
  preApprovals: { id: string; state: string; group: string | null }[];
}

/** Where an educator stands in each program joined, by name. */
export async function standings(database: Database, educatorId: string, programId: string | null): Promise<Standing[]> {
  const { rows } = await sql<Row>`
    select p.id as "programId", p.slug, p.state, v.id as "versionId", v.definition, part.joined_at as "joinedAt",
      o.id as "recognizerId", o.slug as "recognizerSlug", o.name as "recognizerName",
      array(select step_id from participation_step s where s.program_id = p.id and s.educator_id = ${educatorId}) as done,
      coalesce((select json_agg(c) from (
        select distinct on (c.chosen_at, c.entry_id) c.entry_id as "entryId", e.title, e.difficulty, e.hours::text,
          case when mc.id is null then null else json_build_object('id', mc.id, 'slug', mc.slug) end as "microCredential",
          j.id as "journeyId", a.id as "awardId",
          case when claim.state = 'posted' then 'posted' when claim.state is not null then 'claimed'
            when a.id is not null then 'awarded' when j.id is not null then 'in-progress' else 'chosen' end as progress
        from participation_choice c
          join program_entry e on e.version_id = v.id and e.entry_id = c.entry_id
          left join micro_credential mc on mc.id = e.micro_credential_id
          left join journey j on j.earner_id = c.educator_id and j.micro_credential_id = mc.id and j.state <> 'withdrawn'
          left join lateral (select id from award a where a.earner_id = c.educator_id and a.micro_credential_id = mc.id
            and not exists (select from award_revocation r where r.award_id = a.id) order by id limit 1) a on true
          left join lateral (select state from claim where recognizer_id = p.recognizer_id and educator_id = c.educator_id
            and counts_as = e.counts_as and state in ('submitted', 'held', 'posted') limit 1) claim on true
        where c.program_id = p.id and c.educator_id = ${educatorId}
        order by c.chosen_at, c.entry_id) c), '[]') as choices,
      coalesce((select json_agg(json_build_object('id', pa.id, 'state', pa.state, 'group', g.name) order by pa.id desc)
        from pre_approval pa left join peer_group g on g.id = pa.group_id
        where pa.program_id = p.id and pa.state <> 'withdrawn' and (pa.educator_id = ${educatorId}
          or exists (select from pre_approval_member m where m.pre_approval_id = pa.id and m.educator_id = ${educatorId})
          or pa.group_id in (select group_id from group_member where person_id = ${educatorId} and left_at is null and role <> 'coach'))),
        '[]') as "preApprovals"
    from participation part join program p on p.id = part.program_id join program_version v on v.id = p.current_version_id
      join organization o on o.id = p.recognizer_id
    where part.educator_id = ${educatorId} and part.left_at is null ${programId ? sql`and p.id = ${programId}` : sql``}
    order by v.definition->>'name', p.id limit 100`.execute(database);
  return Promise.all(rows.map((row) => standingOf(database, educatorId, row)));
}

interface Row {
  programId: string;
  slug: string;
  state: 'open' | 'closed';
  definition: unknown;
  joinedAt: Date;
  recognizerId: string;
  recognizerSlug: string;
  recognizerName: string;
  done: string[];
  choices: Standing['choices'];
  preApprovals: Standing['preApprovals'];
}

async function standingOf(database: Database, educatorId: string, row: Row): Promise<Standing> {
  const definition = ProgramDefinition.parse(row.definition);
  const { name, steps, choice, preApproval, groups, entries } = definition;
  const known = await lookUpSteps(database, steps, educatorId);
  const isDone = new Set(steps.filter(({ id }, index) => row.done.includes(id) || known[index]?.completed).map(({ id }) => id));
  const states = standingOfSteps(steps, isDone);
  return {
    program: { id: row.programId, slug: row.slug, name, state: row.state },
    recognizer: { id: row.recognizerId, slug: row.recognizerSlug, name: row.recognizerName },
    joinedAt: row.joinedAt,
    asksPreApproval: preApproval.kind === 'chain',
    takesGroups: groups.mode !== 'none',
    choice: { ...choice, of: entries.length },
    steps: steps.map(({ id, kind, title }, index) => ({
      id,
      kind,
      title,
      state: states[index] ?? 'later',
      path: known[index]?.path ?? null,
    })),
    choices: row.choices,
    preApprovals: row.preApprovals,
  };
}
