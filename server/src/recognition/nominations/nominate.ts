import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { achievementsOf, foreignAchievement, ourAchievement, ProgramDefinition } from '../programs/definition.ts';
import { titlesOf } from '../programs/publish-program.ts';
import { nominatedAlready, nominationIsDecided, notInTheCatalog, onTheListAlready } from './problems.ts';

/** What is proposed: a micro-credential of ours, or an achievement as a badge from elsewhere names it. */
export type Proposed = { microCredentialId: string } | { foreign: { id: string; issuer: string; title: string }; sourceUrl: string | null };

/**
 * Proposes a micro-credential for the approved list. The same one is proposed once at a time.
 *
 * @returns the nomination's id
 * @throws {Problem} 404 `not-found`; 409 `on-the-list-already`, `nominated-already`; 422 `unknown-micro-credential`
 */
export async function nominate(
  { clock }: Pick<Ground, 'clock'>,
  transaction: Writing,
  { programId, by, proposed, rationale }: { programId: string; by: string; proposed: Proposed; rationale: string },
): Promise<string> {
  const program = await holdProgram(transaction, programId);
  const ours = 'microCredentialId' in proposed ? proposed.microCredentialId.toLowerCase() : null;
  const foreign = 'foreign' in proposed ? proposed.foreign : null;
  const title = ours ? (await titlesOf(transaction, [ours])).get(ours) : foreign?.title;
  if (!title) throw notInTheCatalog();
  const achievement = ours ? ourAchievement(ours) : foreignAchievement(foreign?.id ?? '');
  if (listedAchievements(program.definition).has(achievement)) throw onTheListAlready(title);
  const open = await transaction
    .selectFrom('nomination')
    .select('id')
    .where('program_id', '=', programId)
    .where('achievement', '=', achievement)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (open) throw nominatedAlready(open.id);
  const { id } = await transaction
    .insertInto('nomination')
    .values({
      program_id: programId,
      recognizer_id: program.recognizerId,
      nominated_by: by,
      micro_credential_id: ours,
      foreign_id: foreign?.id ?? null,
      foreign_issuer: foreign?.issuer ?? null,
      achievement,
      title,
      source_url: 'foreign' in proposed ? proposed.sourceUrl : null,
      rationale,
      created_at: clock(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await recordAct(transaction, { nominationId: id, act: 'nominate', reason: null, by });
  return id;
}

/** Takes a nomination back before it is decided; again changes nothing. @throws {Problem} 409 `nomination-decided` */
export async function withdrawNomination(transaction: Writing, { nominationId, by }: { nominationId: string; by: string }): Promise<void> {
  const { state } = await holdNomination(transaction, nominationId);
  if (state === 'withdrawn') return;
  if (state !== 'open') throw nominationIsDecided(state);
  await transaction.updateTable('nomination').set({ state: 'withdrawn' }).where('id', '=', nominationId).execute();
  await recordAct(transaction, { nominationId, act: 'withdraw', reason: null, by });
}

/** Everything a list accepts, by name. */
export const listedAchievements = ({ entries }: ProgramDefinition): Set<string> => new Set(entries.flatMap(achievementsOf));

/** The program for the rest of the transaction: its list does not change meanwhile. @throws {Problem} 404 */
export async function holdProgram(
  transaction: Writing,
  programId: string,
): Promise<{ recognizerId: string; definition: ProgramDefinition }> {
  const row = await transaction
    .selectFrom('program as p')
    .innerJoin('program_version as v', 'v.id', 'p.current_version_id')
    .select(['p.recognizer_id as recognizerId', 'v.definition'])
    .where('p.id', '=', programId)
    .forUpdate('p')
    .executeTakeFirst();
  if (!row) throw notFound('program');
  return { ...row, definition: ProgramDefinition.parse(row.definition) };
}

/** A nomination for the rest of the transaction. @throws {Problem} 404 */
export async function holdNomination(transaction: Writing, nominationId: string) {
  const row = await transaction
    .selectFrom('nomination')
    .select(['id', 'program_id as programId', 'state', 'nominated_by as nominatedBy', 'micro_credential_id as microCredentialId'])
    .select(['foreign_id as foreignId', 'foreign_issuer as foreignIssuer', 'title', 'achievement'])
    .where('id', '=', nominationId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('nomination');
  return row;
}

/** Adds to a nomination's record. */
export async function recordAct(
  transaction: Writing,
  { nominationId, act, reason, by }: { nominationId: string; act: string; reason: string | null; by: string },
): Promise<void> {
  await transaction.insertInto('nomination_act').values({ nomination_id: nominationId, act, reason, taken_by: by }).execute();
}
