import { sql } from 'kysely';
import { holdStanding } from '../../awards/index.ts';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { lockLedger } from '../ledger/settle.ts';
import { findGranted } from '../pre-approval/find-granted.ts';
import {
  alreadyClaimed,
  awardIsRevoked,
  awardIsSuspended,
  notOnTheList,
  notTheirEducator,
  preApprovalMissing,
  preApprovalTooLate,
} from '../problems.ts';
import { ourAchievement } from '../programs/definition.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { countingStates } from './claim-states.ts';
import { findEntry } from './find-entry.ts';
import { recordStep } from './move-claim.ts';

/** What is handed in: an award of ours, or a badge from elsewhere that was verified and kept. */
export type Proof = { awardId: string } | { foreignBadgeId: string };

interface Submission {
  recognizerId: string;
  educatorId: string;
  proof: Proof;
  /** Through which program; the one that fits best unless given. */
  programId?: string | undefined;
}

/**
 * Hands an award to a recognizer. What pay hangs on is copied now: the date in the recognizer's time zone, difficulty and hours of the
 * approved list.
 *
 * @returns the claim's id
 * @throws {Problem} 404 `not-found`; 403 `not-their-educator`; 409 `award-revoked`, `award-suspended`, `already-claimed`, `pre-approval-missing`, `pre-approval-too-late`; 422 `not-on-the-list`
 */
export async function submitClaim(
  ground: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  { recognizerId, educatorId, proof, programId }: Submission,
): Promise<string> {
  const recognizer = await findRecognizer(transaction, recognizerId);
  await lockLedger(transaction, recognizerId, educatorId);
  if (!(await isEducatorOf(transaction, recognizerId, educatorId))) throw notTheirEducator(recognizer.name);
  const proven =
    'awardId' in proof
      ? await ourAward(transaction, educatorId, proof.awardId)
      : await foreignBadge(transaction, educatorId, proof.foreignBadgeId);
  const entry = await findEntry(transaction, { recognizerId, educatorId, programId, ...proven });
  if (!entry) throw notOnTheList(recognizer.name);
  const preApproval = entry.asksPreApproval
    ? await findGranted(transaction, {
        ...entry,
        educatorId,
        awardId: 'awardId' in proof ? proof.awardId : null,
        awardedAt: proven.awardedAt,
        timezone: recognizer.timezone,
      })
    : null;
  if (preApproval === 'too-late') throw preApprovalTooLate(entry.programName);
  if (entry.asksPreApproval && !preApproval) throw preApprovalMissing(entry.programName);
  const standing = await countedAlready(transaction, { recognizerId, educatorId, entry, proof });
  if (standing) throw alreadyClaimed(entry.title, recognizer.name);
  const now = ground.clock();
  const { id } = await transaction
    .insertInto('claim')
    .values({
      recognizer_id: recognizerId,
      educator_id: educatorId,
      program_id: entry.programId,
      program_version_id: entry.versionId,
      entry_id: entry.entryId,
      counts_as: entry.countsAs,
      award_id: 'awardId' in proof ? proof.awardId : null,
      foreign_badge_id: 'foreignBadgeId' in proof ? proof.foreignBadgeId : null,
      title: entry.title,
      difficulty: entry.difficulty,
      hours: entry.hours,
      earned_on: dateIn(recognizer.timezone, proven.awardedAt),
      submitted_on: dateIn(recognizer.timezone, now),
      pre_approval_id: preApproval?.id ?? null,
      approved_on: preApproval?.grantedOn ?? null,
      submitted_at: now,
      state_since: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await recordStep(ground, transaction, { claimId: id, state: 'submitted', reason: null, by: educatorId });
  return id;
}

/** Whether somebody works for a recognizer: is a member of it or of what belongs to it. */
export async function isEducatorOf(database: Database, recognizerId: string, educatorId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive own as (
      select id from organization where id = ${recognizerId}
      union select o.id from organization o join own on o.parent_id = own.id)
    select from membership m join own on own.id = m.organization_id
    where m.person_id = ${educatorId} and m.roles && array['educator', 'coach', 'reviewer', 'hr', 'recognizer-admin'] limit 1`.execute(
    database,
  );
  return rows.length > 0;
}

interface Proven {
  achievement: string;
  awardedAt: Date;
}

async function ourAward(transaction: Writing, educatorId: string, awardId: string): Promise<Proven> {
  // a revocation on its way comes first and is seen here, or waits and finds the claim
  await holdStanding(transaction, awardId);
  const award = await transaction
    .selectFrom('award')
    .leftJoin('award_revocation', 'award_revocation.award_id', 'award.id')
    .leftJoin('award_suspension', (join) =>
      join.onRef('award_suspension.award_id', '=', 'award.id').on('award_suspension.ended_at', 'is', null),
    )
    .select(['award.micro_credential_id as microCredentialId', 'award.awarded_at as awardedAt', 'award_revocation.revoked_at as revokedAt'])
    .select('award_suspension.suspended_at as suspendedAt')
    .where('award.id', '=', awardId)
    .where('award.earner_id', '=', educatorId)
    .executeTakeFirst();
  if (!award) throw notFound('award');
  if (award.revokedAt) throw awardIsRevoked();
  if (award.suspendedAt) throw awardIsSuspended();
  // a stack is on no list: its micro-credentials are
  return { achievement: award.microCredentialId ? ourAchievement(award.microCredentialId) : 'stack', awardedAt: award.awardedAt };
}

async function foreignBadge(transaction: Writing, educatorId: string, foreignBadgeId: string): Promise<Proven> {
  const badge = await transaction
    .selectFrom('foreign_badge')
    .select(['achievement_id as achievementId', 'awarded_at as awardedAt'])
    .where('id', '=', foreignBadgeId)
    .where('educator_id', '=', educatorId)
    .executeTakeFirst();
  if (!badge) throw notFound('badge');
  return { achievement: `foreign:${badge.achievementId}`, awardedAt: badge.awardedAt };
}

/** Whether a claim for the same achievement stands, by whichever of the names the list ever gave it. */
async function countedAlready(
  transaction: Writing,
  {
    recognizerId,
    educatorId,
    entry,
    proof,
  }: { recognizerId: string; educatorId: string; entry: { versionId: string; entryId: string }; proof: Proof },
): Promise<boolean> {
  const found = await transaction
    .selectFrom('claim')
    .select('id')
    .where('recognizer_id', '=', recognizerId)
    .where('educator_id', '=', educatorId)
    .where('state', 'in', [...countingStates])
    .where(({ or, eb, selectFrom }) =>
      or([
        eb(
          'counts_as',
          'in',
          selectFrom('program_entry').select('achievement').where('version_id', '=', entry.versionId).where('entry_id', '=', entry.entryId),
        ),
        // the same badge under a name that the list no longer gives it
        ...('awardId' in proof ? [eb('award_id', '=', proof.awardId)] : []),
      ]),
    )
    .executeTakeFirst();
  return found !== undefined;
}
