import type { Database, Writing } from '../platform/database/database.ts';
import { notFound, Problem } from '../platform/http/problem.ts';
import { holdJourney, holdRequirement, requireOpen } from './hold-journey.ts';
import { enoughItems, kindNotTaken } from './problems.ts';

/** One requirement of one earner's journey. */
export interface Place {
  earnerId: string;
  journeyId: string;
  partId: string;
  requirementId: string;
}

/**
 * Puts an item of the library under a requirement, last. Doing so twice is the same as once.
 *
 * @throws {Problem} 404 for somebody else's item; 400 `kind-not-taken`; 409 `enough-items`, `journey-closed`, `part-passed`
 */
export async function attachEvidence(transaction: Writing, place: Place, evidenceId: string): Promise<void> {
  const { requirement } = await holdRequirement(transaction, place);
  const item = await transaction
    .selectFrom('evidence_item')
    .select('kind')
    .where('id', '=', evidenceId)
    .where('earner_id', '=', place.earnerId)
    .where('removed_at', 'is', null)
    // an item that is being removed just now cannot be attached
    .forShare()
    .executeTakeFirst();
  if (!item) throw notFound('evidence item');
  if (!requirement.kinds.some((kind) => kind === item.kind)) throw kindNotTaken(requirement.kinds);
  const present = await itemsOf(transaction, place);
  if (present.some((row) => row.evidence_id === evidenceId)) return;
  if (present.length >= requirement.max) throw enoughItems(requirement.max);
  await transaction
    .insertInto('journey_evidence')
    .values({
      journey_id: place.journeyId,
      part_id: place.partId,
      requirement_id: place.requirementId,
      evidence_id: evidenceId,
      position: (present.at(-1)?.position ?? 0) + 1,
    })
    .execute();
}

/** Takes an item away from a requirement; it stays in the library. */
export async function detachEvidence(database: Database, place: Place, evidenceId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await holdRequirement(transaction, place);
    await transaction
      .deleteFrom('journey_evidence')
      .where('journey_id', '=', place.journeyId)
      .where('part_id', '=', place.partId)
      .where('requirement_id', '=', place.requirementId)
      .where('evidence_id', '=', evidenceId)
      .execute();
  });
}

/**
 * Sets the order of a requirement's items.
 *
 * @param evidenceIds all of them, each once
 * @throws {Problem} 409 `other-items` when others are attached now
 */
export async function orderEvidence(database: Database, place: Place, evidenceIds: string[]): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await holdRequirement(transaction, place);
    const present = (await itemsOf(transaction, place)).map((row) => row.evidence_id);
    const given = new Set(evidenceIds);
    const same = given.size === evidenceIds.length && given.size === present.length && present.every((id) => given.has(id));
    if (!same)
      throw new Problem(
        409,
        'other-items',
        'Other items are here now',
        'Items were added or taken away meanwhile. Look again, then set the order.',
      );
    for (const [index, evidenceId] of evidenceIds.entries())
      await transaction
        .updateTable('journey_evidence')
        .set({ position: index + 1 })
        .where('journey_id', '=', place.journeyId)
        .where('part_id', '=', place.partId)
        .where('requirement_id', '=', place.requirementId)
        .where('evidence_id', '=', evidenceId)
        .execute();
  });
}

/**
 * Says whether an item goes onto the badge of this journey, for everybody to see.
 *
 * @throws {Problem} 409 `shows-students`: students never appear on a badge
 */
export async function shareEvidence(
  database: Database,
  { earnerId, journeyId, evidenceId, shared }: { earnerId: string; journeyId: string; evidenceId: string; shared: boolean },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    requireOpen(await holdJourney(transaction, journeyId, earnerId));
    const item = await transaction
      .selectFrom('journey_evidence')
      .innerJoin('evidence_item', 'evidence_item.id', 'journey_evidence.evidence_id')
      .select('shows_students')
      .where('journey_id', '=', journeyId)
      .where('evidence_id', '=', evidenceId)
      .executeTakeFirst();
    if (!item) throw notFound('evidence item');
    if (shared && item.shows_students)
      throw new Problem(409, 'shows-students', 'Students appear in it', 'What shows students stays between you and the evaluators.');
    await transaction
      .updateTable('journey_evidence')
      .set({ shared })
      .where('journey_id', '=', journeyId)
      .where('evidence_id', '=', evidenceId)
      .execute();
  });
}

const itemsOf = (transaction: Writing, place: Place) =>
  transaction
    .selectFrom('journey_evidence')
    .select(['evidence_id', 'position'])
    .where('journey_id', '=', place.journeyId)
    .where('part_id', '=', place.partId)
    .where('requirement_id', '=', place.requirementId)
    .orderBy('position')
    .orderBy('evidence_id')
    .execute();
