import { type Achievement, freeze } from '@brevet/openbadges';
import { sql } from 'kysely';
import { type LoadedVersion, loadVersion } from '../../catalog/index.ts';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { describeVersion } from '../describe-achievement.ts';
import { type AwardRequest, issueAwards } from '../issue-award.ts';
import { momentOf, type RowProblem } from './check-row.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database' | 'events'>;

interface Row {
  id: string;
  email: string;
  awardedOn: string;
  microCredentialId: string;
  versionId: string;
}

/** What becomes of a row. */
interface Outcome {
  id: string;
  state: 'waiting' | 'bad' | 'issued';
  problems: RowProblem[];
}

/** Reads versions, each once: they never change. */
export type Versions = (versionId: string) => Promise<LoadedVersion>;

export function versionsOf(database: Database): Versions {
  const known = new Map<string, Promise<LoadedVersion>>();
  return (versionId) => {
    const version = known.get(versionId) ?? loadVersion(database, versionId);
    known.set(versionId, version);
    return version;
  };
}

/**
 * Issues the awards of some rows of one import, a few hundred at most, in one transaction: badges and rows change together or not at all.
 * Without a person who has confirmed the address, a row waits. Evidence and narrative of the file stay off the badge: what is public, its
 * earner decides.
 *
 * Rows that are in somebody else's hands, or done, are left alone; so are all of them when the import was cancelled.
 *
 * @returns how many awards were made
 */
export async function issueBatch(
  ground: Parts,
  { importId, rowIds, versions }: { importId: string; rowIds: string[]; versions: Versions },
): Promise<number> {
  return ground.database.transaction().execute(async (transaction) => {
    // shared with other batches; who cancels waits for them, and none begins after
    const found = await transaction
      .selectFrom('award_import')
      .select(['organization_id as issuerId', 'state'])
      .where('id', '=', importId)
      .where('state', 'in', ['issuing', 'issued'])
      .forShare()
      .executeTakeFirst();
    const rows = found ? await takeRows(transaction, importId, rowIds) : [];
    if (!found || !rows.length) return 0;
    const owners = await ownersOf(transaction, rows);
    const held = await heldBy(transaction, [...new Set(owners.values())], rows);
    const requests: AwardRequest[] = [];
    const achievements = new Map<string, Achievement>();
    const outcomes: Outcome[] = [];
    for (const row of rows) {
      const earnerId = owners.get(row.email);
      if (earnerId === undefined) {
        outcomes.push({ id: row.id, state: 'waiting', problems: [] });
        continue;
      }
      const award = pair(earnerId, row.microCredentialId);
      if (held.has(award)) {
        outcomes.push({ id: row.id, state: 'bad', problems: ['already-awarded'] });
        continue;
      }
      held.add(award);
      outcomes.push({ id: row.id, state: 'issued', problems: [] });
      // who waited is told at once; all others in one letter, when the import has come to its end
      const quiet = found.state === 'issuing';
      requests.push({ ...requestOf(ground, row, earnerId, await versions(row.versionId), achievements), quiet });
    }
    if (requests.length) await issueAwards(ground, transaction, found.issuerId, requests);
    await settle(transaction, outcomes);
    return requests.length;
  });
}

/** By version: badges of one achievement after the other are signed and verified with what was learned of the one before. */
async function takeRows(transaction: Writing, importId: string, rowIds: string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select id, email, awarded_on as "awardedOn", micro_credential_id as "microCredentialId", version_id as "versionId"
    from award_import_row
    where id = any(${rowIds}::uuid[]) and import_id = ${importId} and state in ('good', 'waiting')
    order by version_id, row for update skip locked`.execute(transaction);
  return rows;
}

/** Who has confirmed each address. */
async function ownersOf(transaction: Writing, rows: Row[]): Promise<Map<string, string>> {
  const emails = rows.map(({ email }) => email);
  const { rows: owners } = await sql<{ email: string; personId: string }>`
    select email, person_id as "personId" from email_address where email = any(${emails}) and verified_at is not null`.execute(transaction);
  return new Map(owners.map(({ email, personId }) => [email, personId]));
}

/**
 * The awards that stand, of these people and these micro-credentials. The people are locked, in one order: two files, or two rows with two
 * addresses of one person, must not both find that there is no award.
 */
async function heldBy(transaction: Writing, personIds: string[], rows: Row[]): Promise<Set<string>> {
  await sql`select id from person where id = any(${personIds}::uuid[]) order by id for no key update`.execute(transaction);
  const microCredentialIds = [...new Set(rows.map(({ microCredentialId }) => microCredentialId))];
  const { rows: awards } = await sql<{ earnerId: string; microCredentialId: string }>`
    select a.earner_id as "earnerId", a.micro_credential_id as "microCredentialId"
    from award a left join award_revocation revoked on revoked.award_id = a.id
    where a.earner_id = any(${personIds}::uuid[]) and a.micro_credential_id = any(${microCredentialIds}::uuid[]) and revoked.award_id is null`.execute(
    transaction,
  );
  return new Set(awards.map(({ earnerId, microCredentialId }) => pair(earnerId, microCredentialId)));
}

const pair = (earnerId: string, microCredentialId: string) => `${earnerId} ${microCredentialId}`;

/** @param achievements by version; each is described once for all badges of the batch, and never changed */
function requestOf(
  { config, clock }: Parts,
  row: Row,
  earnerId: string,
  version: LoadedVersion,
  achievements: Map<string, Achievement>,
): AwardRequest {
  const { id: importRowId, microCredentialId, versionId } = row;
  return {
    earnerId,
    awardedFor: { microCredentialId, versionId, importRowId },
    awardedAt: momentOf(row.awardedOn, clock()),
    describe(creator) {
      const achievement = achievements.get(versionId) ?? freeze(describeVersion(version, { url: config.url, creator }));
      achievements.set(versionId, achievement);
      return { achievement, results: [], evidence: [] };
    },
  };
}

async function settle(transaction: Writing, outcomes: Outcome[]): Promise<void> {
  await sql`
    update award_import_row r set state = o.state, problems = o.problems
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as o(id uuid, state text, problems text[])
    where r.id = o.id`.execute(transaction);
}
