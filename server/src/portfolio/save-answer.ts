import type { Ground } from '../platform/ground.ts';
import { editConflict, notFound } from '../platform/http/problem.ts';
import { journeyClosed, noSuchRequirement, partPassed } from './problems.ts';

/** One text of a journey, as the earner's page saves it. */
export interface AnswerToSave {
  journeyId: string;
  earnerId: string;
  partId: string;
  requirementId: string;
  text: string;
  /** The revision it was made from; 0 where nothing was saved yet. */
  revision: number;
}
export interface SavedAnswer {
  revision: number;
  updatedAt: Date;
}

/**
 * One prepared statement checks owner, state, requirement and revision, and writes: a save is one round trip.
 * The key-share lock lets saves run beside each other and makes them wait for a submit, after which they find the journey closed:
 * a save that was acknowledged is part of the snapshot or comes after it, never in between.
 */
const save = `
  with writable as materialized (
    select id, version_id from journey
    where id = $1 and earner_id = $2 and state in ('drafting', 'not-yet') and $3 <> all (passed_parts)
    for key share
  ), changed as (
    update answer set text = $5, revision = answer.revision + 1, updated_at = now()
    from writable
    where answer.journey_id = writable.id and answer.part_id = $3 and answer.requirement_id = $4 and answer.revision = $6
    returning answer.revision, answer.updated_at
  ), made as (
    insert into answer (journey_id, part_id, requirement_id, text)
    select writable.id, $3, $4, $5
    from writable join micro_credential_version version on version.id = writable.version_id
    where $6 = 0 and jsonb_path_exists(version.definition,
      '$.parts[*] ? (@.id == $part).requirements[*] ? (@.id == $requirement).kinds[*] ? (@ == "text")',
      jsonb_build_object('part', $3::text, 'requirement', $4::text))
    on conflict do nothing
    returning revision, updated_at
  )
  select revision, updated_at as "updatedAt" from changed union all select revision, updated_at from made`;

/**
 * Keeps a text. Word limits do not matter here: what was typed is never refused for its length.
 *
 * @throws {Problem} 404 for a stranger; 409 `edit-conflict` with `current` when it was saved elsewhere meanwhile;
 *   409 `journey-closed`, `part-passed`; 400 `no-such-requirement`
 */
export async function saveAnswer({ pool }: Pick<Ground, 'pool'>, answer: AnswerToSave): Promise<SavedAnswer> {
  const { journeyId, earnerId, partId, requirementId, text, revision } = answer;
  const { rows } = await pool.query<SavedAnswer>({
    name: 'save-answer',
    text: save,
    values: [journeyId, earnerId, partId, requirementId, text, revision],
  });
  return rows[0] ?? explain({ pool }, answer);
}

/** Why nothing was written. Saving again what stands already is no conflict: the answer to the first save was lost on its way. */
async function explain({ pool }: Pick<Ground, 'pool'>, answer: AnswerToSave): Promise<SavedAnswer> {
  const { rows } = await pool.query<{
    state: string;
    passed: boolean;
    text: string | null;
    revision: number | null;
    updatedAt: Date | null;
  }>(
    `select journey.state, $3 = any (journey.passed_parts) as passed, answer.text, answer.revision, answer.updated_at as "updatedAt"
     from journey left join answer on answer.journey_id = journey.id and answer.part_id = $3 and answer.requirement_id = $4
     where journey.id = $1 and journey.earner_id = $2`,
    [answer.journeyId, answer.earnerId, answer.partId, answer.requirementId],
  );
  const [found] = rows;
  if (!found) throw notFound('journey');
  if (found.state !== 'drafting' && found.state !== 'not-yet') throw journeyClosed(found.state);
  if (found.passed) throw partPassed();
  if (found.revision === null || found.updatedAt === null) {
    if (answer.revision === 0) throw noSuchRequirement();
    throw editConflict({ text: '', revision: 0 });
  }
  if (found.text === answer.text) return { revision: found.revision, updatedAt: found.updatedAt };
  throw editConflict({ text: found.text, revision: found.revision, updatedAt: found.updatedAt });
}
