import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';

interface Reminder {
  email: string;
  name: string;
  kind: 'approver' | 'author';
  waiting: number;
  organizationId: string | null;
  firstId: string;
}

/** Days after which somebody is reminded again. */
const approverDays = 3;
const authorDays = 7;
const portion = 200;

/**
 * Reminds by mail, once a morning: approvers of what waits for them (as soon as it is new, then every three days), authors of what was
 * asked back (after a week, then every week). One mail a person and portion; mails and marks share a transaction, so that a crash neither
 * repeats nor loses one.
 *
 * @returns how many mails were sent
 */
export async function remind(ground: Pick<Ground, 'database' | 'mail' | 'config' | 'clock'>): Promise<number> {
  const now = ground.clock();
  let sent = 0;
  for (;;) {
    const { due, reminders } = await ground.database.transaction().execute(async (transaction) => {
      const { rows: marked } = await sql<{ id: string }>`
        update pre_approval set reminded_at = ${now} where id in (
          select p.id from pre_approval p join pre_approval_act a on a.id = p.last_act_id
          where (p.state = 'submitted' and coalesce(p.reminded_at <= ${before(now, approverDays)}, true))
            or (p.state = 'asked-back' and coalesce(p.reminded_at, a.taken_at) <= ${before(now, authorDays)})
          order by p.id limit ${portion} for update of p skip locked) returning id`.execute(transaction);
      if (!marked.length) return { due: 0, reminders: [] };
      const ids = marked.map(({ id }) => id);
      const { rows } = await sql<Reminder>`
        with due as (select * from pre_approval where id = any(${ids}::uuid[])),
        place as (
          with recursive above as (
            select due.id as case_id, due.recognizer_id, o.id, o.parent_id from due
              join membership m on m.person_id = due.educator_id join organization o on o.id = m.organization_id
            union select above.case_id, above.recognizer_id, o.id, o.parent_id from above join organization o on o.id = above.parent_id),
          own as (
            select recognizer_id, recognizer_id as id from due
            union select own.recognizer_id, o.id from own join organization o on o.parent_id = own.id)
          select above.case_id, above.id as organization_id from above join own using (recognizer_id, id)
          union select id, recognizer_id from due),
        told as (
          select m.person_id, 'approver' as kind, due.id, due.recognizer_id
          from due join place on place.case_id = due.id
            join membership m on m.organization_id = place.organization_id and m.person_id <> due.educator_id
              and due.chain->(due.step - 1)->>'role' = any(m.roles)
          where due.state = 'submitted'
          union
          select educator_id, 'author', id, recognizer_id from due where state = 'asked-back')
        select person.email, person.name, told.kind, count(distinct told.id)::int as waiting,
          min(told.recognizer_id::text) as "organizationId", min(told.id::text) as "firstId"
        from told join person on person.id = told.person_id
        group by person.id, person.email, person.name, told.kind`.execute(transaction);
      for (const reminder of rows) await ground.mail.send(reminderMail(reminder, ground.config.url), transaction);
      return { due: marked.length, reminders: rows };
    });
    sent += reminders.length;
    if (due < portion) return sent;
  }
}

const before = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

function reminderMail({ email, name, kind, waiting, firstId }: Reminder, url: string) {
  if (kind === 'author')
    return {
      to: email,
      subject: 'Your request for pre-approval waits for your answer',
      text: `Hello ${name},\n\na reviewer has a question about your request. It goes on when you have answered and submitted it again; everything you wrote is kept.`,
      action: { label: 'Answer', url: `${url}/pre-approvals/${firstId}` },
    };
  return {
    to: email,
    subject: waiting === 1 ? 'One request for pre-approval waits for you' : `${waiting} requests for pre-approval wait for you`,
    text: `Hello ${name},\n\n${waiting === 1 ? 'an educator waits' : `${waiting} educators or groups wait`} for your decision. They begin their work when you have said yes.`,
    action: { label: 'Go to the desk', url: `${url}/reviews` },
  };
}
