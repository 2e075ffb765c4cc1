import { createHash, randomInt } from 'node:crypto';
import { createBitstring, freeze, setStatus, statusListCredential } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import { KeyServiceAway } from '../platform/envelopes/key-wrapper.ts';
import type { Ground } from '../platform/ground.ts';
import { addresses } from './addresses.ts';
import { findCurrentKey } from './issuer-keys.ts';
import { dateTime, type Signer, signerOf } from './signing.ts';

/** A list takes awards until it is this full: so a random place is free at the first or second try. */
const fullAt = 0.75;
/** Seconds a copy of a list may be kept; a revocation or suspension shows within a minute. */
export const statusTtlSeconds = 30;
/** A list is signed anew after this, so that nobody can show an old copy for ever. */
const validForMilliseconds = 24 * 3600 * 1000;
const signedAgainAfter = 3600 * 1000;

/** What a badge can tell of its standing: that it was revoked for good, or that it must not be relied on for now. */
export type BadgeStatus = 'revocation' | 'suspension';

/** Where a badge's status stands. */
export interface Place {
  purpose: BadgeStatus;
  statusListId: string;
  statusIndex: number;
}

/**
 * Free places for awards in the newest status list of the issuer, at random, so that they say nothing about the order of awards. Nothing
 * is reserved: of two awards that find the same place only one can be inserted; the other looks again.
 *
 * @param wanted.count how many
 * @param wanted.purpose for what kind of status
 * @param wanted.holds for what; badges and endorsements do not share a list
 * @returns that many; fewer, but at least one, when the list is nearly full: the next ones are in the next list
 */
export async function findPlaces(
  transaction: Writing,
  organizationId: string,
  { count: wanted, purpose, holds = 'awards' }: { count: number; purpose: BadgeStatus; holds?: 'awards' | 'endorsements' },
): Promise<Place[]> {
  const { id: statusListId, size, room } = await listWithRoom(transaction, organizationId, { purpose, holds });
  const free = new Set<number>();
  while (free.size < Math.min(wanted, room)) {
    const chosen = new Set<number>();
    while (free.size + chosen.size < Math.min(wanted, room)) {
      const index = randomInt(size);
      if (!free.has(index)) chosen.add(index);
    }
    const taken = await transaction
      .selectFrom(holds === 'awards' ? 'award' : 'endorsement')
      .select('status_index')
      .where('status_list_id', '=', statusListId)
      .where(sql<boolean>`status_index = any(${[...chosen]}::int[])`)
      .execute();
    for (const { status_index } of taken) chosen.delete(status_index);
    for (const index of chosen) free.add(index);
  }
  return [...free].map((statusIndex) => ({ statusListId, statusIndex, purpose }));
}

/** Counts awards in their list; last in the transaction, because the row stays locked until the end. */
export async function countPlaces(transaction: Writing, statusListId: string, count: number): Promise<void> {
  await transaction
    .updateTable('status_list')
    .set({ used: sql`used + ${count}` })
    .where('id', '=', statusListId)
    .execute();
}

