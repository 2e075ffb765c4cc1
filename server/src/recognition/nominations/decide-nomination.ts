import { audit } from '../../platform/audit.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { freeSlug } from '../../platform/slug.ts';
import { addToApprovedList } from '../programs/change-program.ts';
import { type Difficulty, foreignAchievement } from '../programs/definition.ts';
import { holdNomination, holdProgram, listedAchievements, recordAct } from './nominate.ts';
import { declineNeedsReason, nominationIsDecided, onTheListAlready, ownNomination } from './problems.ts';

/** What is decided. Accepting says how demanding it is, how many hours count, and puts the achievement's id right where badges name another. */
export type NominationDecision =
  | { act: 'accept'; difficulty: Difficulty; hours: string; reason: string | null; achievement: string | null }
  | { act: 'decline'; reason: string | null };

/**
 * Accepts a nomination, which adds it to the approved list by publishing the program's next version, or declines it with a reason.
 *
 * @throws {Problem} 403 `own-nomination`; 409 `nomination-decided`, `on-the-list-already`; 422 `reason-needed`; as publishProgram
 */
export async function decideNomination(
  ground: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  { nominationId, decision, by }: { nominationId: string; decision: NominationDecision; by: string },
): Promise<void> {
  const { act, reason } = decision;
  if (act === 'decline' && !reason) throw declineNeedsReason();
  const nomination = await holdNomination(transaction, nominationId);
  if (nomination.state !== 'open') throw nominationIsDecided(nomination.state);
  if (nomination.nominatedBy === by) throw ownNomination();
  const decided = { reason, decided_at: ground.clock() };
  if (decision.act === 'accept') {
    const { programId, microCredentialId, foreignIssuer, title } = nomination;
    const foreignId = nomination.foreignId && (decision.achievement ?? nomination.foreignId);
    const achievement = foreignId ? foreignAchievement(foreignId) : nomination.achievement;
    const { definition } = await holdProgram(transaction, programId);
    if (listedAchievements(definition).has(achievement)) throw onTheListAlready(title);
    const entryId = freeSlug(title, 'entry', new Set(definition.entries.map((entry) => entry.entryId)), 56);
    const { number } = await addToApprovedList(ground, transaction, {
      programId,
      entry: {
        entryId,
        microCredentialId,
        foreign: foreignId && foreignIssuer ? [{ id: foreignId, issuer: foreignIssuer, title }] : [],
        difficulty: decision.difficulty,
        hours: decision.hours,
      },
      publishedBy: by,
    });
    await transaction
      .updateTable('nomination')
      .set({ state: 'accepted', entry_id: entryId, version_number: number, ...decided })
      .where('id', '=', nominationId)
      .execute();
  } else
    await transaction
      .updateTable('nomination')
      .set({ state: 'declined', ...decided })
      .where('id', '=', nominationId)
      .execute();
  await recordAct(transaction, { nominationId, act, reason, by });
  await audit(transaction, {
    personId: by,
    action: `nomination.${act}`,
    subjectType: 'nomination',
    subjectId: nominationId,
    details: { programId: nomination.programId, ...(reason ? { reason } : {}) },
  });
}
