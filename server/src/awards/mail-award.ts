import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import type { EventPayloads } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import type { Message } from '../platform/mail/mail.ts';
import { addresses } from './addresses.ts';
import { linkedInAddress } from './share-links.ts';

/** Tells the earners, with the ways to take the badge along; not those who are told otherwise. */
export async function mailAwards(
  { config, mail }: Pick<Ground, 'config' | 'mail'>,
  transaction: Writing,
  made: EventPayloads['award.made'][],
): Promise<void> {
  const awards = await findMailedAwards(
    transaction,
    made.flatMap(({ awardId, quiet }) => (quiet ? [] : [awardId])),
  );
  await mail.sendAll(
    awards.map((award) => awardMail(award, config.url)),
    transaction,
  );
}

/** An award as mails name it. */
export interface MailedAward {
  id: string;
  title: string;
  kind: 'micro-credential' | 'stack';
  issuerName: string;
  awardedAt: Date;
  name: string;
  email: string;
}

/** What mails about awards say of them. */
export async function findMailedAwards(database: Database, awardIds: string[]): Promise<MailedAward[]> {
  return database
    .selectFrom('award')
    .innerJoin('person', 'person.id', 'award.earner_id')
    .innerJoin('organization', 'organization.id', 'award.issuer_id')
    .leftJoin('micro_credential_version as version', 'version.id', 'award.version_id')
    .leftJoin('stack', 'stack.id', 'award.stack_id')
    .select(['award.id', 'award.awarded_at as awardedAt', 'person.name', 'person.email', 'organization.name as issuerName'])
    .select([
      sql<string>`coalesce(version.definition->>'title', stack.title)`.as('title'),
      sql<MailedAward['kind']>`case when award.stack_id is null then 'micro-credential' else 'stack' end`.as('kind'),
    ])
    .where(sql<boolean>`award.id = any(${awardIds}::uuid[])`)
    .execute();
}

/** The words of the mail. */
export function awardMail(award: MailedAward, url: string): Message {
  const { id, title, kind, issuerName, name, email } = award;
  const address = addresses(url).badge(id);
  const earned =
    kind === 'stack'
      ? `you have completed the stack "${title}", and with it you earned its own badge.`
      : `you earned "${title}". ${issuerName} has signed your badge; it is yours for good, wherever you teach next.`;
  return {
    to: email,
    subject: `Your badge is here: ${title}`,
    text: [
      `Congratulations, ${name}:\n${earned}`,
      `Anybody who has this address sees the badge and can check that it is genuine:\n${address}`,
      `Add it to your LinkedIn profile:\n${linkedInAddress({ title, issuerName, awardedAt: award.awardedAt, address, awardId: id })}`,
      `You would rather keep it to yourself? Hide it among your badges: ${url}/badges`,
    ].join('\n\n'),
    action: { label: 'See your badge', url: `${address}?new=1` },
  };
}