async function listWithRoom(
  transaction: Writing,
  organizationId: string,
  { purpose, holds }: { purpose: BadgeStatus; holds: 'awards' | 'endorsements' },
): Promise<{ id: string; size: number; room: number }> {
  const room = sql<number>`ceil(size * ${sql.lit(fullAt)})::int - used`.as('room');
  const find = () =>
    transaction
      .selectFrom('status_list')
      .select(['id', 'size', room])
      .where('organization_id', '=', organizationId)
      .where('purpose', '=', purpose)
      .where('holds', '=', holds)
      .where(sql<boolean>`used < size * ${sql.lit(fullAt)}`)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
  const known = await find();
  if (known) return known;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`status-list/${organizationId}`}, 0))`.execute(transaction);
  return (
    (await find()) ??
    (await transaction
      .insertInto('status_list')
      .values({ organization_id: organizationId, purpose, holds })
      .returning(['id', 'size', room])
      .executeTakeFirstOrThrow())
  );
}

/** A signed list as it is served. */
export interface SignedList {
  text: string;
  etag: string;
  /** The same, parsed and frozen: whoever verifies many badges verifies it once. */
  document: unknown;
}

const signedLists = new Map<string, SignedList & { standing: string; keyId: string; signedAt: number }>();
const mostLists = 300;

/**
 * The signed list as it stands this moment. Revocations, suspensions and withdrawals are only ever added and suspensions end once, so their counts
 * say whether the signed text in memory still holds, on any node.
 *
 * A badge in a list of suspensions has no other place, so once revoked it stays set there for good.
 *
 * @returns null when there is no such list
 */
export async function signedStatusList(
  ground: Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>,
  database: Database,
  listId: string,
): Promise<SignedList | null> {
  const list = await database
    .selectFrom('status_list')
    .innerJoin('organization', 'organization.id', 'status_list.organization_id')
    .select(['status_list.size', 'status_list.created_at as createdAt', 'organization.id as organizationId', 'organization.slug'])
    .select([
      sql<BadgeStatus>`status_list.purpose`.as('purpose'),
      sql<string>`(select count(*) from award_revocation where status_list_id = status_list.id) || '/' ||
        (select count(*) || '/' || count(ended_at) from award_suspension where status_list_id = status_list.id) || '/' ||
        (select count(*) from endorsement_withdrawal where status_list_id = status_list.id)`.as('standing'),
    ])
    .where('status_list.id', '=', listId)
    .executeTakeFirst();
  if (!list) return null;
  const now = ground.clock().getTime();
  const keyId = (await findCurrentKey(database, list.organizationId))?.id;
  const known = signedLists.get(listId);
  const kept = known?.standing === list.standing && known.keyId === keyId && known.signedAt <= now ? known : undefined;
  if (kept && now - kept.signedAt < signedAgainAfter) return kept;
  const organization = { id: list.organizationId, slug: list.slug };
  let signer: Signer;
  try {
    signer = await signerOf(ground, database, organization);
  } catch (error) {
    // what it says is true, and it is signed for a day: a key service that is away for minutes keeps nobody from reading it
    if (error instanceof KeyServiceAway && kept && now - kept.signedAt < validForMilliseconds) return kept;
    throw error;
  }
  const set = await setPlaces(database, listId, list.purpose);
  const text = await signList(signer, {
    id: addresses(ground.config.url).statusList(listId),
    size: list.size,
    createdAt: list.createdAt,
    purpose: list.purpose,
    set,
    now,
  });
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const made = { text, etag, document: freeze(JSON.parse(text)), standing: list.standing, keyId: signer.keyId, signedAt: now };
  signedLists.delete(listId);
  signedLists.set(listId, made);
  if (signedLists.size > mostLists) signedLists.delete(signedLists.keys().next().value ?? '');
  return made;
}

/** The places of a list that are set. */
async function setPlaces(database: Database, listId: string, purpose: BadgeStatus): Promise<number[]> {
  const revoked = await database.selectFrom('award_revocation').select('status_index').where('status_list_id', '=', listId).execute();
  const suspended =
    purpose === 'suspension'
      ? await database
          .selectFrom('award_suspension')
          .select('status_index')
          .where('status_list_id', '=', listId)
          .where('ended_at', 'is', null)
          .execute()
      : [];
  const withdrawn = await database
    .selectFrom('endorsement_withdrawal')
    .select('status_index')
    .where('status_list_id', '=', listId)
    .execute();
  return [...revoked, ...suspended, ...withdrawn].map(({ status_index }) => status_index);
}

async function signList(
  signer: Signer,
  list: { id: string; size: number; createdAt: Date; purpose: BadgeStatus; set: number[]; now: number },
): Promise<string> {
  const bits = createBitstring(list.size);
  for (const index of list.set) setStatus(bits, index, true);
  const credential = statusListCredential({
    id: list.id,
    issuer: signer.id,
    purpose: list.purpose,
    bits,
    // the day on which the list was begun: clocks of verifiers differ
    validFrom: `${list.createdAt.toISOString().slice(0, 10)}T00:00:00Z`,
    validUntil: dateTime(new Date(list.now + validForMilliseconds)),
    ttlSeconds: statusTtlSeconds,
  });
  return JSON.stringify(await signer.sign(credential, dateTime(new Date(list.now))));
}
