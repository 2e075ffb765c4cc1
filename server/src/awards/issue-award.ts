import { randomBytes, randomInt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Achievement, Evidence, Profile, Result } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { type BadgeFacts, buildCredential, issuerProfile } from './build-credential.ts';
import { dateTime, type Signer, signerOf } from './signing.ts';
import { type BadgeStatus, countPlaces, findPlaces, type Place } from './status-lists.ts';
import { openVerifier } from './verify-badge.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database' | 'events'>;

/** For what a badge is: a passed submission, an earlier award that the issuer brought along, or a completed stack. */
export type AwardedFor = ({ microCredentialId: string; versionId: string } & Source) | { stackId: string };

/** Where an award of a micro-credential comes from; each source gives at most one. */
type Source = { submissionId: string } | { importRowId: string };

export interface AwardRequest {
  earnerId: string;
  awardedFor: AwardedFor;
  awardedAt: Date;
  /** Whether the earner is told otherwise than by a mail for this award. */
  quiet?: boolean;
  /** Says what was achieved, once it is known under which name the issuer signs. */
  describe(creator: Profile): { achievement: Achievement; results: Result[]; evidence: Evidence[] };
}

/**
 * Signs a badge, verifies it as a stranger would, stores it, and tells that it was made; all in the given transaction.
 *
 * A submission, or a row of an import, has at most one badge: if there is one already, nothing happens.
 */
export async function issueAward(
  ground: Parts,
  transaction: Writing,
  { issuerId, ...request }: AwardRequest & { issuerId: string },
): Promise<void> {
  await issueAwards(ground, transaction, issuerId, [request]);
}

/**
 * The same for many of one issuer, a few hundred at most: what they have in common is read once, what is theirs in one statement each.
 * Each badge is verified; the first and one at random are also signed the long way and compared (`template-mismatch` stops them all).
 *
 * @throws {OpenBadgesError} `template-mismatch`
 */
export async function issueAwards(ground: Parts, transaction: Writing, issuerId: string, requests: readonly AwardRequest[]): Promise<void> {
  const issuer = await transaction
    .selectFrom('organization')
    .select(['id', 'slug', 'name', 'tagline', 'description', 'website'])
    .select(sql<BadgeStatus>`badge_status`.as('badgeStatus'))
    .where('id', '=', issuerId)
    .executeTakeFirstOrThrow();
  const emails = await verifiedAddresses(transaction, requests);
  const signer = await signerOf(ground, transaction, issuer);
  const profile = issuerProfile(signer.id, issuer, ground.config.url);
  const about = (request: AwardRequest, awardId: string, status: Place): BadgeFacts => ({
    awardId,
    url: ground.config.url,
    issuer: profile,
    earner: { personId: request.earnerId, email: emails.get(request.earnerId) ?? null, salt: randomBytes(16).toString('hex') },
    ...request.describe(profile),
    awardedAt: request.awardedAt,
    status,
  });
  let open = [...requests];
  while (open.length) {
    const places = await findPlaces(transaction, issuerId, { count: open.length, purpose: issuer.badgeStatus });
    const ids = await newIds(transaction, places.length);
    const drafts = places.map((place, index) => {
      const request = open[index] as AwardRequest;
      const id = ids[index] as string;
      return { id, place, request, facts: about(request, id, place) };
    });
    const texts = await signBadges(
      signer,
      ground,
      drafts.map(({ facts }) => facts),
    );
    await holdToOwnVerifier(ground, transaction, texts);
    const stored = await store(
      transaction,
      issuerId,
      drafts.map((draft, index) => ({ ...draft, text: texts[index] as string })),
    );
    const made = drafts.filter(({ id }) => stored.has(id));
    const left = drafts.filter(({ id }) => !stored.has(id)).map(({ request }) => request);
    // without a row and without an award somebody else took the place in the list at this moment
    open = [...open.slice(drafts.length), ...(await withoutGiven(transaction, left))];
    await ground.events.emitAll(
      transaction,
      'award.made',
      made.map(({ id, request: { earnerId, awardedFor, quiet = false } }) => ({
        awardId: id,
        earnerId,
        issuerId,
        ...subjectOf(awardedFor),
        quiet,
      })),
    );
    if (made[0]) await countPlaces(transaction, made[0].place.statusListId, made.length);
  }
}

/** Whether a submission has its badge. */
export async function hasAward(transaction: Writing, submissionId: string): Promise<boolean> {
  const found = await transaction.selectFrom('award').select('id').where('submission_id', '=', submissionId).executeTakeFirst();
  return found !== undefined;
}

/** Milliseconds of signing or verifying after which others have their turn: requests are answered meanwhile. */
const turn = 10;

async function* inTurns<T>(things: readonly T[]): AsyncGenerator<[number, T]> {
  let began = performance.now();
  for (const entry of things.entries()) {
    if (performance.now() - began > turn) {
      await setImmediate();
      began = performance.now();
    }
    yield entry;
  }
}

