import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';

/** Days before consent ends on which its earner is reminded. */
const daysBefore = 14;

interface Ending {
  id: string;
  title: string;
  until: string;
  name: string;
  email: string;
}

/**
 * Reminds earners of consent that ends within two weeks, once for each day they gave; one mail a person.
 *
 * @param now decides what is near
 */
export async function remindOfConsent({ database, mail, config }: Pick<Ground, 'database' | 'mail' | 'config'>, now: Date): Promise<void> {
  const today = now.toISOString().slice(0, 10);
  await database.transaction().execute(async (transaction) => {
    const { rows } = await sql<Ending>`
      update evidence_item item set consent_reminded_at = ${now} from person
      where person.id = item.earner_id and item.removed_at is null and item.consent_reminded_at is null
        and item.consent_until between ${today}::date and ${today}::date + ${sql.lit(daysBefore)}::int
      returning item.id, item.title, item.consent_until::text as until, person.name, person.email`.execute(transaction);
    const people = Map.groupBy(rows, ({ email }) => email);
    await mail.sendAll(
      [...people].map(([email, items]) => ({
        to: email,
        subject: items.length === 1 ? `Consent ends soon: ${items[0]?.title}` : `Consent ends soon for ${items.length} items`,
        text: `Hello ${items[0]?.name},\n\nthe consent you hold ends soon for:\n\n${items.map(({ title, until }) => `“${title}”, on ${until}`).join('\n\n')}\n\nFrom the day after, evaluators do not see it any more. If the consent was renewed, say so in your library and it stays.`,
        action: { label: 'Your evidence', url: `${config.url}/evidence` },
      })),
      transaction,
    );
  });
}

/** Starts the reminders, each morning. */
export async function startConsentReminders(ground: Ground): Promise<void> {
  await ground.jobs.every('remind-of-consent', '30 10 * * *', () => remindOfConsent(ground, ground.clock()));
}
