import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { holdBeginnings } from '../../portfolio/index.ts';
import { catchUpSteps } from '../participation/catch-up.ts';
import { choiceRefused, notInAudience, programFull, programNotOpen, said } from '../problems.ts';
import { dateIn } from '../recognizer.ts';
import { ProgramDefinition } from './definition.ts';
import { joiningOf } from './joining.ts';

interface Part {
  programId: string;
  educatorId: string;
}

/**
 * Joins a program; again changes nothing.
 *
 * @throws {Problem} 404 `not-found`; 403 `not-in-audience`; 409 `program-not-open`, `program-full`
 */
export async function joinProgram(
  { events, clock }: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  { programId, educatorId }: Part,
): Promise<void> {
  // the row is locked so that places are counted by one at a time
  const program = await transaction
    .selectFrom('program as p')
    .innerJoin('organization as o', 'o.id', 'p.recognizer_id')
    .select(['p.state', 'p.recognizer_id as recognizerId', 'p.current_version_id as versionId', 'o.timezone'])
    .where('p.id', '=', programId)
    .where('p.current_version_id', 'is not', null)
    .forUpdate('p')
    .executeTakeFirst();
  if (!program?.versionId) throw notFound('program');
  const { definition: stored } = await transaction
    .selectFrom('program_version')
    .select('definition')
    .where('id', '=', program.versionId)
    .executeTakeFirstOrThrow();
  const definition = ProgramDefinition.parse(stored);
  const places = await transaction
    .selectFrom('participation')
    .select(({ fn }) => fn.countAll<number>().as('taken'))
    .select(sql<boolean>`coalesce(bool_or(educator_id = ${educatorId}), false)`.as('joined'))
    .where('program_id', '=', programId)
    .where('left_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (places.joined) return;
  const { opensOn, closesOn, capacity } = definition;
  const today = dateIn(program.timezone, clock());
  const joining = joiningOf(definition, { state: program.state, today, taken: Number(places.taken) });
  if (joining === 'closed') throw programNotOpen('This program has ended.');
  if (joining === 'not-yet' && opensOn) throw programNotOpen(`This program can be joined from ${said(opensOn)} on.`);
  if (joining === 'over' && closesOn) throw programNotOpen(`This program could be joined until ${said(closesOn)}.`);
  if (!(await isInAudience(transaction, program.recognizerId, educatorId, definition.audience))) throw notInAudience();
  if (joining === 'full' && capacity !== null) throw programFull(capacity);
  await transaction
    .insertInto('participation')
    .values({ program_id: programId, educator_id: educatorId, version_id: program.versionId, joined_at: clock() })
    .onConflict((conflict) => conflict.columns(['program_id', 'educator_id']).doUpdateSet({ left_at: null }))
    .execute();
  // what was handed in or completed before joining counts
  await catchUpSteps({ clock }, transaction, { educatorId, programId });
  await events.emit(transaction, 'program.joined', { programId, recognizerId: program.recognizerId, educatorId });
}

/** Leaves a program; what was chosen and claimed stays. Again changes nothing. */
export async function leaveProgram({ clock }: Pick<Ground, 'clock'>, transaction: Writing, { programId, educatorId }: Part): Promise<void> {
  await transaction
    .updateTable('participation')
    .set({ left_at: clock() })
    .where('program_id', '=', programId)
    .where('educator_id', '=', educatorId)
    .where('left_at', 'is', null)
    .execute();
}

/**
 * Chooses from the approved list: the choice becomes what is given. The onboarding steps before the selection come first; what is begun
 * stays chosen, unless the program lets it be given up.
 *
 * @throws {Problem} 404 `not-found` for those who did not join; 409 `choice-refused`
 */
export async function chooseEntries(
  ground: Pick<Ground, 'clock'>,
  transaction: Writing,
  { programId, educatorId, entryIds }: Part & { entryIds: string[] },
): Promise<void> {
  await catchUpSteps(ground, transaction, { educatorId, programId });
  const { definition, steps } = await holdPart(transaction, { programId, educatorId });
  const before = definition.steps.slice(
    0,
    Math.max(
      0,
      definition.steps.findIndex(({ kind }) => kind === 'selection'),
    ),
  );
  const missing = before.find(({ id }) => !steps.includes(id));
  if (missing) throw choiceRefused(`First comes “${missing.title}”.`);
  const chosen = [...new Set(entryIds)];
  if (chosen.some((entryId) => !definition.entries.some((entry) => entry.entryId === entryId)))
    throw choiceRefused('Something chosen is not on the approved list any more. Reload the list.');
  const { atLeast, atMost } = definition.choice;
  if (atMost !== null && chosen.length > atMost) throw choiceRefused(`Choose at most ${atMost}.`);
  if (chosen.length < atLeast) throw choiceRefused(`Choose at least ${atLeast}.`);
  await changeChoice(ground, transaction, { programId, educatorId, chosen, mayGiveUp: definition.choice.changeAfterBegun });
  for (const { id, kind } of definition.steps)
    if (kind === 'selection') await noteStep(ground, transaction, { programId, educatorId, stepId: id });
}

/** Takes away what is no longer chosen and adds what is new. What is begun goes only where the program lets it go, and is logged. */
async function changeChoice(
  { clock }: Pick<Ground, 'clock'>,
  transaction: Writing,
  { programId, educatorId, chosen, mayGiveUp }: Part & { chosen: string[]; mayGiveUp: boolean },
): Promise<void> {
  // work on it may be begun in another tab: that comes first and keeps the choice, or goes on outside the program
  await holdBeginnings(transaction, educatorId);
  const { rows } = await sql<{ entryId: string; title: string; isBegun: boolean }>`
    select c.entry_id as "entryId", coalesce(e.title, c.entry_id) as title,
      exists (select from journey j where j.earner_id = c.educator_id and j.micro_credential_id = e.micro_credential_id
        and j.state <> 'withdrawn') as "isBegun"
    from participation_choice c join program p on p.id = c.program_id
      left join lateral (select title, micro_credential_id from program_entry
        where version_id = p.current_version_id and entry_id = c.entry_id limit 1) e on true
    where c.program_id = ${programId} and c.educator_id = ${educatorId} order by c.chosen_at, c.entry_id`.execute(transaction);
  const givenUp = rows.filter(({ entryId }) => !chosen.includes(entryId));
  const begun = givenUp.filter(({ isBegun }) => isBegun);
  if (begun[0] && !mayGiveUp) throw choiceRefused(`“${begun[0].title}” is begun, and this program keeps what is begun.`);
  const part = { program_id: programId, educator_id: educatorId };
  if (givenUp.length)
    await transaction
      .deleteFrom('participation_choice')
      .where('program_id', '=', programId)
      .where('educator_id', '=', educatorId)
      .where(
        'entry_id',
        'in',
        givenUp.map(({ entryId }) => entryId),
      )
      .execute();
  const added = chosen.filter((entryId) => !rows.some((row) => row.entryId === entryId));
  if (added.length)
    await transaction
      .insertInto('participation_choice')
      .values(added.map((entry_id) => ({ ...part, entry_id, chosen_at: clock() })))
      .execute();
  if (begun.length)
    await audit(transaction, {
      personId: educatorId,
      action: 'choice.changed',
      subjectType: 'program',
      subjectId: programId,
      details: { givenUp: begun.map(({ entryId }) => entryId), added },
    });
}

async function noteStep(
  { clock }: Pick<Ground, 'clock'>,
  transaction: Writing,
  { programId, educatorId, stepId }: Part & { stepId: string },
) {
  await transaction
    .insertInto('participation_step')
    .values({ program_id: programId, educator_id: educatorId, step_id: stepId, completed_at: clock() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A participation held for change, with the definition that holds now and the steps done. */
async function holdPart(transaction: Writing, { programId, educatorId }: Part) {
  const row = await transaction
    .selectFrom('participation as part')
    .innerJoin('program as p', 'p.id', 'part.program_id')
    .innerJoin('program_version as v', 'v.id', 'p.current_version_id')
    .select('v.definition')
    .where('part.program_id', '=', programId)
    .where('part.educator_id', '=', educatorId)
    .where('part.left_at', 'is', null)
    .forUpdate('part')
    .executeTakeFirst();
  if (!row) throw notFound('program among those you joined');
  const steps = await transaction
    .selectFrom('participation_step')
    .select('step_id')
    .where('program_id', '=', programId)
    .where('educator_id', '=', educatorId)
    .execute();
  return { definition: ProgramDefinition.parse(row.definition), steps: steps.map(({ step_id }) => step_id) };
}

async function isInAudience(
  transaction: Writing,
  recognizerId: string,
  educatorId: string,
  { schools, roles }: ProgramDefinition['audience'],
): Promise<boolean> {
  const { rows } = await sql`
    with recursive own as (
      select id from organization where ${schools ? sql`id = any(${schools}::uuid[])` : sql`id = ${recognizerId}`}
      union select o.id from organization o join own on o.parent_id = own.id)
    select from membership m join own on own.id = m.organization_id
    where m.person_id = ${educatorId} and m.roles && ${roles}::text[] limit 1`.execute(transaction);
  return rows.length > 0;
}
