import { sql } from 'kysely';
import { makeMailedToken, soleAdministrations } from '../../identity/index.ts';
import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import type { Caller } from '../../platform/http/access.ts';
import { erasureAsked, handOverFirst } from '../problems.ts';

/** Days in which it can be taken back. */
const waitingDays = 7;

/**
 * Orders that a person's data be erased after a week, and mails the link that takes it back. Who asked has shown that the account is theirs.
 *
 * @throws {Problem} 409 `hand-over-first` with `organizations`, `erasure-asked`
 */
export async function askForErasure(
  { database, mail, config, clock }: Pick<Ground, 'database' | 'mail' | 'config' | 'clock'>,
  { personId, name, email }: Caller,
): Promise<{ dueAt: Date }> {
  const sole = await soleAdministrations(database, personId);
  if (sole.length) throw handOverFirst(sole);
  const now = clock();
  const dueAt = new Date(now.getTime() + waitingDays * 86_400_000);
  const { token, hash } = makeMailedToken();
  await database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`insert into erasure (person_id, asked_at, due_at, token_hash)
      values (${personId}, ${now}, ${dueAt}, ${hash})
      on conflict (person_id) where state in ('waiting', 'under-way') do nothing returning id`.execute(transaction);
    if (!rows.length) throw erasureAsked();
    await audit(transaction, { personId, action: 'erasure.asked', subjectType: 'person', subjectId: personId });
    await mail.send(
      {
        to: email,
        subject: 'Your account will be erased',
        text: `Hello ${name},\n\nyou asked for your account and your data to be erased. It will be done on ${dueAt.toISOString().slice(0, 10)}. Until then everything stays as it is, and you can take it back.\n\nIf it was not you, take it back at once and change your password.\n\nAfterwards the same link shows what was erased and what stays.`,
        action: { label: 'Keep my account', url: `${config.url}/erasure?token=${token}` },
      },
      transaction,
    );
  });
  return { dueAt };
}
