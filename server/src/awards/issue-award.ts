import { randomBytes } from 'node:crypto';
import type { Achievement, Evidence, Profile, Result } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { buildCredential, issuerProfile } from './build-credential.ts';
import { dateTime, type Signer, signerOf } from './signing.ts';
import { countPlace, findPlace } from './status-lists.ts';
import { verifyBadge } from './verify-badge.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database' | 'events'>;

/** For what a badge is: a passed submission, an earlier award that the issuer brought along, or a completed stack. */
export type AwardedFor = ({ microCredentialId: string; versionId: string } & Source) | { stackId: string };

/** Where an award of a micro-credential comes from; each source gives at most one. */
type Source = { submissionId: string } | { importRowId: string };

export interface AwardRequest {
  earnerId: string;
  issuerId: string;
  awardedFor: AwardedFor;
  awardedAt: Date;
  /** Says what was achieved, once it is known under which name the issuer signs. */
  describe(creator: Profile): { achievement: Achievement; results: Result[]; evidence: Evidence[] };
}

/**
 * Signs a badge, verifies it as a stranger would, stores it, and tells that it was made; all in the given transaction.
 *
 * A submission, or a row of an import, has at most one badge: if there is one already, nothing happens.
 *
 * @returns the award's id; null when there is a badge already
 */
export async function issueAward(ground: Parts, transaction: Writing, request: AwardRequest): Promise<string | null> {
  const { earnerId, issuerId, awardedFor } = request;
  const issuer = await transaction
    .selectFrom('organization')
    .select(['id', 'slug', 'name', 'tagline', 'description', 'website'])
    .where('id', '=', issuerId)
    .executeTakeFirstOrThrow();
  const email = await verifiedAddress(transaction, earnerId);
  const signer = await signerOf(ground, transaction, issuer);
  const profile = issuerProfile(signer.id, issuer, ground.config.url);
  for (;;) {
    const awardId = await newId(transaction);
    const place = await findPlace(transaction, issuerId);
    const text = await signBadge(signer, ground, {
      awardId,
      url: ground.config.url,
      issuer: profile,
      earner: { personId: earnerId, email, salt: randomBytes(16).toString('hex') },
      ...request.describe(profile),
      awardedAt: request.awardedAt,
      status: place,
    });
    await holdToOwnVerifier(ground, transaction, text);
    const stored = await transaction
      .insertInto('award')
      .values({
        id: awardId,
        earner_id: earnerId,
        issuer_id: issuerId,
        ...columnsOf(awardedFor),
        status_list_id: place.statusListId,
        status_index: place.statusIndex,
        credential: text,
        awarded_at: request.awardedAt,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!stored && (await isGiven(transaction, awardedFor))) return null;
    // without a row and without an award somebody else took the place in the list at this moment
    if (!stored) continue;
    await ground.events.emit(transaction, 'award.made', { awardId, earnerId, issuerId, ...about(awardedFor) });
    await countPlace(transaction, place.statusListId);
    return awardId;
  }
}

/** Whether a submission has its badge. */
export async function hasAward(transaction: Writing, submissionId: string): Promise<boolean> {
  const found = await transaction.selectFrom('award').select('id').where('submission_id', '=', submissionId).executeTakeFirst();
  return found !== undefined;
}

/** Whether a source has given its one award; a stack has none of its own. */
async function isGiven(transaction: Writing, awardedFor: AwardedFor): Promise<boolean> {
  if ('stackId' in awardedFor) return false;
  if ('submissionId' in awardedFor) return hasAward(transaction, awardedFor.submissionId);
  const found = await transaction.selectFrom('award').select('id').where('import_row_id', '=', awardedFor.importRowId).executeTakeFirst();
  return found !== undefined;
}

async function signBadge(signer: Signer, { clock }: Parts, facts: Parameters<typeof buildCredential>[0]): Promise<string> {
  return JSON.stringify(await signer.badges.issue(buildCredential(facts), { created: dateTime(clock()) }));
}

/** Nothing leaves this house that its own verifier would not accept. A refusal is a bug of ours: the job tries again and it is logged. */
async function holdToOwnVerifier(ground: Parts, transaction: Writing, text: string): Promise<void> {
  const { verdict, checks } = await verifyBadge(ground, transaction, text);
  if (verdict === 'valid') return;
  const wrong = checks.filter(({ outcome }) => outcome !== 'passed');
  throw new Error(`A badge did not hold before our own verifier (${verdict}): ${JSON.stringify(wrong)}`);
}

async function newId(transaction: Writing): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(transaction);
  return (rows[0] as { id: string }).id;
}

/** The earner's own address where it is verified, else the oldest verified one. */
async function verifiedAddress(transaction: Writing, personId: string): Promise<string | null> {
  const row = await transaction
    .selectFrom('email_address')
    .innerJoin('person', 'person.id', 'email_address.person_id')
    .select('email_address.email')
    .where('email_address.person_id', '=', personId)
    .where('email_address.verified_at', 'is not', null)
    .orderBy(sql`email_address.email = lower(person.email)`, 'desc')
    .orderBy('email_address.created_at')
    .limit(1)
    .executeTakeFirst();
  return row?.email ?? null;
}

const columnsOf = (awardedFor: AwardedFor) =>
  'stackId' in awardedFor
    ? { stack_id: awardedFor.stackId }
    : {
        micro_credential_id: awardedFor.microCredentialId,
        version_id: awardedFor.versionId,
        ...('submissionId' in awardedFor ? { submission_id: awardedFor.submissionId } : { import_row_id: awardedFor.importRowId }),
      };

const about = (awardedFor: AwardedFor) =>
  'stackId' in awardedFor
    ? { microCredentialId: null, versionId: null, stackId: awardedFor.stackId }
    : { microCredentialId: awardedFor.microCredentialId, versionId: awardedFor.versionId, stackId: null };
