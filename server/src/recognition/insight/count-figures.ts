import { type RawBuilder, sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { EntryKind } from '../incentives/rule.ts';
import { type Adoption, type Figures, noFigures, type PipelineState, type Step } from './figures.ts';

/** The figures of one view. */
export interface View {
  /** Null: all schools. */
  schoolId: string | null;
  /** Null: all programs. */
  programId: string | null;
  figures: Figures;
}

/** What every row of a count says about where it belongs; null: all. */
interface Place {
  schoolId: string | null;
  programId: string | null;
}

/**
 * Counts the figures of a recognizer, of all views at once: eight statements, however many educators there are.
 *
 * @param cycleDay the day of the month on which the recognizer's cycles begin: what is no money is put into months that begin on it
 */
export async function countFigures(
  transaction: Writing,
  { recognizerId, timezone, cycleDay }: { recognizerId: string; timezone: string; cycleDay: number },
): Promise<View[]> {
  const views = new Map<string, View>();
  const view = ({ schoolId, programId }: Place): Figures => {
    const key = `${schoolId}/${programId}`;
    const known = views.get(key) ?? { schoolId, programId, figures: noFigures() };
    views.set(key, known);
    return known.figures;
  };
  view({ schoolId: null, programId: null });

  const staff = await countStaff(transaction, recognizerId);
  for (const programId of [null, ...(await programsOf(transaction, recognizerId))])
    for (const { schoolId } of staff) view({ schoolId, programId });
  const adopted = await countFirsts(transaction, recognizerId);
  for (const { schoolId, programId, month, count } of adopted) view({ schoolId, programId }).firsts[month] = count;
  for (const { schoolId, programId, month, count } of await countAwards(transaction, recognizerId))
    view({ schoolId, programId }).awards[month] = count;
  for (const { step, month, days, ...place } of await countSteps(transaction, recognizerId, timezone))
    view(place).steps[step][month] = days;
  for (const { kind, unit, months, ...place } of await sumLedger(transaction, recognizerId, cycleDay))
    view(place).worth.push({ kind, unit, months });
  for (const { people, ...place } of await countPaid(transaction, recognizerId)) view(place).paidPeople = people;
  for (const { state, lines, educators, ...place } of await countPipeline(transaction, recognizerId))
    view(place).pipeline[state] = { lines, educators };

  const educators = new Map(staff.map((row) => [row.schoolId, row.educators]));
  for (const { schoolId, figures } of views.values()) figures.educators = educators.get(schoolId) ?? 0;
  addSchools(views, educators);
  return [...views.values()];
}

/** Lets the views of all schools carry each school's adoption, so that a table of schools is read with one row. */
function addSchools(views: ReadonlyMap<string, View>, educators: ReadonlyMap<string | null, number>): void {
  for (const whole of views.values()) {
    if (whole.schoolId !== null) continue;
    for (const [schoolId, count] of educators) {
      if (schoolId === null) continue;
      const { firsts, awards } = views.get(`${schoolId}/${whole.programId}`)?.figures ?? noFigures();
      whole.figures.schools[schoolId] = { educators: count, firsts, awards } satisfies Adoption;
    }
  }
}

/** Educators of today, once for all schools together (null) and once for each school they work at. */
const seats = (recognizerId: string): RawBuilder<unknown> => sql`
  own as (
    select id from organization where id = ${recognizerId}
    union select o.id from organization o join own on o.parent_id = own.id),
  staff as (
    select m.person_id as educator_id, m.organization_id from membership m join own on own.id = m.organization_id
    where m.roles @> array['educator']),
  seat as (
    select distinct educator_id, null::uuid as school_id from staff
    union all select educator_id, organization_id from staff where organization_id <> ${recognizerId})`;

async function programsOf(transaction: Writing, recognizerId: string): Promise<string[]> {
  const rows = await transaction
    .selectFrom('program')
    .select('id')
    .where('recognizer_id', '=', recognizerId)
    .where('state', '<>', 'draft')
    .execute();
  return rows.map(({ id }) => id);
}

const stands = sql`('submitted', 'held', 'posted')`;
const month = (date: RawBuilder<unknown>) => sql`to_char(${date}, 'YYYY-MM')`;

async function countStaff(transaction: Writing, recognizerId: string) {
  const { rows } = await sql<{ schoolId: string | null; educators: number }>`
    with recursive ${seats(recognizerId)}
    select school_id as "schoolId", count(*) as educators from seat group by 1`.execute(transaction);
  return rows;
}

/** When the educators of today earned their first standing award, of all programs and of each. */
async function countFirsts(transaction: Writing, recognizerId: string) {
  const { rows } = await sql<Place & { month: string; count: number }>`
    with recursive ${seats(recognizerId)},
    first as (
      select educator_id, program_id, min(earned_on) as earned_on from claim
      where recognizer_id = ${recognizerId} and state in ${stands}
      group by grouping sets ((educator_id), (educator_id, program_id)))
    select school_id as "schoolId", program_id as "programId", ${month(sql`earned_on`)} as month, count(*) as count
    from first join seat using (educator_id) group by 1, 2, 3`.execute(transaction);
  return rows;
}

/** Standing awards by month. */
async function countAwards(transaction: Writing, recognizerId: string) {
  const { rows } = await sql<Place & { month: string; count: number }>`
    with recursive ${seats(recognizerId)}
    select null::uuid as "schoolId", program_id as "programId", ${month(sql`earned_on`)} as month, count(*) as count from claim
    where recognizer_id = ${recognizerId} and state in ${stands} group by grouping sets ((3), (2, 3))
    union all
    select school_id, program_id, ${month(sql`earned_on`)}, count(*)
    from claim join (select * from seat where school_id is not null) at_school using (educator_id)
    where recognizer_id = ${recognizerId} and state in ${stands} group by grouping sets ((1, 3), (1, 2, 3))`.execute(transaction);
  return rows;
}

/** Exact to the day for two months, then to the week for a year, then to four weeks: a median needs no more, and rows stay few. */
const days = sql`case when days <= 60 then days when days <= 364 then days / 7 * 7 else days / 28 * 28 end`;

/** How long each step took, of awards that stand. */
async function countSteps(transaction: Writing, recognizerId: string, timezone: string) {
  const { rows } = await sql<Place & { step: Step; month: string; days: [number, number][] }>`
    with recursive ${seats(recognizerId)},
    asked as (
      select p.id, min(a.taken_at at time zone ${timezone})::date as asked_on
      from pre_approval p join pre_approval_act a on a.pre_approval_id = p.id and a.act = 'submit'
      where p.recognizer_id = ${recognizerId} group by p.id),
    paid as (
      select claim_id, min(c.closed_at at time zone ${timezone})::date as paid_on
      from ledger_closing c join ledger_closing_entry ce on ce.closing_id = c.id join ledger_entry e on e.id = ce.entry_id
      cross join unnest(e.claim_ids) claim_id
      where c.recognizer_id = ${recognizerId} and e.reverses is null group by claim_id),
    took as (
      select c.educator_id, c.program_id, step.name, ${month(sql`step.done`)} as month, greatest(step.done - step.since, 0) as days
      from claim c left join asked on asked.id = c.pre_approval_id left join paid on paid.claim_id = c.id
      cross join lateral (values ('approved', asked.asked_on, c.approved_on), ('award', c.approved_on, c.earned_on),
        ('claimed', c.earned_on, c.submitted_on), ('posted', c.submitted_on, case when c.state = 'posted' then c.posted_on end),
        ('paid', case when c.state = 'posted' then c.posted_on end, paid.paid_on)) as step(name, since, done)
      where c.recognizer_id = ${recognizerId} and c.state in ${stands} and step.since is not null and step.done is not null),
    counted as (
      select null::uuid as school_id, program_id, name, month, ${days} as days, count(*) as times from took
      group by grouping sets ((3, 4, 5), (2, 3, 4, 5))
      union all
      select school_id, program_id, name, month, ${days}, count(*) from took
      join (select * from seat where school_id is not null) at_school using (educator_id)
      group by grouping sets ((1, 3, 4, 5), (1, 2, 3, 4, 5)))
    select school_id as "schoolId", program_id as "programId", name as step, month,
      jsonb_agg(jsonb_build_array(days, times) order by days) as days
    from counted group by 1, 2, 3, 4`.execute(transaction);
  return rows;
}

/** An entry goes with the program of the award that completed it: of several the one that was handed in last. */
const entries = (recognizerId: string): RawBuilder<unknown> => sql`
  entry as (
    select e.educator_id, e.kind, e.unit, e.amount, e.earned_on, e.effective_on, c.program_id
    from ledger_entry e left join claim c on c.id = e.claim_ids[cardinality(e.claim_ids)]
    where e.recognizer_id = ${recognizerId})`;

/** What the ledger sums to. */
async function sumLedger(transaction: Writing, recognizerId: string, cycleDay: number) {
  const due = sql`case when kind in ('base-salary', 'stipend') then ${month(sql`effective_on`)}
    else ${month(sql`earned_on - ${cycleDay - 1}::int`)} end`;
  const { rows } = await sql<Place & { kind: EntryKind; unit: string; months: Record<string, string> }>`
    with recursive ${seats(recognizerId)}, ${entries(recognizerId)},
    summed as (
      select null::uuid as school_id, program_id, grouping(program_id) as of_all, kind, unit, ${due} as month, sum(amount) as amount
      from entry group by grouping sets ((4, 5, 6), (program_id, 4, 5, 6))
      union all
      select school_id, program_id, grouping(program_id), kind, unit, ${due}, sum(amount) from entry
      join (select * from seat where school_id is not null) at_school using (educator_id)
      group by grouping sets ((1, 4, 5, 6), (1, program_id, 4, 5, 6)))
    select school_id as "schoolId", program_id as "programId", kind, unit,
      jsonb_object_agg(month, amount::numeric(20, 2)::text) as months
    from summed where amount <> 0 and (of_all = 1 or program_id is not null)
    group by 1, 2, 3, 4 order by 3, 4`.execute(transaction);
  return rows;
}

/** Of how many people the entries are. */
async function countPaid(transaction: Writing, recognizerId: string) {
  const { rows } = await sql<Place & { people: number }>`
    with recursive ${seats(recognizerId)}, ${entries(recognizerId)},
    person as (select distinct educator_id, program_id from entry),
    counted as (
      select null::uuid as school_id, program_id, grouping(program_id) as of_all, count(distinct educator_id) as people
      from person group by grouping sets ((), (program_id))
      union all
      select school_id, program_id, grouping(program_id), count(distinct educator_id) from person
      join (select * from seat where school_id is not null) at_school using (educator_id)
      group by grouping sets ((1), (1, program_id)))
    select school_id as "schoolId", program_id as "programId", people from counted
    where of_all = 1 or program_id is not null`.execute(transaction);
  return rows;
}

/** What is under way now: asked for, approved, chosen, begun, earned, handed in; each line once, where it is furthest. */
async function countPipeline(transaction: Writing, recognizerId: string) {
  const { rows } = await sql<Place & { state: PipelineState; lines: number; educators: number }>`
    with recursive ${seats(recognizerId)},
    wanted as (
      select l.educator_id, l.counts_as, p.program_id, p.state = 'approved' as begins, 'asked' as before
      from pre_approval p join pre_approval_line l on l.pre_approval_id = p.id
      where p.recognizer_id = ${recognizerId} and p.state in ('submitted', 'asked-back', 'approved')
      union all
      select c.educator_id, e.counts_as, c.program_id, v.definition->'preApproval'->>'kind' is distinct from 'chain', 'chosen'
      from program p join program_version v on v.id = p.current_version_id
      join participation part on part.program_id = p.id and part.left_at is null
      join participation_choice c on c.program_id = part.program_id and c.educator_id = part.educator_id
      join program_entry e on e.version_id = v.id and e.entry_id = c.entry_id
      where p.recognizer_id = ${recognizerId}),
    line as (
      select distinct on (educator_id, counts_as) educator_id, counts_as, program_id, begins, before from wanted
      order by educator_id, counts_as, begins desc, before, program_id),
    standing as (
      select line.*, case when line.counts_as like 'mc:%' then substr(line.counts_as, 4)::uuid end as micro_credential_id,
        claim.state as claimed
      from line left join claim on claim.recognizer_id = ${recognizerId} and claim.educator_id = line.educator_id
        and claim.counts_as = line.counts_as and claim.state in ${stands}),
    placed as (
      select educator_id, program_id, case
        when exists (select from award a where a.earner_id = educator_id and a.micro_credential_id = standing.micro_credential_id
          and not exists (select from award_revocation r where r.award_id = a.id)) and begins then 'awarded'
        when begins and exists (select from journey j where j.earner_id = educator_id
          and j.micro_credential_id = standing.micro_credential_id and j.state <> 'withdrawn') then 'in-progress'
        when begins and before = 'asked' then 'approved' else before end as state
      from standing where claimed is null
      union all
      select educator_id, program_id, 'handed-in' from claim
      where recognizer_id = ${recognizerId} and state in ('submitted', 'held'))
    select null::uuid as "schoolId", program_id as "programId", state, count(*) as lines, count(distinct educator_id) as educators
    from placed group by grouping sets ((3), (2, 3))
    union all
    select school_id, program_id, state, count(*), count(distinct educator_id)
    from placed join (select * from seat where school_id is not null) at_school using (educator_id)
    group by grouping sets ((1, 3), (1, 2, 3))`.execute(transaction);
  return rows;
}