async function signBadges(signer: Signer, { clock }: Parts, badges: BadgeFacts[]): Promise<string[]> {
  const created = dateTime(clock());
  // one alone is left to the library, which compares now and then
  const compared = badges.length > 1 ? [0, randomInt(badges.length)] : [];
  const texts: string[] = [];
  for await (const [index, facts] of inTurns(badges)) {
    const options = compared.length ? { created, compare: compared.includes(index) } : { created };
    texts.push(await signer.badges.issueJson(buildCredential(facts), options));
  }
  return texts;
}

/** Nothing leaves this house that its own verifier would not accept. A refusal is a bug of ours: the job tries again and it is logged. */
async function holdToOwnVerifier(ground: Parts, transaction: Writing, texts: string[]): Promise<void> {
  const verify = await openVerifier(ground, transaction);
  for await (const [, text] of inTurns(texts)) {
    const { verdict, checks } = await verify(text);
    if (verdict === 'valid') continue;
    const wrong = checks.filter(({ outcome }) => outcome !== 'passed');
    throw new Error(`A badge did not hold before our own verifier (${verdict}): ${JSON.stringify(wrong)}`);
  }
}

/** @returns ids of those that were stored: not those whose source or place has an award already */
async function store(
  transaction: Writing,
  issuerId: string,
  awards: { id: string; place: Place; request: AwardRequest; text: string }[],
): Promise<Set<string>> {
  const rows = awards.map(({ id, place, request, text }) => ({
    id,
    earner_id: request.earnerId,
    ...columnsOf(request.awardedFor),
    status_list_id: place.statusListId,
    status_index: place.statusIndex,
    credential: text,
    awarded_at: request.awardedAt,
  }));
  const stored = await sql<{ id: string }>`
    insert into award (id, earner_id, issuer_id, micro_credential_id, version_id, stack_id, submission_id, import_row_id, status_list_id,
      status_index, credential, awarded_at)
    select id, earner_id, ${issuerId}, micro_credential_id, version_id, stack_id, submission_id, import_row_id, status_list_id,
      status_index, credential, awarded_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as made(id uuid, earner_id uuid, micro_credential_id uuid, version_id uuid,
      stack_id uuid, submission_id uuid, import_row_id uuid, status_list_id uuid, status_index int, credential text, awarded_at timestamptz)
    on conflict do nothing returning id`.execute(transaction);
  return new Set(stored.rows.map(({ id }) => id));
}

/** The requests whose source has given no award; a stack has no source of its own. */
async function withoutGiven(transaction: Writing, requests: AwardRequest[]): Promise<AwardRequest[]> {
  if (!requests.length) return [];
  const sources = requests.map(({ awardedFor }) => sourceOf(awardedFor));
  const given = await transaction
    .selectFrom('award')
    .select(sql<string>`coalesce(submission_id, import_row_id)`.as('source'))
    .where(sql<boolean>`submission_id = any(${sources}::uuid[]) or import_row_id = any(${sources}::uuid[])`)
    .execute();
  const known = new Set(given.map(({ source }) => source));
  return requests.filter((_, index) => !known.has(sources[index] ?? ''));
}

async function newIds(transaction: Writing, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id from generate_series(1, ${count}::int)`.execute(transaction);
  return rows.map(({ id }) => id);
}

/** Each earner's own address where it is verified, else the oldest verified one. */
async function verifiedAddresses(transaction: Writing, requests: readonly AwardRequest[]): Promise<Map<string, string>> {
  const ids = [...new Set(requests.map(({ earnerId }) => earnerId))];
  const rows = await transaction
    .selectFrom('email_address')
    .innerJoin('person', 'person.id', 'email_address.person_id')
    .select(['email_address.person_id as personId', 'email_address.email'])
    .distinctOn('email_address.person_id')
    .where(sql<boolean>`email_address.person_id = any(${ids}::uuid[])`)
    .where('email_address.verified_at', 'is not', null)
    .orderBy('email_address.person_id')
    .orderBy(sql`email_address.email = lower(person.email)`, 'desc')
    .orderBy('email_address.created_at')
    .execute();
  return new Map(rows.map(({ personId, email }) => [personId, email]));
}

const sourceOf = (awardedFor: AwardedFor): string | null =>
  'stackId' in awardedFor ? null : 'submissionId' in awardedFor ? awardedFor.submissionId : awardedFor.importRowId;

const columnsOf = (awardedFor: AwardedFor) =>
  'stackId' in awardedFor
    ? { stack_id: awardedFor.stackId }
    : {
        micro_credential_id: awardedFor.microCredentialId,
        version_id: awardedFor.versionId,
        ...('submissionId' in awardedFor ? { submission_id: awardedFor.submissionId } : { import_row_id: awardedFor.importRowId }),
      };

const subjectOf = (awardedFor: AwardedFor) =>
  'stackId' in awardedFor
    ? { microCredentialId: null, versionId: null, stackId: awardedFor.stackId }
    : { microCredentialId: awardedFor.microCredentialId, versionId: awardedFor.versionId, stackId: null };
