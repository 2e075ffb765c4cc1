import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import type { Message } from '../../platform/mail/mail.ts';
import { scoringRoles } from '../policy.ts';
import { eligibleFor, firstWaitingFor } from './eligible.ts';

/** Hours between two such mails to one person: a little less than a day, so that the hour of the day stays. */
const hoursBetween = 20;
/** How many people one round looks at. */
const roundSize = 500;

/** Somebody who evaluates and is there, where something waits that nobody may forget. */
interface Evaluator {
  personId: string;
  name: string;
  email: string;
  /** The issuers where it waits. */
  issuerIds: string[];
}

/** What waits for an evaluator. */
export interface WaitingWork {
  /** Assigned to this evaluator. */
  assigned: number;
  /** For whoever takes it, and promised within the hours that its issuer calls near. */
  near: number;
  firstDueAt: Date | null;
}

/**
 * Writes to evaluators what was assigned to them, and what they may take that is promised soon and nobody has in hand. One mail a person and
 * day, of all their issuers together; not while they are away, and never of what they may not score.
 *
 * @returns how many were written to
 */
export async function tellOfWaiting(ground: Pick<Ground, 'database' | 'mail' | 'config'>, now: Date): Promise<number> {
  const { rows: evaluators } = await sql<Evaluator>`
    with pressing as (
      select distinct evaluation.issuer_id, case when reserved_until > ${now}::timestamptz then reserved_for end as reserved_for
      from evaluation left join reading_plan plan on plan.submission_id = evaluation.submission_id
      where evaluation.state = 'waiting' and (reserved_until > ${now}::timestamptz or ${isNear(now)})
    )
    select person.id as "personId", person.name, person.email, array_agg(distinct m.organization_id::text) as "issuerIds"
    from pressing
    join membership m on m.organization_id = pressing.issuer_id and m.roles && ${[...scoringRoles]}::text[]
      and (pressing.reserved_for is null or pressing.reserved_for = m.person_id)
    join organization on organization.id = m.organization_id
    join person on person.id = m.person_id
    left join evaluator_load load on load.issuer_id = m.organization_id and load.person_id = m.person_id
    left join evaluator_notice notice on notice.person_id = m.person_id
    where (load.away_until is null or load.away_until <= (${now}::timestamptz at time zone organization.timezone)::date)
      and (notice.told_at is null or notice.told_at <= ${lastTold(now)}::timestamptz)
    group by person.id
    limit ${roundSize}`.execute(ground.database);
  let told = 0;
  for (const evaluator of evaluators) {
    const work = await waitingWork(ground, evaluator, now);
    if (!work.assigned && !work.near) continue;
    await ground.database.transaction().execute(async (transaction) => {
      // another node may have written meanwhile
      const first = await sql`
        insert into evaluator_notice (person_id, told_at) values (${evaluator.personId}, ${now})
        on conflict (person_id) do update set told_at = excluded.told_at where evaluator_notice.told_at <= ${lastTold(now)}
        returning person_id`.execute(transaction);
      if (!first.rows.length) return;
      await ground.mail.send(waitingMail(evaluator, work, ground.config.url, now), transaction);
      told += 1;
    });
  }
  return told;
}

const lastTold = (now: Date) => new Date(now.getTime() - hoursBetween * 3_600_000);

const isNear = (now: Date) =>
  sql<boolean>`evaluation.due_at <= ${now}::timestamptz + make_interval(hours => coalesce((plan.settings->>'nearHours')::int, 48))`;

async function waitingWork({ database }: Pick<Ground, 'database'>, evaluator: Evaluator, now: Date): Promise<WaitingWork> {
  const { personId, issuerIds } = evaluator;
  const isMine = sql<boolean>`((evaluation.reserved_for = ${personId} and evaluation.reserved_until > ${now}::timestamptz) is true)`;
  const isAnybodys = sql<boolean>`(evaluation.reserved_for is null or evaluation.reserved_until <= ${now}::timestamptz)`;
  const { rows } = await sql<WaitingWork>`
    select count(*) filter (where ${isMine})::int as assigned, count(*) filter (where not ${isMine})::int as near,
      min(evaluation.due_at) as "firstDueAt"
    from evaluation left join reading_plan plan on plan.submission_id = evaluation.submission_id
    where evaluation.issuer_id = any (${issuerIds}::uuid[]) and evaluation.state = 'waiting'
      and (${isMine} or (${isAnybodys} and ${isNear(now)}))
      and ${eligibleFor(personId)} and ${firstWaitingFor(personId)}`.execute(database);
  return rows[0] ?? { assigned: 0, near: 0, firstDueAt: null };
}

const submissions = (count: number) => (count === 1 ? 'one submission' : `${count} submissions`);
const day = (moment: Date) => new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' }).format(moment);

/** Tells what waits; says nothing of whose it is. */
export function waitingMail(
  { name, email }: Pick<Evaluator, 'name' | 'email'>,
  { assigned, near, firstDueAt }: WaitingWork,
  url: string,
  now: Date,
): Message {
  const waits = [
    ...(assigned ? [`${submissions(assigned)} assigned to you`] : []),
    ...(near ? [`${submissions(near)} that you or a colleague may take, promised soon`] : []),
  ].join(', and ');
  const due = firstDueAt ? ` The first ${firstDueAt < now ? 'was' : 'is'} promised by ${day(firstDueAt)}.` : '';
  return {
    to: email,
    subject: assigned ? `Assigned to you: ${submissions(assigned)}` : `Promised soon: ${submissions(near)}`,
    text: `Hello ${name},\n\nthis waits: ${waits}.${due}\n\nWhat does not suit you now goes to somebody else in time. You hear of this once a day at most; tell your lead when you are away, and nothing is assigned to you.`,
    action: { label: 'Go to your desk', url: `${url}/desk` },
  };
}
