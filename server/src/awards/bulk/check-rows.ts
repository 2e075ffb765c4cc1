import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { checkRow, type RowFacts } from './check-row.ts';

/** Rows that are checked in one transaction. */
const piece = 1000;
/** Milliseconds after which a job hands the rest on to the next one. */
const jobLength = 4000;

type Row = RowFacts & { id: string; microCredentialId: string | null; versionId: string | null };

type Parts = Pick<Ground, 'database' | 'clock'>;

/**
 * Checks rows of an import for some seconds, and says so on each; after the last one the import is checked.
 *
 * @returns whether rows are left
 */
export async function checkRows(parts: Parts, importId: string): Promise<boolean> {
  const until = performance.now() + jobLength;
  while (await checkPiece(parts, importId)) if (performance.now() > until) return true;
  return false;
}

async function checkPiece({ database, clock }: Parts, importId: string): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    // one at a time: two jobs would look at the same rows
    const found = await transaction
      .selectFrom('award_import')
      .select(['organization_id as organizationId'])
      .where('id', '=', importId)
      .where('state', '=', 'checking')
      .forUpdate()
      .executeTakeFirst();
    if (!found) return false;
    const now = clock();
    const today = now.toISOString().slice(0, 10);
    // the version that stood on that day; for days before the first one, the first
    const { rows } = await sql<Row>`
      select r.id, r.email, r.awarded_on as "awardedOn", r.evidence_url as "evidenceUrl",
        m.id as "microCredentialId", m.issuer_id as "issuerId",
        (select v.id from micro_credential_version v where v.micro_credential_id = m.id
          order by (to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD') <= r.awarded_on) desc,
            case when to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD') <= r.awarded_on then -v.number else v.number end
          limit 1) as "versionId",
        exists (select from award_import_row above where above.import_id = r.import_id and above.email = r.email
          and above.micro_credential = r.micro_credential and above.row < r.row) as "isRepeated",
        exists (select from email_address e join award a on a.earner_id = e.person_id and a.micro_credential_id = m.id
          left join award_revocation revoked on revoked.award_id = a.id
          where e.email = r.email and e.verified_at is not null and revoked.award_id is null and m.issuer_id = ${found.organizationId}) as "isAwarded"
      from award_import_row r
        left join micro_credential m on m.slug = r.micro_credential and m.current_version_id is not null
      where r.import_id = ${importId} and r.state = 'unchecked'
      order by r.row limit ${piece}`.execute(transaction);
    const checked = rows.map((row) => {
      const problems = checkRow(row, found.organizationId, today);
      const { id, microCredentialId, versionId } = row;
      return { id, problems, micro_credential_id: microCredentialId, version_id: versionId };
    });
    await sql`
      update award_import_row r
      set problems = c.problems, state = case when c.problems = '{}' then 'good' else 'bad' end,
        micro_credential_id = c.micro_credential_id, version_id = c.version_id
      from jsonb_to_recordset(${JSON.stringify(checked)}::jsonb) as c(id uuid, problems text[], micro_credential_id uuid, version_id uuid)
      where r.id = c.id`.execute(transaction);
    if (rows.length === piece) return true;
    await transaction.updateTable('award_import').set({ state: 'checked', checked_at: now }).where('id', '=', importId).execute();
    return false;
  });
}
