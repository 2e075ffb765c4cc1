import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { issuerProfile } from '../build-credential.ts';
import { alreadyEndorsed, endorsementInThePast } from '../problems.ts';
import { dateTime, signerOf } from '../signing.ts';
import { countPlaces, findPlaces, type Place } from '../status-lists.ts';
import { openVerifier } from '../verify-badge.ts';
import { buildEndorsement } from './build-endorsement.ts';
import { type Endorsed, type EndorsedThing, findEndorsed } from './find-endorsed.ts';
import { dayIn, stillHolds } from './still-holds.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>;

interface Endorsing {
  organizationId: string;
  personId: string;
  endorsed: Endorsed;
  /** Public: why, in the endorser's words. */
  comment: string;
  /** The last day on which it holds, in UTC; for good unless given. */
  holdsUntil?: string | undefined;
}

/**
 * Signs an endorsement with the organization's key, verifies it as a stranger would, and keeps it.
 *
 * @returns its id
 * @throws {Problem} 404 `not-found`; 409 `already-endorsed`, `own-endorsement`; 422 `endorsement-in-the-past`, `endorsed-here`
 */
export async function makeEndorsement(
  ground: Parts,
  { organizationId, personId, endorsed, comment, holdsUntil }: Endorsing,
): Promise<string> {
  const now = ground.clock();
  if (holdsUntil !== undefined && holdsUntil < dayIn(now)) throw endorsementInThePast();
  return ground.database.transaction().execute(async (transaction) => {
    // one at a time for each endorser: no two of the same thing, and no place in its list taken twice
    await sql`select pg_advisory_xact_lock(hashtextextended(${`endorsement/${organizationId}`}, 0))`.execute(transaction);
    const endorser = await transaction
      .selectFrom('organization')
      .select(['id', 'slug', 'name', 'tagline', 'description', 'website', 'is_issuer as isIssuer'])
      .where('id', '=', organizationId)
      .executeTakeFirstOrThrow(() => notFound('organization'));
    const thing = await findEndorsed(ground, transaction, organizationId, endorsed);
    if (await isEndorsed(transaction, organizationId, thing, now)) throw alreadyEndorsed(thing.name);
    const signer = await signerOf(ground, transaction, endorser);
    const [place] = (await findPlaces(transaction, organizationId, { count: 1, purpose: 'revocation', holds: 'endorsements' })) as [Place];
    const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(transaction);
    const { id } = rows[0] as { id: string };
    const credential = buildEndorsement({
      endorsementId: id,
      url: ground.config.url,
      endorser: issuerProfile(signer.id, endorser, ground.config.url),
      endorsed: thing,
      comment,
      madeAt: now,
      holdsUntil: holdsUntil ?? null,
      status: place,
    });
    const text = JSON.stringify(await signer.sign(credential, dateTime(now)));
    const { verdict, checks } = await (await openVerifier(ground, transaction))(text);
    if (verdict !== 'valid') throw new Error(`An endorsement did not hold before our own verifier: ${JSON.stringify(checks)}`);
    await transaction
      .insertInto('endorsement')
      .values({
        id,
        organization_id: organizationId,
        ...thing.columns,
        comment,
        holds_until: holdsUntil ?? null,
        credential: text,
        status_list_id: place.statusListId,
        status_index: place.statusIndex,
        made_by: personId,
        made_at: now,
      })
      .execute();
    await countPlaces(transaction, place.statusListId, 1);
    const details = { organizationId, ...endorsed };
    await audit(transaction, { personId, action: 'endorsement.made', subjectType: 'endorsement', subjectId: id, details });
    return id;
  });
}

/** Whether an endorsement of the same by the same holds already. */
async function isEndorsed(transaction: Writing, organizationId: string, { columns }: EndorsedThing, now: Date): Promise<boolean> {
  const [column, id] =
    'issuer_id' in columns
      ? (['issuer_id', columns.issuer_id] as const)
      : 'foreign_id' in columns
        ? (['foreign_id', columns.foreign_id] as const)
        : (['version_id', columns.version_id] as const);
  const found = await transaction
    .selectFrom('endorsement as e')
    .select('e.id')
    .where('e.organization_id', '=', organizationId)
    .where(`e.${column}`, '=', id)
    .where(stillHolds(now))
    .executeTakeFirst();
  return found !== undefined;
}
