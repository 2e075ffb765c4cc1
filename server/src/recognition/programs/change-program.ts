import { audit } from '../../platform/audit.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { editConflict, notFound } from '../../platform/http/problem.ts';
import { slugTaken } from '../problems.ts';
import { followVersion } from './author-program.ts';
import type { ApprovedEntry, ProgramDefinition } from './definition.ts';
import { ProgramDefinition as Definition } from './definition.ts';
import { publishProgram } from './publish-program.ts';

/**
 * Publishes the first version of a new program.
 *
 * @throws {Problem} 409 `slug-taken` when the recognizer has a program of that address; as publishProgram
 */
export async function beginProgram(
  ground: Pick<Ground, 'events'>,
  transaction: Writing,
  publication: { recognizerId: string; slug: string; definition: ProgramDefinition; publishedBy: string },
): Promise<{ programId: string; versionId: string; number: number }> {
  const known = await transaction
    .selectFrom('program')
    .select('id')
    .where('recognizer_id', '=', publication.recognizerId)
    .where('slug', '=', publication.slug)
    .executeTakeFirst();
  if (known) throw slugTaken(publication.slug);
  const published = await publishProgram(ground, transaction, publication);
  // two at once: the other one came first
  if (published.number > 1) throw slugTaken(publication.slug);
  return published;
}

/**
 * Publishes the next version of a program that was edited from a known one.
 *
 * @param number the version that the edit began from
 * @throws {Problem} 409 `edit-conflict` when somebody published meanwhile; as publishProgram
 */
export async function publishNextVersion(
  ground: Pick<Ground, 'events'>,
  transaction: Writing,
  { programId, number, definition, publishedBy }: { programId: string; number: number; definition: ProgramDefinition; publishedBy: string },
): Promise<{ programId: string; versionId: string; number: number }> {
  const current = await holdCurrent(transaction, programId);
  if (current.number !== number) throw editConflict({ number: current.number, definition: current.definition });
  const published = await publishProgram(ground, transaction, { ...current, definition, publishedBy });
  await followVersion(transaction, programId, { before: Definition.parse(current.definition), after: Definition.parse(definition) });
  return published;
}

/**
 * Adds an entry to the approved list by publishing a version with it.
 *
 * @throws {Problem} 404 `not-found`; 422 as publishProgram
 */
export async function addToApprovedList(
  ground: Pick<Ground, 'events'>,
  transaction: Writing,
  { programId, entry, publishedBy }: { programId: string; entry: ApprovedEntry; publishedBy: string },
): Promise<{ versionId: string; number: number }> {
  const current = await holdCurrent(transaction, programId);
  const before = Definition.parse(current.definition);
  const after = { ...before, entries: [...before.entries, entry] };
  const published = await publishProgram(ground, transaction, { ...current, definition: after, publishedBy });
  await followVersion(transaction, programId, { before, after });
  return published;
}

/** Opens a program for joining or closes it; again changes nothing. */
export async function setProgramState(
  transaction: Writing,
  { programId, state, by }: { programId: string; state: 'open' | 'closed'; by: string },
): Promise<void> {
  const changed = await transaction
    .updateTable('program')
    .set({ state })
    .where('id', '=', programId)
    .where('current_version_id', 'is not', null)
    .where('state', '<>', state)
    .returning('id')
    .executeTakeFirst();
  if (changed) await audit(transaction, { personId: by, action: `program.${state}`, subjectType: 'program', subjectId: programId });
}

async function holdCurrent(transaction: Writing, programId: string) {
  const current = await transaction
    .selectFrom('program as p')
    .innerJoin('program_version as v', 'v.id', 'p.current_version_id')
    .select(['p.recognizer_id as recognizerId', 'p.slug', 'v.number', 'v.definition'])
    .where('p.id', '=', programId)
    .forUpdate('p')
    .executeTakeFirst();
  if (!current) throw notFound('program');
  return current;
}
