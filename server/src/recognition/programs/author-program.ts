import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { editConflict, notFound } from '../../platform/http/problem.ts';
import { freeSlug } from '../../platform/slug.ts';
import { draftIncomplete, nothingToPublish } from '../problems.ts';
import { findRecognizer } from '../recognizer.ts';
import { ProgramDefinition, PublishableProgram } from './definition.ts';
import { definitionOf, draftOf, emptyDraft, ProgramDraft } from './program-draft.ts';
import { publishProgram } from './publish-program.ts';

/** A draft with the revision it stands at. */
export interface KeptDraft {
  definition: ProgramDraft;
  /** 0 where nothing was written since the program was published. */
  revision: number;
  updatedAt: Date | null;
}

/**
 * Begins a program: a draft that only its recognizer's administrators see, empty or a copy of another one's.
 *
 * @param request.copyOf a program of the same recognizer, as it is being written or stands
 * @throws {Problem} 404 `not-found`; 409 `not-a-recognizer`
 */
export async function beginDraft(
  transaction: Writing,
  { recognizerId, name, copyOf, by }: { recognizerId: string; name: string; copyOf: string | null; by: string },
): Promise<{ programId: string }> {
  await findRecognizer(transaction, recognizerId);
  const draft = copyOf === null ? emptyDraft(name) : { ...(await draftToCopy(transaction, recognizerId, copyOf)), name };
  // one at a time: two of one name must not meet at the same address
  await sql`select pg_advisory_xact_lock(hashtextextended(${`programs/${recognizerId}`}, 0))`.execute(transaction);
  const known = await transaction.selectFrom('program').select('slug').where('recognizer_id', '=', recognizerId).execute();
  const { id: programId } = await transaction
    .insertInto('program')
    .values({
      recognizer_id: recognizerId,
      slug: freeSlug(name, 'program', new Set(known.map(({ slug }) => slug))),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('program_draft')
    .values({ program_id: programId, definition: JSON.stringify(draft), updated_by: by })
    .execute();
  return { programId };
}

/** A copy is for another time: who may join when, and how many, is written anew. */
async function draftToCopy(transaction: Writing, recognizerId: string, programId: string): Promise<ProgramDraft> {
  const own = await transaction
    .selectFrom('program')
    .select('id')
    .where('id', '=', programId)
    .where('recognizer_id', '=', recognizerId)
    .executeTakeFirst();
  if (!own) throw notFound('program');
  return { ...(await readDraft(transaction, programId)).definition, opensOn: null, closesOn: null };
}

/**
 * Reads a draft; of a program that nobody wrote on since it was published, the published version as one.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function readDraft(database: Database, programId: string): Promise<KeptDraft> {
  const row = await database
    .selectFrom('program as p')
    .leftJoin('program_draft as d', 'd.program_id', 'p.id')
    .leftJoin('program_version as v', 'v.id', 'p.current_version_id')
    .select(['d.definition as draft', 'd.revision', 'd.updated_at as updatedAt', 'v.definition as published'])
    .where('p.id', '=', programId)
    .executeTakeFirst();
  if (!row) throw notFound('program');
  if (row.draft) return { definition: ProgramDraft.parse(row.draft), revision: row.revision ?? 0, updatedAt: row.updatedAt };
  return { definition: draftOf(ProgramDefinition.parse(row.published)), revision: 0, updatedAt: null };
}

/**
 * Keeps a draft. Saving again what stands already is no conflict: the answer to the first save was lost on its way.
 *
 * @throws {Problem} 404 `not-found`; 409 `edit-conflict` with `current`
 */
export async function saveDraft(
  transaction: Writing,
  { programId, definition, revision, by }: { programId: string; definition: ProgramDraft; revision: number; by: string },
): Promise<{ revision: number }> {
  await holdProgram(transaction, programId);
  const current = await readDraft(transaction, programId);
  if (isDeepStrictEqual(current.definition, definition)) return { revision: current.revision };
  if (current.revision !== revision) throw editConflict(current);
  await writeDraft(transaction, programId, definition, revision + 1, by);
  return { revision: revision + 1 };
}

/**
 * Gives up a draft: the published version is what one writes on again. A program that was never published goes with it.
 *
 * @returns whether the program is gone
 * @throws {Problem} 404 `not-found`; 409 `edit-conflict`
 */
export async function discardDraft(
  transaction: Writing,
  { programId, revision, by }: { programId: string; revision: number; by: string },
): Promise<{ gone: boolean }> {
  const { versionId, definition, publishedAt } = await holdProgram(transaction, programId);
  const draft = await readDraft(transaction, programId);
  if (draft.revision !== revision) throw editConflict(draft);
  if (versionId !== null) {
    await writeDraft(transaction, programId, draftOf(ProgramDefinition.parse(definition)), revision + 1, by);
    // nobody has written on it since it was published
    await transaction.updateTable('program_draft').set({ updated_at: publishedAt }).where('program_id', '=', programId).execute();
    return { gone: false };
  }
  await transaction.deleteFrom('program_draft').where('program_id', '=', programId).execute();
  await transaction.deleteFrom('program').where('id', '=', programId).execute();
  await audit(transaction, { personId: by, action: 'program.discarded', subjectType: 'program', subjectId: programId });
  return { gone: true };
}

/**
 * Publishes a draft as the next version; the first one opens the program.
 *
 * @param publication.number the version that the changes were looked at against; 0 for none
 * @throws {Problem} 404 `not-found`; 409 `edit-conflict` when draft or program went on meanwhile, `draft-incomplete` with `missing`,
 * `nothing-to-publish`; as publishProgram
 */
export async function publishDraft(
  ground: Pick<Ground, 'events'>,
  transaction: Writing,
  { programId, revision, number, by }: { programId: string; revision: number; number: number; by: string },
): Promise<{ programId: string; versionId: string; number: number }> {
  const program = await holdProgram(transaction, programId);
  const draft = await readDraft(transaction, programId);
  if (draft.revision !== revision || program.number !== number) throw editConflict(draft);
  const parsed = PublishableProgram.safeParse(definitionOf(draft.definition));
  if (!parsed.success) throw draftIncomplete(parsed.error.issues);
  if (program.versionId !== null && isDeepStrictEqual(ProgramDefinition.parse(program.definition), parsed.data)) throw nothingToPublish();
  const published = await publishProgram(ground, transaction, { ...program, definition: parsed.data, publishedBy: by });
  await writeDraft(transaction, programId, draftOf(parsed.data), revision + 1, by);
  await audit(transaction, {
    personId: by,
    action: 'program.published',
    subjectType: 'program',
    subjectId: programId,
    details: { number: published.number },
  });
  return published;
}

/**
 * Brings a draft along when a version is published beside it (a nomination was accepted, a program of somebody else's sent it): what
 * nobody wrote on becomes the new version; what somebody did gets the lines that are new.
 */
export async function followVersion(
  transaction: Writing,
  programId: string,
  { before, after }: { before: ProgramDefinition; after: ProgramDefinition },
): Promise<void> {
  const row = await transaction
    .selectFrom('program_draft')
    .select(['definition', 'revision'])
    .where('program_id', '=', programId)
    .executeTakeFirst();
  if (!row) return;
  const draft = ProgramDraft.parse(row.definition);
  const known = new Set([...before.entries, ...draft.entries].map(({ entryId }) => entryId));
  const next = isDeepStrictEqual(draft, draftOf(before))
    ? draftOf(after)
    : { ...draft, entries: [...draft.entries, ...draftOf(after).entries.filter(({ entryId }) => !known.has(entryId))] };
  if (!isDeepStrictEqual(draft, next)) await writeDraft(transaction, programId, next, row.revision + 1, null);
}

async function writeDraft(
  transaction: Writing,
  programId: string,
  definition: ProgramDraft,
  revision: number,
  by: string | null,
): Promise<void> {
  const values = { definition: JSON.stringify(definition), revision, updated_at: sql<Date>`now()`, ...(by ? { updated_by: by } : {}) };
  await transaction
    .insertInto('program_draft')
    .values({ program_id: programId, ...values })
    .onConflict((conflict) => conflict.column('program_id').doUpdateSet(values))
    .execute();
}

/** A program held for the rest of the transaction, with the version that stands. */
async function holdProgram(transaction: Writing, programId: string) {
  const program = await transaction
    .selectFrom('program')
    .select(['recognizer_id as recognizerId', 'slug', 'current_version_id as versionId'])
    .where('id', '=', programId)
    .forUpdate()
    .executeTakeFirst();
  if (!program) throw notFound('program');
  const version = program.versionId
    ? await transaction
        .selectFrom('program_version')
        .select(['number', 'definition', 'published_at as publishedAt'])
        .where('id', '=', program.versionId)
        .executeTakeFirstOrThrow()
    : { number: 0, definition: null, publishedAt: new Date(0) };
  return { ...program, ...version };
}
