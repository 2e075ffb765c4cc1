import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { editConflict } from '../../platform/http/problem.ts';

/** Names of an earner's students. */
export const StudentNames = z.array(z.string().trim().min(1).max(100)).max(500);

type Sealing = Pick<Ground, 'secrets'>;
/** What the seal is bound to: one person's names open for nobody else. */
const context = (personId: string) => `class-roster ${personId}`;

/** The names an earner keeps, in their order; none where nothing was kept. */
export async function readRoster(
  { secrets }: Sealing,
  database: Database,
  personId: string,
): Promise<{ names: string[]; revision: number }> {
  const row = await database.selectFrom('class_roster').select(['sealed', 'revision']).where('person_id', '=', personId).executeTakeFirst();
  if (!row) return { names: [], revision: 0 };
  return { names: JSON.parse(secrets.open(row.sealed, context(personId)).toString()) as string[], revision: row.revision };
}

/**
 * Keeps the names of an earner's students, sealed; without names nothing is kept.
 *
 * @throws {Problem} 409 `edit-conflict` with `current`
 */
export async function saveRoster(
  ground: Sealing & Pick<Ground, 'database'>,
  personId: string,
  { names, revision }: { names: string[]; revision: number },
): Promise<{ names: string[]; revision: number }> {
  const { database, secrets } = ground;
  const sealed = secrets.seal(Buffer.from(JSON.stringify(names)), context(personId));
  const { rows } = revision
    ? await sql<{ revision: number }>`update class_roster set sealed = ${sealed}, revision = revision + 1, updated_at = now()
        where person_id = ${personId} and revision = ${revision} returning revision`.execute(database)
    : await sql<{ revision: number }>`insert into class_roster (person_id, sealed) values (${personId}, ${sealed})
        on conflict do nothing returning revision`.execute(database);
  const [saved] = rows;
  if (!saved) throw editConflict(await readRoster(ground, database, personId));
  return { names, revision: saved.revision };
}
