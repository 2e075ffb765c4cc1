import { sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { slugTaken, unknownMicroCredentials, unknownSchools } from '../problems.ts';
import { findRecognizer } from '../recognizer.ts';
import { type ApprovedEntry, achievementsOf, ProgramDefinition } from './definition.ts';

interface Publication {
  recognizerId: string;
  slug: string;
  definition: ProgramDefinition;
  /** Null for the demo. */
  publishedBy: string | null;
  demo?: boolean;
}

/**
 * Publishes a definition as the next version of a program, which comes into being and opens with its first one. Whoever takes part
 * stays; what was claimed stays with the version it was claimed under.
 *
 * @param transaction the program's row is locked in it, so that versions are numbered without gaps
 * @throws {Problem} 409 `not-a-recognizer`; 422 `unknown-micro-credential`, `unknown-school`
 */
export async function publishProgram(
  ground: Pick<Ground, 'events'>,
  transaction: Writing,
  publication: Publication,
): Promise<{ programId: string; versionId: string; number: number }> {
  const { recognizerId, slug, publishedBy } = publication;
  const definition = ProgramDefinition.parse(publication.definition);
  await findRecognizer(transaction, recognizerId);
  await checkSchools(transaction, recognizerId, definition.audience.schools);
  const rows = await entryRows(transaction, definition.entries);
  await transaction
    .insertInto('program')
    .values({ recognizer_id: recognizerId, slug, demo: publication.demo ?? false })
    .onConflict((conflict) => conflict.columns(['recognizer_id', 'slug']).doNothing())
    .execute();
  const program = await transaction
    .selectFrom('program')
    .select(['id', 'state'])
    .where('recognizer_id', '=', recognizerId)
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirstOrThrow(() => slugTaken(slug));
  const programId = program.id;
  const { number } = await transaction
    .selectFrom('program_version')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('number'))
    .where('program_id', '=', programId)
    .executeTakeFirstOrThrow();
  const { id: versionId } = await transaction
    .insertInto('program_version')
    .values({ program_id: programId, number, definition: JSON.stringify(definition), published_by: publishedBy })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (let start = 0; start < rows.length; start += 1000)
    await transaction
      .insertInto('program_entry')
      .values(rows.slice(start, start + 1000).map((row) => ({ ...row, version_id: versionId, program_id: programId })))
      .execute();
  await transaction
    .updateTable('program')
    .set({ current_version_id: versionId, ...(program.state === 'draft' ? { state: 'open' } : {}) })
    .where('id', '=', programId)
    .execute();
  await ground.events.emit(transaction, 'program.published', { programId, recognizerId, versionId, number });
  return { programId, versionId, number };
}

/** The approved list as rows, with the titles of the catalog. */
async function entryRows(transaction: Writing, entries: ApprovedEntry[]) {
  const ids = entries.flatMap(({ microCredentialId }) => microCredentialId ?? []);
  const titles = await titlesOf(transaction, ids);
  const unknown = entries.flatMap(({ microCredentialId }, index) => (microCredentialId && !titles.has(microCredentialId) ? [index] : []));
  if (unknown.length) throw unknownMicroCredentials(unknown);
  return entries.flatMap((entry) => {
    const names = achievementsOf(entry);
    const [countsAs = ''] = names;
    return names.map((achievement) => ({
      entry_id: entry.entryId,
      achievement,
      counts_as: countsAs,
      micro_credential_id: entry.microCredentialId,
      title: (entry.microCredentialId && titles.get(entry.microCredentialId)) || (entry.foreign[0]?.title ?? ''),
      difficulty: entry.difficulty,
      hours: entry.hours,
    }));
  });
}

/** Titles of published micro-credentials by id. */
export async function titlesOf(database: Database, microCredentialIds: readonly string[]): Promise<Map<string, string>> {
  if (!microCredentialIds.length) return new Map();
  const rows = await database
    .selectFrom('micro_credential as m')
    .innerJoin('micro_credential_version as v', 'v.id', 'm.current_version_id')
    .select(['m.id', sql<string>`v.definition->>'title'`.as('title')])
    .where('m.id', '=', sql<string>`any(${microCredentialIds}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}

async function checkSchools(transaction: Writing, recognizerId: string, schools: string[] | null): Promise<void> {
  if (!schools) return;
  const { rows } = await sql<{ known: number }>`
    with recursive own as (
      select id from organization where id = ${recognizerId}
      union select o.id from organization o join own on o.parent_id = own.id)
    select count(*)::int as known from own where id = any(${schools}::uuid[])`.execute(transaction);
  if (rows[0]?.known !== new Set(schools).size) throw unknownSchools();
}
