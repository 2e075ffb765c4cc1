import { sql } from 'kysely';
import { loadVersion } from '../../catalog/index.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { describeVersion } from '../describe-achievement.ts';
import { issueAward } from '../issue-award.ts';
import { standingAward } from '../standing-award.ts';
import { momentOf, type RowProblem } from './check-row.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database' | 'events'>;

/**
 * Issues the award of one imported row, in the given transaction: badge and row change together or not at all. Without a person who
 * has confirmed the address, the row waits. Evidence and narrative of the file stay off the badge: what is public, its earner decides.
 *
 * A row that is in somebody else's hands, or done, is left alone.
 */
export async function issueRow(ground: Parts, transaction: Writing, rowId: string): Promise<void> {
  const row = await transaction
    .selectFrom('award_import_row as r')
    .innerJoin('award_import as i', 'i.id', 'r.import_id')
    .select(['r.email', 'r.awarded_on as awardedOn', 'r.version_id as versionId', 'r.micro_credential_id as microCredentialId'])
    .select('i.organization_id as issuerId')
    .where('r.id', '=', rowId)
    .where('r.state', 'in', ['good', 'waiting'])
    .where('i.state', 'in', ['issuing', 'issued'])
    .forUpdate('r')
    .skipLocked()
    .executeTakeFirst();
  if (!row?.versionId || !row.microCredentialId) return;
  const { versionId, microCredentialId, issuerId } = row;
  const earner = await transaction
    .selectFrom('email_address')
    .select('person_id as id')
    .where('email', '=', row.email)
    .where('verified_at', 'is not', null)
    .executeTakeFirst();
  if (!earner) return settle(transaction, rowId, 'waiting');
  // two files, or two rows with two addresses of one person
  await sql`select pg_advisory_xact_lock(hashtextextended(${`earlier-award/${earner.id}/${microCredentialId}`}, 0))`.execute(transaction);
  if (await standingAward(transaction, earner.id, { microCredentialId })) return settle(transaction, rowId, 'bad', ['already-awarded']);
  const version = await loadVersion(transaction, versionId);
  await issueAward(ground, transaction, {
    earnerId: earner.id,
    issuerId,
    awardedFor: { microCredentialId, versionId, importRowId: rowId },
    awardedAt: momentOf(row.awardedOn, ground.clock()),
    describe: (creator) => ({ achievement: describeVersion(version, { url: ground.config.url, creator }), results: [], evidence: [] }),
  });
  await settle(transaction, rowId, 'issued');
}

async function settle(
  transaction: Writing,
  rowId: string,
  state: 'waiting' | 'bad' | 'issued',
  problems: RowProblem[] = [],
): Promise<void> {
  await transaction.updateTable('award_import_row').set({ state, problems }).where('id', '=', rowId).execute();
}
