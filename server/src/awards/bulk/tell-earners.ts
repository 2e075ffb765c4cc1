import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import type { Message } from '../../platform/mail/mail.ts';
import { awardMail } from '../mail-award.ts';

type Parts = Pick<Ground, 'config' | 'database' | 'mail' | 'clock'>;

/** Earners who are told in one transaction. */
const piece = 1000;

/** What an earner is told about an import. */
interface Told {
  earnerId: string;
  name: string;
  email: string;
  issuerName: string;
  /** How many of the import's awards are theirs. */
  count: number;
  /** The first of them. */
  titles: string[];
  awardId: string;
  awardedAt: Date;
}

/**
 * Tells the next earners of an import that has come to its end, each in one letter about all their awards from it. Letters and how far
 * they are share a transaction: nobody is told twice.
 *
 * @returns whether earners are left
 */
export async function tellEarners({ config, database, mail, clock }: Parts, importId: string): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const found = await transaction
      .selectFrom('award_import')
      .select('told_until as toldUntil')
      .where('id', '=', importId)
      .where('state', 'in', ['issued', 'cancelled'])
      .where('told_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!found) return false;
    const { rows } = await sql<Told>`
      select p.id as "earnerId", p.name, p.email, o.name as "issuerName", made.count, made.titles, made.award_id as "awardId",
        made.awarded_at as "awardedAt"
      from (
          select a.earner_id, min(a.issuer_id::text)::uuid as issuer_id, count(*)::int as count, min(a.id::text)::uuid as award_id,
            min(a.awarded_at) as awarded_at,
            (array_agg(v.definition->>'title' order by a.awarded_at, a.id))[1:${mostTitles}] as titles
          from award_import_row r join award a on a.import_row_id = r.id join micro_credential_version v on v.id = a.version_id
          where r.import_id = ${importId} and r.state = 'issued' and a.earner_id > coalesce(${found.toldUntil}::uuid, '00000000-0000-0000-0000-000000000000')
          group by a.earner_id order by a.earner_id limit ${piece}) made
        join person p on p.id = made.earner_id join organization o on o.id = made.issuer_id
      order by p.id`.execute(transaction);
    await mail.sendAll(
      rows.map((told) => letterOf(told, config.url)),
      transaction,
    );
    const isLast = rows.length < piece;
    await transaction
      .updateTable('award_import')
      .set({ told_until: rows.at(-1)?.earnerId ?? found.toldUntil, told_at: isLast ? clock() : null })
      .where('id', '=', importId)
      .execute();
    return !isLast;
  });
}

const mostTitles = 8;

/** The words of the letter; about a single award the same as after a pass. */
function letterOf(told: Told, url: string): Message {
  const { name, email, issuerName, count, titles } = told;
  if (count === 1) return awardMail({ ...told, id: told.awardId, title: titles[0] ?? '', kind: 'micro-credential' }, url);
  const more = count - titles.length;
  const list = [...titles.map((title) => `- ${title}`), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
  return {
    to: email,
    subject: `Your ${count} badges from ${issuerName} are here`,
    text: [
      `Congratulations, ${name}:\n${issuerName} has brought along what you earned there before. Each is now a signed badge of your own, with the day on which you earned it.`,
      list,
      'Each badge has a page on which anybody can check that it is genuine. You would rather keep one to yourself? Hide it among your badges.',
    ].join('\n\n'),
    action: { label: 'See your badges', url: `${url}/badges` },
  };
}
