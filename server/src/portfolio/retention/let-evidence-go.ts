import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { eraseFile } from '../withheld/erase-file.ts';
import { heard, holdsOfItem, type ToldHold } from './holds.ts';
import { type Clock, isOver, noticeDays, retentionClock, withNotice } from './retention-clock.ts';

type Parts = Pick<Ground, 'database' | 'jobs' | 'mail' | 'config'>;

interface Item {
  id: string;
  title: string;
  fileId: string | null;
  earnerId: string;
  name: string;
  email: string;
  holds: ToldHold[];
  toldFor: string | null;
  toldAt: Date | null;
}
type Running = Extract<Clock, { state: 'running' }>;

/** Items looked at in one go. */
const batch = 200;

/**
 * Lets go of evidence whose time is over, and tells earners two weeks before and afterwards: one letter a person and batch. Nothing goes
 * that its earner was not told of.
 *
 * @param now decides what is over
 * @returns how many items went
 */
export async function letEvidenceGo(ground: Parts, now: Date): Promise<number> {
  let gone = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const items = await itemsWithPolicy(ground.database, after);
    const last = items.at(-1);
    if (!last) return gone;
    after = last.id;
    const clocked = items.map((item) => ({ item, clock: retentionClock(heard(item.holds)) }));
    await remind(ground, clocked, now);
    gone += await letGo(ground, clocked, now);
  }
}

/** Items that a submission to an issuer with a policy holds, in the order of their ids. */
async function itemsWithPolicy(database: Parts['database'] | Writing, after: string, only?: string): Promise<Item[]> {
  const { rows } = await sql<Item>`
    select evidence_item.id, evidence_item.title, evidence_item.file_id as "fileId", person.id as "earnerId", person.name, person.email,
      evidence_item.retention_reminded_for as "toldFor", evidence_item.retention_reminded_at as "toldAt", ${holdsOfItem} as holds
    from evidence_item join person on person.id = evidence_item.earner_id
    where evidence_item.id > ${after} and ${only ? sql`evidence_item.id = ${only}` : sql`true`}
      and not exists (select from evidence_expiry where evidence_id = evidence_item.id)
      and not exists (select from evidence_removal where evidence_id = evidence_item.id)
      and exists (select from submission_evidence held join submission on submission.id = held.submission_id
        join journey on journey.id = submission.journey_id join micro_credential on micro_credential.id = journey.micro_credential_id
        join evidence_retention on evidence_retention.organization_id = micro_credential.issuer_id where held.evidence_id = evidence_item.id)
    order by evidence_item.id limit ${batch}`.execute(database);
  return rows;
}

const toldOf = ({ toldFor, toldAt }: Item) => (toldFor && toldAt ? { for: toldFor, at: toldAt } : null);

async function remind({ database, mail, config }: Parts, clocked: { item: Item; clock: Clock }[], now: Date): Promise<void> {
  const horizon = new Date(now.getTime() + noticeDays * 86_400_000).toISOString().slice(0, 10);
  const near = clocked.flatMap(({ item, clock }) =>
    clock.state === 'running' && clock.until <= horizon && item.toldFor !== clock.until ? [{ item, clock }] : [],
  );
  if (!near.length) return;
  await database.transaction().execute(async (transaction) => {
    for (const { item, clock } of near)
      await sql`update evidence_item set retention_reminded_for = ${clock.until}, retention_reminded_at = ${now} where id = ${item.id}`.execute(
        transaction,
      );
    const letters = Map.groupBy(near, ({ item }) => item.email);
    await mail.sendAll(
      [...letters].map(([to, items]) => ({
        to,
        subject: items.length === 1 ? `Will be deleted soon: ${items[0]?.item.title}` : `${items.length} items will be deleted soon`,
        text: `Hello ${items[0]?.item.name},\n\nthe time for which issuers keep this evidence ends soon:\n\n${items
          .map(({ item, clock }) => `“${item.title}”, kept through ${lastDay(item, clock, now)} (${clock.issuer})`)
          .join(
            '\n\n',
          )}\n\nIts file is deleted the day after. Your awards keep their proof. If you want to keep the file yourself, download it before.`,
        action: { label: 'Your evidence', url: `${config.url}/evidence` },
      })),
      transaction,
    );
  });
}

const lastDay = (item: Item, clock: Running, now: Date) => {
  const noticed = withNotice(clock, { for: clock.until, at: now }, now);
  return noticed.state === 'running' ? noticed.until : item.toldFor;
};

async function letGo(ground: Parts, clocked: { item: Item; clock: Clock }[], now: Date): Promise<number> {
  const told: { item: Item; until: string; issuer: string }[] = [];
  for (const { item } of clocked.filter(({ item, clock }) => isOver(withNotice(clock, toldOf(item), now), now))) {
    const until = await letOneGo(ground, item.id, now);
    if (until) told.push({ item, ...until });
  }
  const letters = Map.groupBy(told, ({ item }) => item.email);
  for (const [to, items] of letters)
    await ground.mail.send({
      to,
      subject: items.length === 1 ? `Was deleted: ${items[0]?.item.title}` : `${items.length} items were deleted`,
      text: `Hello ${items[0]?.item.name},\n\nthe time for which issuers keep this evidence is over, and its files were deleted:\n\n${items
        .map(({ item, until, issuer }) => `“${item.title}”, kept through ${until} (${issuer})`)
        .join('\n\n')}\n\nYour awards keep their proof. This letter is your receipt; your library has it, too, under what was removed.`,
      action: { label: 'Your evidence', url: `${ground.config.url}/evidence` },
    });
  return told.length;
}

/** One item in a transaction of its own; null where meanwhile something opened, or it went. */
async function letOneGo({ database, jobs }: Parts, itemId: string, now: Date): Promise<{ until: string; issuer: string } | null> {
  return database.transaction().execute(async (transaction) => {
    await sql`select from evidence_item where id = ${itemId} for update`.execute(transaction);
    const [item] = await itemsWithPolicy(transaction, '00000000-0000-0000-0000-000000000000', itemId);
    if (!item) return null;
    const clock = withNotice(retentionClock(heard(item.holds)), toldOf(item), now);
    if (!isOver(clock, now)) return null;
    const { until, issuer, organizationId } = clock;
    await transaction
      .insertInto('evidence_expiry')
      .values({ evidence_id: itemId, earner_id: item.earnerId, organization_id: organizationId, title: item.title, kept_until: until })
      .execute();
    await transaction.deleteFrom('journey_evidence').where('evidence_id', '=', itemId).execute();
    await sql`update evidence_item set removed_at = coalesce(removed_at, ${now}), removed_from = '[]', description = '' where id = ${itemId}`.execute(
      transaction,
    );
    // another item may be made of the same file
    const { rows: others } = await sql`select from evidence_item where file_id = ${item.fileId} and id <> ${itemId}
      and not exists (select from evidence_expiry where evidence_id = evidence_item.id) limit 1`.execute(transaction);
    if (item.fileId && !others.length) await eraseFile(transaction, jobs, item.fileId);
    return { until, issuer };
  });
}

/** Starts the clock, each morning. */
export async function startRetention(ground: Ground): Promise<void> {
  await ground.jobs.every('let-evidence-go', '10 4 * * *', async () => {
    await letEvidenceGo(ground, ground.clock());
  });
}
