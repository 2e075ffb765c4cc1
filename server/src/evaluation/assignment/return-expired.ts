import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import type { Message } from '../../platform/mail/mail.ts';
import { putBack } from '../take-evaluation.ts';

/** What an evaluator holds, in the words of a mail. */
interface Held {
  id: string;
  evaluatorId: string;
  name: string;
  email: string;
  title: string;
  dueAt: Date;
}

const held = (ground: Pick<Ground, 'database'>) =>
  ground.database
    .selectFrom('evaluation')
    .innerJoin('person', 'person.id', 'evaluation.evaluator_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'evaluation.version_id')
    .select([
      'evaluation.id',
      'person.id as evaluatorId',
      'person.name',
      'person.email',
      'micro_credential_version.title',
      'evaluation.due_at as dueAt',
    ])
    .where('evaluation.state', '=', 'taken')
    .orderBy('evaluation.lease_until')
    .limit(500);

/**
 * Returns to the queue what lay untouched in somebody's hands until its lease ended, so that no submission is ever stuck; tells who
 * had it. Levels stay for the same evaluator, as always.
 *
 * @returns how many went back
 */
export async function returnExpired(ground: Pick<Ground, 'database' | 'mail' | 'config'>, now: Date): Promise<number> {
  const expired = await held(ground).where('evaluation.lease_until', '<=', now).execute();
  let returned = 0;
  for (const one of expired) {
    await ground.database.transaction().execute(async (transaction) => {
      // saved again meanwhile, or returned by another node: then it stays
      const still = await transaction
        .selectFrom('evaluation')
        .select('id')
        .where('id', '=', one.id)
        .where('state', '=', 'taken')
        .where('evaluator_id', '=', one.evaluatorId)
        .where('lease_until', '<=', now)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!still) return;
      await putBack(transaction, one.id, false);
      await audit(transaction, {
        personId: one.evaluatorId,
        action: 'evaluation.lease-ended',
        subjectType: 'evaluation',
        subjectId: one.id,
      });
      await ground.mail.send(returnedMail(one, ground.config.url), transaction);
      returned += 1;
    });
  }
  return returned;
}

/**
 * Reminds evaluators once of what goes back to the queue within a third of its lease.
 *
 * @returns how many were reminded
 */
export async function remindEvaluators(ground: Pick<Ground, 'database' | 'mail' | 'config'>, now: Date): Promise<number> {
  const soon = await held(ground)
    .where('evaluation.reminded_at', 'is', null)
    .where(
      sql<boolean>`evaluation.lease_until > ${now} and ${now} >= evaluation.lease_until - (evaluation.lease_until - evaluation.active_at) / 3`,
    )
    .execute();
  let reminded = 0;
  for (const one of soon) {
    await ground.database.transaction().execute(async (transaction) => {
      const first = await transaction
        .updateTable('evaluation')
        .set({ reminded_at: now })
        .where('id', '=', one.id)
        .where('state', '=', 'taken')
        .where('evaluator_id', '=', one.evaluatorId)
        .where('reminded_at', 'is', null)
        .returning('lease_until as leaseUntil')
        .executeTakeFirst();
      if (!first?.leaseUntil) return;
      await ground.mail.send(reminderMail({ ...one, leaseUntil: first.leaseUntil }, ground.config.url), transaction);
      reminded += 1;
    });
  }
  return reminded;
}

const dayAndHour = (moment: Date) =>
  `${new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(moment)} UTC`;

/** Tells that a submission went back to the queue. */
export function returnedMail({ name, email, title }: Pick<Held, 'name' | 'email' | 'title'>, url: string): Message {
  return {
    to: email,
    subject: `Back in the queue: ${title}`,
    text: `Hello ${name},\n\na submission for "${title}" lay on your desk for a while, so it went back to the queue: its educator waits for an answer.\n\nIf nobody has taken it yet, you find your levels and feedback again when you take it.`,
    action: { label: 'Go to your desk', url: `${url}/desk` },
  };
}

/** Reminds of a submission in hand. */
export function reminderMail(
  { id, name, email, title, leaseUntil }: Pick<Held, 'id' | 'name' | 'email' | 'title'> & { leaseUntil: Date },
  url: string,
): Message {
  return {
    to: email,
    subject: `Still on your desk: ${title}`,
    text: `Hello ${name},\n\nyou have a submission for "${title}" in hand. It goes back to the queue on ${dayAndHour(leaseUntil)}, unless you go on with it: opening it is enough.\n\nIf it does not suit you now, give it back, so that somebody else can read it.`,
    action: { label: 'Go on with it', url: `${url}/evaluations/${id}` },
  };
}
