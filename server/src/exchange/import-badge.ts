import { matchesIdentity, type OpenBadgeCredential, type Report } from '@brevet/openbadges';
import { sql } from 'kysely';
import { findEarner, verifyBadge } from '../awards/index.ts';
import { audit } from '../platform/audit.ts';
import type { Ground } from '../platform/ground.ts';
import type { GuardedFetch } from '../platform/http/guarded-fetch.ts';
import { comparable, decideUpsert, type Upsert } from './compare-badges.ts';
import { badgeNotGood, badgeOfSomebodyElse } from './problems.ts';
import { vcApiLists } from './vc-api/read-lists.ts';

/** A badge that a program brings. */
export interface IncomingBadge {
  personId: string;
  clientId: string;
  /** JSON text or compact JWS, as it came. */
  text: string;
}

/**
 * Takes a badge from elsewhere in for a person: verified first, kept byte for byte, once however often it comes.
 *
 * A badge whose signature does not hold, or is of a kind we cannot check, is refused. One whose issuer or status list is out of reach is
 * kept, and said to be so.
 *
 * @throws {Problem} 400 `badge-not-good` with what was found, 403 `badge-of-somebody-else`
 */
export async function importBadge(
  ground: Ground,
  fetchGuarded: GuardedFetch,
  { personId, clientId, text }: IncomingBadge,
): Promise<Upsert> {
  const { database, clock, config } = ground;
  const report = await verifyBadge(ground, database, text, { fetchElsewhere: fetchGuarded, readHere: vcApiLists(ground) });
  const badge = acceptable(report);
  const earner = await findEarner(database, badge.id, config.url);
  if (earner !== null && earner !== personId) throw badgeOfSomebodyElse();
  if (earner !== null) return 'keep'; // our own badge, which the person has here anyway

  const issuer = typeof badge.issuer === 'string' ? { id: badge.issuer } : badge.issuer;
  const about = {
    form: text.trimStart().startsWith('{') ? 'json' : 'jwt',
    credential: text,
    title: lineOf(badge.credentialSubject.achievement.name || badge.name),
    issuer_name: lineOf('name' in issuer ? issuer.name : issuer.id) || lineOf(issuer.id),
    valid_from: new Date(badge.validFrom),
    verdict: report.verdict,
    recipient: (await namesPerson(ground, badge, personId)) ? 'matches' : 'not-known',
    client_id: clientId,
  };
  const key = { issuer_ref: comparable(issuer.id).slice(0, 2000), credential_ref: comparable(badge.id).slice(0, 2000) };
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`imported-badge/${personId}/${key.credential_ref}`}, 0))`.execute(
      transaction,
    );
    const known = await transaction
      .selectFrom('imported_badge')
      .select(['id', 'valid_from as validFrom'])
      .where('person_id', '=', personId)
      .where(sql`md5(issuer_ref)`, '=', sql`md5(${key.issuer_ref})`)
      .where(sql`md5(credential_ref)`, '=', sql`md5(${key.credential_ref})`)
      .executeTakeFirst();
    const decision = decideUpsert(known?.validFrom ?? null, about.valid_from);
    if (decision === 'keep') return decision;
    const { id } = known
      ? await transaction
          .updateTable('imported_badge')
          .set({ ...about, updated_at: clock() })
          .where('id', '=', known.id)
          .returning('id')
          .executeTakeFirstOrThrow()
      : await transaction
          .insertInto('imported_badge')
          .values({ ...about, ...key, person_id: personId, created_at: clock(), updated_at: clock() })
          .returning('id')
          .executeTakeFirstOrThrow();
    await audit(transaction, {
      personId,
      action: decision === 'create' ? 'imported-badge.added' : 'imported-badge.replaced',
      subjectType: 'imported-badge',
      subjectId: id,
      details: { clientId, credential: key.credential_ref },
    });
    return decision;
  });
}

/** The badge of a report that is good enough to be kept. */
function acceptable({ verdict, checks, credential }: Report): OpenBadgeCredential {
  const bad = checks.find(({ outcome }) => outcome === 'failed');
  if (bad) throw badgeNotGood(bad.message);
  const settled = ['parsed', 'data-model', 'proof'].map((id) => checks.find((check) => check.id === id));
  const open = settled.find((check) => !check || check.outcome === 'not-checked');
  if (verdict === 'invalid' || !credential || open) throw badgeNotGood(open?.message ?? 'It could not be checked.');
  if (![credential.type].flat().some((type) => type === 'OpenBadgeCredential' || type === 'AchievementCredential'))
    throw badgeNotGood('It is an endorsement, not a badge.');
  return credential as OpenBadgeCredential;
}

/** Whether the badge names one of the person's confirmed addresses, or the person as our own badges do. */
async function namesPerson({ database }: Pick<Ground, 'database'>, badge: OpenBadgeCredential, personId: string): Promise<boolean> {
  const { id, identifier } = badge.credentialSubject;
  if (id === `urn:uuid:${personId}`) return true;
  const rows = await database
    .selectFrom('email_address')
    .select('email')
    .where('person_id', '=', personId)
    .where('verified_at', 'is not', null)
    .execute();
  return rows.some(
    ({ email }) => id === `mailto:${email}` || [identifier ?? []].flat().some((identity) => matchesIdentity(identity, email)),
  );
}

const lineOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .replace(/\p{Cc}+/gu, ' ')
        .slice(0, 300)
        .toWellFormed()
    : '';
