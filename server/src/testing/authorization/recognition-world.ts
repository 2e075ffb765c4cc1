import { aDistrict, aForeignBadge } from '../recognition.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** A program of the organization, and a claim of the earner. */
export async function recognitionWorld(app: TestApp, { organizationId, earnerId }: Ground): Promise<Contribution> {
  const { programId } = await aDistrict(app.ground, {}, organizationId);
  const version = await app.database
    .selectFrom('program')
    .select('current_version_id as id')
    .where('id', '=', programId)
    .executeTakeFirstOrThrow();
  const claim = await app.database
    .insertInto('claim')
    .values({
      recognizer_id: organizationId,
      educator_id: earnerId,
      program_id: programId,
      program_version_id: version.id ?? '',
      entry_id: 'entry-1',
      counts_as: 'foreign:https://issuer.example/achievements/1',
      foreign_badge_id: await aForeignBadge(app.database, earnerId, 1),
      title: 'Skill 1',
      difficulty: 1,
      hours: '1',
      earned_on: '2026-03-01',
      submitted_on: '2026-03-02',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { ids: { programId, claimId: claim.id, educatorId: earnerId } };
}
